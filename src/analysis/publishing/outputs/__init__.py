"""The formats of a report next to its page: open data, PDF, Word, a Quarto book."""
