"""Checked tables, chapter notebooks and one combined report from a yearly government plan."""

__version__ = "0.1.0"
