"""The Word front end: the paragraphs and tables of a `.docx` file, as Word would print them."""

from analysis.plan.ingest.document.word.reader import read_word

__all__ = ["read_word"]
