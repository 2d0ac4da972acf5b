"""What needs attention first."""
