"""Builds tables of cells from the rows that were put together from lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.model import Cell, Grid, Line, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.plan.ingest.notes import Note


@dataclass(frozen=True, slots=True)
class Slot:
    """What a row has in its next cell: its paragraphs, and how far the cell spans."""

    lines: tuple[Line, ...] = ()
    columns: int = 1
    rows: int = 1


def paragraph(number: int, text: str, *, bold: bool = False, level: int = 0) -> Line:
    """Return a paragraph that starts on a line of the file."""
    return Line(number, text, (Span(text, bold),), level=level, in_table=True, whole=True)


def slot(number: int, text: str, *, bold: bool = False, columns: int = 1, rows: int = 1) -> Slot:
    """Return a slot with one paragraph, or without any for an empty text."""
    lines = (paragraph(number, text, bold=bold),) if text else ()
    return Slot(lines, columns, rows)


def plain_row(number: int, texts: Sequence[str]) -> list[Slot]:
    """Return a row of cells that each hold one text or none."""
    return [slot(number, text) for text in texts]


def build_grid(
    rows: Iterable[Sequence[Slot]],
    *,
    line: int,
    notes: Iterable[Note] = (),
    lines: Iterable[int] = (),
    section: str = "",
) -> Grid:
    """Return rows of slots as a table; a slot covered from above is left out of its row."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for place, row in enumerate(rows):
        column = 0
        for each in row:
            while (place, column) in taken:
                column += 1
            cells.append(Cell(each.lines, place, column, each.rows, each.columns))
            taken |= {
                (place + down, column + right)
                for down in range(each.rows)
                for right in range(each.columns)
            }
            column += each.columns
    return Grid(
        tuple(cells),
        line,
        headers=1,
        section=section,
        notes=tuple(notes),
        lines=frozenset(lines),
    )
