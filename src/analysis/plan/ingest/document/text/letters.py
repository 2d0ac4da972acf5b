"""Finds the table of standard letters in a text file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.building import build_grid, plain_row
from analysis.plan.ingest.document.text.headers import TableHeader
from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Grid, Line
    from analysis.plan.ingest.document.outline import Outline

_HEADER = TableHeader(
    "letters",
    re.compile(r"Afdeling Aantal brieven Status", re.IGNORECASE),
    "Afdeling Aantal brieven Status",
)
_ROW = re.compile(r"(?P<department>\D*?[^\W\d]\D*?) (?P<letters>\d[\d.]*|/)(?: (?P<status>\D+))?")
_TOTAL = re.compile(r"totaal\b.*", re.IGNORECASE)


def letters_grids(lines: Sequence[Line], outline: Outline) -> Iterator[Grid]:
    """Yield the table of letters, up to its total; nothing where the document has none."""
    notes: list[Note] = []
    region = list(_region(lines, outline, notes))
    rows = [plain_row(0, ("Afdeling", "Aantal brieven", "Status"))]
    for line in region:
        match = _ROW.fullmatch(line.text)
        if match:
            cells = (match["department"], match["letters"], match["status"] or "")
            rows.append(plain_row(line.number, cells))
        else:
            note = Note("letters", line.number, "no row of the table", line.text, unused=True)
            notes.append(note)
    if region:
        numbers = [line.number for line in region]
        yield build_grid(rows, line=numbers[0], notes=notes, lines=numbers)


def _region(lines: Sequence[Line], outline: Outline, notes: list[Note]) -> Iterator[Line]:
    """Return the lines below the header, up to the total or, without one, the next heading."""
    heads = {heading.line for heading in outline.headings}
    for line in _HEADER.below(lines, heads, notes):
        if line.text:
            yield line
        if _TOTAL.fullmatch(line.text):
            return
