"""What the report is based on: sources, definitions, settings, software."""
