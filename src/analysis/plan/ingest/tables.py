"""Finds the tables of one kind by their header rows, and gives their rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.plan.ingest.likeness import LIKE_ENOUGH, UNUSUAL_HEADER, likeness
from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from analysis.plan.ingest.document.model import Cell, Grid

MOST_HEADER_ROWS = 3
NO_HEADER = "has no header, and was read as the rest of the table above it"

_FIGURE = re.compile(r"[€+-]* ?\d[\d.,]*(?: ?(?:%|ppt|€))?|nvt|nb|-", re.IGNORECASE)


@dataclass(frozen=True)
class TableRow:
    """One row of a table, seen through the columns of its header.

    Attributes
    ----------
    grid, row
        The table, and the row's number in it.
    """

    grid: Grid
    row: int

    @property
    def line(self) -> int:
        """The line at which the row starts."""
        return self.grid.line_of(self.row)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that start in the row."""
        return self.grid.rows[self.row]

    @property
    def texts(self) -> list[str]:
        """The text of each cell that holds any."""
        return [cell.text for cell in self.cells if cell.text]

    def cell(self, column: int) -> Cell | None:
        """Return the cell over a column, also one that started in a row above."""
        return self.grid.at(self.row, column)

    def own(self, column: int) -> str:
        """Return the text of a column, empty where its cell started in a row above."""
        found = self.cell(column)
        return found.text if found and found.row == self.row else ""

    def text(self, column: int) -> str:
        """Return the text over a column."""
        found = self.cell(column)
        return found.text if found else ""

    @property
    def alone(self) -> Cell | None:
        """The only cell with text, where it spans the table or all others are empty."""
        filled = [cell for cell in self.cells if cell.text]
        return filled[0] if len(filled) == 1 else None


@dataclass(frozen=True)
class TablePart:
    """A header and the rows below it, up to the next header.

    Attributes
    ----------
    grid
        The table that it is a part of.
    header
        The text of each column in the header's rows, from left to right.
    line
        The line of the header.
    rows
        The rows below it that hold text.
    """

    grid: Grid
    header: tuple[str, ...]
    line: int
    rows: tuple[TableRow, ...]

    def column(self, pattern: str) -> int | None:
        """Return the first column whose header matches, None without one."""
        return next(iter(self.columns(pattern)), None)

    def columns(self, pattern: str) -> list[int]:
        """Return the columns whose header matches."""
        found = re.compile(pattern, re.IGNORECASE)
        return [place for place, text in enumerate(self.header) if found.search(text)]


def table_parts(grid: Grid, is_header: Callable[[str], bool]) -> Iterator[TablePart]:
    """Yield the parts of a table whose header is of one kind.

    Parameters
    ----------
    grid
        A table.
    is_header
        Tells whether the joined text of a row, or of up to three rows, is the header.
    """
    headers = list(_header_rows(grid, is_header))
    for place, rows in enumerate(headers):
        end = headers[place + 1].start if place + 1 < len(headers) else grid.height
        body = [TableRow(grid, row) for row in range(rows.stop, end)]
        texts = tuple(_header_text(grid, rows, column) for column in range(grid.width))
        yield TablePart(
            grid, texts, grid.line_of(rows.start), tuple(row for row in body if row.texts)
        )


def find_parts(
    grids: Sequence[Grid],
    is_header: Callable[[str], bool],
    *,
    words: str,
    table: str,
    width: int,
) -> tuple[list[TablePart], list[Note]]:
    """Return the parts of one kind of all tables; a header in other words is noted.

    Parameters
    ----------
    grids
        All tables of a document.
    is_header
        Tells whether a joined row is the usual header.
    words
        The words of the header: a first row that is like them is a header too.
    table
        The raw table, for the notes.
    width
        The least number of columns of such a table.
    """
    grids = [grid for grid in grids if grid.width >= width]
    parts = [part for grid in grids for part in table_parts(grid, is_header)]
    known = {id(part.grid) for part in parts}
    notes = []
    for grid in grids:
        if id(grid) in known:
            continue
        found = list(table_parts(grid, lambda text: likeness(text, words) >= LIKE_ENOUGH))
        parts += found[:1]
        notes += [Note(table, part.line, UNUSUAL_HEADER, " ".join(part.header)) for part in found]
    rests = list(_without_header(grids, parts))
    notes += [Note(table, part.line, NO_HEADER, " ".join(part.rows[0].texts)) for part in rests]
    parts += rests
    parts.sort(key=lambda part: part.line)
    return parts, notes


def _without_header(grids: Sequence[Grid], parts: Sequence[TablePart]) -> Iterator[TablePart]:
    """Yield the tables without a header that go on a table right above them.

    They have as many columns, no text stands between the two, and the first row has a figure in
    each column where the rows above have one.
    """
    last = {id(part.grid): part for part in parts}
    for above, grid in pairwise(grids):
        part = last.get(id(above))
        if id(grid) in last or part is None or not above.lines:
            continue
        rows = tuple(row for row in (TableRow(grid, n) for n in range(grid.height)) if row.texts)
        near = grid.width == above.width and grid.line == max(above.lines) + 1
        if rows and near and _has_figures_like(rows[0], part):
            last[id(grid)] = TablePart(grid, part.header, grid.line, rows)
            yield last[id(grid)]


def _has_figures_like(row: TableRow, part: TablePart) -> bool:
    """Tell whether a row has figures where most rows of a part have them, in one column or more."""
    columns = [
        column
        for column in range(part.grid.width)
        if sum(_is_figure(other.own(column)) for other in part.rows) > len(part.rows) / 2
    ]
    return bool(columns) and all(_is_figure(row.own(column)) for column in columns)


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text))


def _header_rows(grid: Grid, is_header: Callable[[str], bool]) -> Iterator[range]:
    row = 0
    while row < grid.height:
        rows = _header_at(grid, row, is_header)
        if rows is not None:
            yield rows
            row = rows.stop
        else:
            row += 1


def _header_at(grid: Grid, row: int, is_header: Callable[[str], bool]) -> range | None:
    """Return the header's rows that start at a row; its lowest row counts, or all together."""
    if is_header(grid.text_of(row)):
        return range(row, _bottom(grid, row))
    for height in range(2, MOST_HEADER_ROWS + 1):
        rows = range(row, min(row + height, grid.height))
        if len(rows) == height and _looks_like_header(grid, rows):
            text = " ".join(grid.text_of(each) for each in rows)
            if is_header(text):
                return rows
    return None


def _bottom(grid: Grid, row: int) -> int:
    """Return the row after a header whose cells span more rows."""
    return max((cell.row + cell.rows for cell in grid.rows[row] if cell.text), default=row + 1)


def _looks_like_header(grid: Grid, rows: range) -> bool:
    """Tell whether rows may be a header of more rows: flagged, bold, or at the table's top."""
    flagged = rows.stop <= grid.headers
    bold = all(cell.bold for row in rows for cell in grid.rows[row] if cell.text)
    return flagged or bold or rows.start == 0


def _header_text(grid: Grid, rows: range, column: int) -> str:
    cells = {id(cell): cell for row in rows if (cell := grid.at(row, column))}
    return " ".join(cell.text for cell in cells.values() if cell.text)
