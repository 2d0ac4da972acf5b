"""A published plan to raw tables: `read_plan` reads the document, `write_plan` writes the CSVs."""

from analysis.plan.ingest.document import Document
from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.plan import RawPlan, read_plan
from analysis.plan.ingest.writing import write_plan

__all__ = ["Document", "RawPlan", "read_document", "read_plan", "write_plan"]
