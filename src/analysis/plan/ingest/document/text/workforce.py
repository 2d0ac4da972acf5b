"""Finds the table of staff per level and grade in a text file."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.building import build_grid, plain_row
from analysis.plan.ingest.document.text.headers import TableHeader
from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Grid, Line
    from analysis.plan.ingest.document.outline import Outline

_HEADER = TableHeader(
    "workforce",
    re.compile(r"dd \d{1,2}/\d{1,2}/\d{4} Statutair Contractueel Totaal", re.IGNORECASE),
    "Statutair Contractueel Totaal",
)
_ROW = re.compile(r"\s*(?P<name>Niveau \w|Eindtotaal|[A-Z]\d\w*)(?P<cells>(?:\s+\d[\d.]*)+)\s*")
_CELL = re.compile(r"(\s+)(\d[\d.]*)")
_FULL = 3  # cells of a row without an empty one


def workforce_grids(lines: Sequence[Line], outline: Outline) -> Iterator[Grid]:
    """Yield the staff table; nothing where the document has none."""
    notes: list[Note] = []
    region = list(_region(lines, outline, notes))
    rows = [[name, *cells, str(line)] for line, name, cells in _rows(region, notes)]
    _settle_levels(rows)
    if region:
        numbers = [line.number for line in region]
        header = plain_row(0, ("", "Statutair", "Contractueel", "Totaal"))
        body = [plain_row(int(line), cells) for *cells, line in rows]
        yield build_grid([header, *body], line=numbers[0], notes=notes, lines=numbers)


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
    for place, row in enumerate(rows):
        _, statutory, contractual, *_ = row
        grades = list(takewhile(_is_grade, rows[place + 1 :]))
        unsure = not _is_grade(row) and statutory and not contractual
        if unsure and grades and not any(other[1] for other in grades):
            row[1], row[2] = "", statutory


def _is_grade(row: Sequence[str]) -> bool:
    return not row[0].startswith(("Niveau", "Eindtotaal"))
