"""How many files and payments there were."""
