"""A second plan of another year, generated from a seed, whose truth is known."""

from .comparing import Score, compare
from .pdf import write_pdf
from .plan import GeneratedPlan, generate_plan
from .reading import COLUMNS, MARKERS

__all__ = [
    "COLUMNS",
    "MARKERS",
    "GeneratedPlan",
    "Score",
    "compare",
    "generate_plan",
    "write_pdf",
]
