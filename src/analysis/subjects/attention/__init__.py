"""Signals: which measures and sections need attention first."""
