"""Charts of the inspections."""
