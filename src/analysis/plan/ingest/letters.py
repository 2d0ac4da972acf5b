"""Reads the table of standard letters per department and how far their rewriting is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.likeness import TableHeader
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import TableReading, table_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document import Line
    from analysis.plan.ingest.headings import Outline

COLUMNS = ["department", "letters", "status", "line"]

_HEADER = TableHeader(
    "letters",
    re.compile(r"Afdeling Aantal brieven Status", re.IGNORECASE),
    "Afdeling Aantal brieven Status",
)
_ROW = re.compile(r"(?P<department>\D*?[^\W\d]\D*?) (?P<letters>\d[\d.]*|/)(?: (?P<status>\D+))?")
_TOTAL = re.compile(r"totaal\b.*", re.IGNORECASE)


def read_letters(lines: Sequence[Line], outline: Outline) -> TableReading:
    """Read the table of letters, as printed; it ends with its total.

    It is empty where the document has none.
    """
    rows: list[tuple[str, str, str, str]] = []
    notes: list[Note] = []
    region = list(_region(lines, outline, notes))
    for line in region:
        match = _ROW.fullmatch(line.text)
        if match:
            status = match["status"] or ""
            rows.append((match["department"], match["letters"], status, str(line.number)))
        else:
            note = Note("letters", line.number, "no row of the table", line.text, unused=True)
            notes.append(note)
    return table_reading(rows, COLUMNS, notes, region)


def _region(lines: Sequence[Line], outline: Outline, notes: list[Note]) -> Iterator[Line]:
    """Return the lines below the header, up to the total or, without one, the next heading."""
    heads = {heading.line for heading in outline.headings}
    for line in _HEADER.below(lines, heads, notes):
        if line.text:
            yield line
        if _TOTAL.fullmatch(line.text):
            return
