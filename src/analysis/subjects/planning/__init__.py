"""What is planned, and when."""
