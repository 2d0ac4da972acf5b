"""What was spent, and what is granted."""
