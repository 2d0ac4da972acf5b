"""One plan's tables: the document read, the tables built, the plan checked against itself."""
