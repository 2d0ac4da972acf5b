"""Finds the rows of tables whose rules do not separate them: by the room above the lines of a cell.

Each column is a column of text of its own, so its lines are compared with each other only. A line
begins a paragraph where the room above it is larger than between two lines of a paragraph. A
paragraph begins a row, unless it can be one more paragraph of a cell of the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.lines import NOTE, TextLine, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import Word
    from analysis.plan.ingest.document.pdf.tables import PageCell, PdfTable

SINGLE = 1.22  # of the letter's size: the distance of lines without extra room
ROW_STEP = 1.0  # points more than within a cell: the line begins a paragraph
SAME_BASE = 1.5  # points between the bases of cells of one row
FEWEST_EMPTY = 5  # rows with an empty cell that show how high such a row is


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of one cell, and whether it begins a paragraph."""

    column: int
    line: TextLine
    starts: bool


def row_tops(columns: Mapping[int, Sequence[Word]]) -> list[float]:
    """Return the height of the top of each row but the first.

    Parameters
    ----------
    columns
        The words of each column.
    """
    lines = {column: lines_of(words) for column, words in columns.items() if words}
    least = leading(lines.values())
    cells = [cell for column, each in lines.items() for cell in _cell_lines(column, each, least)]
    tops: list[float] = []
    row: list[CellLine] = []
    for group in _groups(cells):
        if row and _begins(row, group, least):
            tops.append(max(cell.line.top for cell in group))
            row = []
        row += group
    return tops


def leading(columns: Iterable[Sequence[TextLine]]) -> float:
    """Return the least distance between two lines: that of two lines of a paragraph."""
    columns = list(columns)
    size = median([line.size for lines in columns for line in lines] or [0.0])
    steps = [one.base - other.base for lines in columns for one, other in pairwise(lines)]
    return min([step for step in steps if step >= 0.9 * size] + [SINGLE * size])


def _cell_lines(column: int, lines: Sequence[TextLine], least: float) -> Iterator[CellLine]:
    yield CellLine(column, lines[0], starts=True)
    for above, line in pairwise(lines):
        yield CellLine(column, line, starts=above.base - line.base > least + ROW_STEP)


def _groups(cells: Iterable[CellLine]) -> Iterator[list[CellLine]]:
    """Yield the lines of all columns that have the same base, from top to bottom."""
    group: list[CellLine] = []
    for cell in sorted(cells, key=lambda cell: (-cell.line.base, cell.column)):
        if group and group[0].line.base - cell.line.base > SAME_BASE:
            yield group
            group = []
        group.append(cell)
    if group:
        yield group


def _begins(row: Sequence[CellLine], group: Sequence[CellLine], least: float) -> bool:
    """Tell whether lines at one height begin a row.

    A paragraph does not begin a row when it is the first text of its column in the row and right
    below another text: then the cells of the row are centred. In the first column, it may be one
    more paragraph of the row's first cell.
    """
    starts = [cell for cell in group if cell.starts]
    room = row[-1].line.base - group[0].line.base > least + ROW_STEP
    taken = {cell.column for cell in row}
    if not any(room or cell.column in taken for cell in starts):
        return False
    if any(cell.column > 0 for cell in starts):
        return True
    first = next((cell.line for cell in row if cell.column == 0), row[0].line)
    line = group[0].line
    if line.bullet or line.bold or first.bold:
        return True
    return not (first.bullet or NOTE.match(line.text))


def join_names(table: PdfTable, least: float) -> None:
    """Make the first cell of a row span the next one where its text goes on without room."""
    for above, row in pairwise(list(table.rows)):
        one = next((cell for cell in above if cell.column == 0), None)
        other = next((cell for cell in row if cell.column == 0), None)
        if one is None or other is None or not (one.words and other.words) or other.columns > 1:
            continue
        step = lines_of(one.words[-1])[-1].base - lines_of(other.words[0])[0].base
        if 0 < step <= least + ROW_STEP and len(row) > 1:
            one.add([word for part in other.words for word in part], table.page)
            one.rows += other.rows
            row.remove(other)


def join_values(table: PdfTable, ys: Sequence[float]) -> None:
    """Make the values of a row span the next row where that is too low to have empty cells.

    A program gives an empty cell the height of an empty paragraph, which is often larger than that
    of the text beside it. Cells that span rows add nothing to the height of either row. So two rows
    of one line that are lower than all others with an empty cell share their values, where the
    second has only a name.

    Parameters
    ----------
    table
        A table without rules between its rows.
    ys
        The edges of its rows, from top to bottom.
    """
    heights = dict(enumerate(top - bottom for top, bottom in pairwise(ys[:-1])))
    simple = {n for n in heights if _is_simple(table.rows[n])}
    partly = [n for n in simple if not all(cell.words for cell in table.rows[n])]
    if len(partly) < FEWEST_EMPTY:
        return
    usual = median(heights[n] for n in partly)
    low = {n for n in partly if heights[n] < usual - ROW_STEP}
    names = {n for n in low if not any(cell.words for cell in table.rows[n][1:])}
    pairs = {n for n in names if n - 1 in simple and heights[n - 1] < usual - ROW_STEP}
    if low <= pairs | {n - 1 for n in pairs}:
        for n in sorted(pairs):
            _share(table.rows[n - 1], table.rows[n])


def _is_simple(row: Sequence[PageCell]) -> bool:
    """Tell whether no cell of a row spans others or has more than one line."""
    return len(row) > 1 and all(
        cell.rows == cell.columns == 1 and all(len(lines_of(part)) == 1 for part in cell.words)
        for cell in row
    )


def _share(above: Sequence[PageCell], row: list[PageCell]) -> None:
    for cell in above[1:]:
        cell.rows += 1
    del row[1:]
