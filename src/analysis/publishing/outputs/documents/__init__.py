"""Writes the report as PDF and as Word document, without Quarto, TeX or an office suite."""
