"""Reads the table of staff per level and grade."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.document import CELL_MARK
from analysis.plan.ingest.likeness import TableHeader
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import TableReading, table_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document import Line
    from analysis.plan.ingest.headings import Outline

COLUMNS = ["level", "grade", "statutory", "contractual", "total", "line"]

_HEADER = TableHeader(
    "workforce",
    re.compile(r"dd \d{1,2}/\d{1,2}/\d{4} Statutair Contractueel Totaal", re.IGNORECASE),
    "Statutair Contractueel Totaal",
)
_ROW = re.compile(r"\s*(?P<name>Niveau \w|Eindtotaal|[A-Z]\d\w*)(?P<cells>(?:\s+\d[\d.]*)+)\s*")
_CELL = re.compile(r"(\s+)(\d[\d.]*)")
_FULL = 3  # cells of a row without an empty one


def read_workforce(lines: Sequence[Line], outline: Outline) -> TableReading:
    """Read the staff table, as printed; it is empty where the document has none.

    A level's own row has no grade. The last row (`Eindtotaal`) has neither grade nor level.
    """
    notes: list[Note] = []
    rows: list[list[str]] = []
    level = ""
    region = list(_region(lines, outline, notes))
    for line, name, cells in _rows(region, notes):
        is_grade = not name.startswith(("Niveau", "Eindtotaal"))
        level = level if is_grade else name
        rows.append([level, name if is_grade else "", *cells, str(line)])
    _settle_levels(rows)
    return table_reading(rows, COLUMNS, notes, region)


def _region(lines: Sequence[Line], outline: Outline, notes: list[Note]) -> Iterator[Line]:
    heads = {heading.line for heading in outline.headings}
    return (line for line in _HEADER.below(lines, heads, notes) if line.text)


def _rows(lines: Sequence[Line], notes: list[Note]) -> Iterator[tuple[int, str, list[str]]]:
    for line in lines:
        match = _ROW.fullmatch("".join(span.text for span in line.spans))
        if match:
            yield line.number, match["name"], _cells(match["cells"])
        else:
            note = Note("workforce", line.number, "no row of the table", line.text, unused=True)
            notes.append(note)


def _cells(printed: str) -> list[str]:
    """Return the three cells; two spaces before a value say that one before it is empty."""
    if CELL_MARK in printed:
        return [*map(str.strip, printed.split(CELL_MARK)[1:]), *[""] * _FULL][:_FULL]
    found = _CELL.findall(printed)
    if len(found) == _FULL:
        return [value for _, value in found]
    cells: list[str] = []
    for gap, value in found:
        cells += [""] * (len(gap) > 1) + [value]
    return (cells + [""] * _FULL)[:_FULL] if len(cells) >= _FULL else _with_total(cells)


def _with_total(cells: list[str]) -> list[str]:
    """Return cells of a row without any sign of the empty one: the last is the total."""
    return [*cells[:-1], *[""] * (_FULL - len(cells)), cells[-1]]


def _settle_levels(rows: list[list[str]]) -> None:
    """Move a level's one value to the column that its grades fill: bold cells leave no sign."""
    for row in rows:
        level, grade, statutory, contractual, *_ = row
        grades = [other for other in rows if other[0] == level and other[1]]
        unsure = not grade and statutory and not contractual
        if unsure and grades and not any(other[2] for other in grades):
            row[2], row[3] = "", statutory
