"""A plan as a document: numbered headings, paragraphs and tables of cells, whatever its file."""

from analysis.plan.ingest.document.model import Cell, Document, Grid, Line, Span

__all__ = ["Cell", "Document", "Grid", "Line", "Span"]
