"""Statistics that several subjects use: shares, comparisons, pooling."""
