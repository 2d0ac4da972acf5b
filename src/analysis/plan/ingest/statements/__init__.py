"""Reads the statements in the prose of a plan: numbers, terms, moments, statuses."""
