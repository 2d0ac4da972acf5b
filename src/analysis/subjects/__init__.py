"""What the report tells, one folder per subject; no subject imports another."""
