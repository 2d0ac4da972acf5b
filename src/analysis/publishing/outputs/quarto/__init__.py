"""Writes the report as a Quarto book over the same executed notebooks; nothing runs twice."""
