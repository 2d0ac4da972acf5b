"""What people decide about what machines propose: recorded in `review.csv`, and applied."""
