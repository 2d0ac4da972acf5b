"""Checks that a text still says what its tables' cells and its bold were.

The text of a PDF as the project reads it keeps the bold (drawn four times), the blanks at the ends
of lines (they tell empty cells) and the blank lines (they tell rows). Other programs leave these
out; then the tables cannot be put together again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.errors import DocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.document.model import Line

FEWEST_LINES = 200  # with text: a shorter text is judged by its tables
FEWEST_BOLD = 0.01  # of these lines hold a bold piece; of a plan some 8 %
FEWEST_ENDS = 0.3  # of these lines end in a blank; of a plan most
FEWEST_GAPS = 0.05  # blank lines to lines with text; of a plan one to two
FEWEST_RUNS = 0.005  # of these lines hold two blanks after each other

_REMEDY = "Give the Word file or the PDF of the plan instead of its text."


def check_extraction(lines: Sequence[Line], name: str) -> None:
    """Check that a text has bold, blanks within and after its lines, and blank lines.

    Raises
    ------
    DocumentError
        With one problem for each of these that is gone.
    """
    problems = [
        Problem(
            name, f"text without {what}", "the text of the PDF with its bold and blanks", _REMEDY
        )
        for what in _missing(lines)
    ]
    if problems:
        raise DocumentError(*problems)


def _missing(lines: Sequence[Line]) -> list[str]:
    """Return what a text has not: a program left it out."""
    texts = [line for line in lines if line.raw.strip()]
    if len(texts) < FEWEST_LINES:
        return []
    bold = sum(bool(line.bold_text) for line in texts)
    ends = sum(line.raw[-1:].isspace() for line in texts)
    gaps = len(lines) - len(texts)
    runs = sum("  " in line.raw for line in texts)
    found = {
        "any bold": bold < FEWEST_BOLD * len(texts),
        "the blanks at the ends of its lines": ends < FEWEST_ENDS * len(texts),
        "the rows of blanks between its cells": runs < FEWEST_RUNS * len(texts),
        "blank lines": gaps < FEWEST_GAPS * len(texts),
    }
    return [what for what, gone in found.items() if gone]
