"""What is written next to the page: open data, PDF, Word, a Quarto book."""
