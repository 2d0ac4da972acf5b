"""The PDF front end: words and rules on pages, put together to paragraphs and tables of cells."""

from analysis.plan.ingest.document.pdf.reader import read_pdf

__all__ = ["read_pdf"]
