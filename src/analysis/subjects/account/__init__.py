"""What the report rests on."""
