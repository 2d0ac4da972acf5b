"""What subjects share: statistics, charts, tables, sentences."""
