"""Writes the typed tables as open data: CSV, one workbook, a Data Package and DCAT-AP."""
