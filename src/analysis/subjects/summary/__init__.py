"""The head of a chapter: key figures and the verdict."""
