"""The plan compared with earlier plans."""
