"""Finds the columns, and where needed the rows, of tables that are not ruled."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.lines import TextLine, lines_of
from analysis.plan.ingest.document.pdf.rows import join_names, join_values, leading, row_tops
from analysis.plan.ingest.document.pdf.rules import RuledLine, Ruling
from analysis.plan.ingest.document.pdf.tables import (
    OPEN,
    PageCell,
    PdfTable,
    by_row,
    cells_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import Word

WIDE = 1.1  # of the letter's size: white space that parts two chunks of a line
FEW_BANDS = 3  # header, body and total: the rules do not part the rows


def chunks_of(line: TextLine) -> list[TextLine]:
    """Split a line into chunks: at wide white space, but not at the gap after a list mark."""
    parts: list[list[Word]] = []
    for place, word in enumerate(line.words):
        gap = word.left - parts[-1][-1].right if parts else 0.0
        after_mark = place == 1 and line.bullet
        if parts and (gap <= WIDE * word.size or after_mark):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [TextLine(part) for part in parts]


def fill_columns(tables: Sequence[PdfTable]) -> None:
    """Make the cells of the parts of one table without vertical rules.

    The white space in all their rows shows the columns. Where rules part only the header, the body
    and the total, or nothing, the rows show by the room between them.
    """
    parts = [[chunks_of(line) for line in lines_of(table.words)] for table in tables]
    left, right = min(table.xs[0] for table in tables), max(table.xs[-1] for table in tables)
    edges = _edges([line for part in parts for line in part], left, right)
    for table, part in zip(tables, parts, strict=True):
        chunks = [chunk for line in part for chunk in line]
        ruling = _with_rows(table.ruling, chunks, edges)
        top, bottom = ruling.ys[0], ruling.ys[-1]
        ruling.down = [RuledLine(x, bottom, top) for x in edges]
        ruling.xs = table.xs = edges
        _fill(table, ruling, chunks)
        if table.kind == OPEN:
            join_values(table, ruling.ys)
            columns = _by_column(chunks, edges)
            join_names(table, leading(lines_of(words) for words in columns.values()))


def _with_rows(ruling: Ruling, chunks: Sequence[TextLine], edges: Sequence[float]) -> Ruling:
    """Return a ruling with rules between the rows where the source draws too few."""
    if len(ruling.ys) - 1 > FEW_BANDS:
        return Ruling(list(ruling.across), ys=list(ruling.ys))
    ys, across = list(ruling.ys), list(ruling.across)
    for top, bottom in pairwise(ruling.ys):
        band = [chunk for chunk in chunks if bottom <= chunk.words[-1].middle < top]
        for y in row_tops(_by_column(band, edges)):
            ys.append(y)
            across.append(RuledLine(y, edges[0], edges[-1]))
    return Ruling(across, ys=sorted(ys, reverse=True))


def _by_column(chunks: Iterable[TextLine], edges: Sequence[float]) -> dict[int, list[Word]]:
    """Return the words of the chunks that begin in each column."""
    found: dict[int, list[Word]] = {}
    for chunk in chunks:
        found.setdefault(_column(chunk.left + 0.5, edges), []).extend(chunk.words)
    return found


def _fill(table: PdfTable, ruling: Ruling, chunks: Sequence[TextLine]) -> None:
    """Put chunks into cells; one over several empty columns spans them."""
    cells, cover = cells_of(ruling)
    heights = [-y for y in ruling.ys]
    wide: list[tuple[int, int, int, TextLine]] = []
    for chunk in chunks:
        row = bisect_right(heights, -chunk.words[-1].middle) - 1
        row = min(max(row, 0), len(ruling.ys) - 2)
        first, last = (_column(x, ruling.xs) for x in (chunk.left + 0.5, chunk.right - 0.5))
        if first == last:
            cover[row, first].add(chunk.words, table.page)
        else:
            wide.append((row, first, last, chunk))
    for row, first, last, chunk in wide:
        over = [cover[row, column] for column in range(first, last + 1)]
        free = all(not cell.words and cell.rows == 1 for cell in over)
        if free:
            _span(over, cells, cover)
        cover[row, first].add(chunk.words, table.page)
    table.rows = by_row(cells, len(ruling.ys) - 1)
    _span_titles(table)


def _span(
    over: Sequence[PageCell], cells: list[PageCell], cover: dict[tuple[int, int], PageCell]
) -> None:
    """Make the first of some cells of a row span the others."""
    first, *others = over
    for cell in others:
        if cell is not first and cell in cells:
            cells.remove(cell)
            first.columns += cell.columns
            cover[cell.row, cell.column] = first
    first.box = (*first.box[:2], over[-1].box[2], first.box[3])


def _span_titles(table: PdfTable) -> None:
    """Make a bold text alone in its row span the table: so are themes printed."""
    for row in table.rows:
        filled = [cell for cell in row if cell.words]
        alone = len(filled) == 1 and len(row) > 1 and filled[0].column == 0 and filled[0].rows == 1
        if alone and all(word.bold for part in filled[0].words for word in part):
            filled[0].columns = len(table.xs) - 1
            filled[0].box = (*filled[0].box[:2], table.xs[-1], filled[0].box[3])
            row[:] = filled


def _edges(lines: Sequence[Sequence[TextLine]], left: float, right: float) -> list[float]:
    """Return the edges of columns: the middles of the white space between them.

    The fullest lines show the columns, and the chunks over one column alone show how wide it is. A
    gap that more lines cross than respect parts no columns; neither does a title over several.
    """
    most = max(map(len, lines), default=0)
    full = [line for line in lines if len(line) == most]
    columns = [
        (min(line[at].left for line in full), max(line[at].right for line in full))
        for at in range(most)
    ]
    if any(one[1] >= other[0] for one, other in pairwise(columns)):
        columns = [(chunk.left, chunk.right) for chunk in full[0]]
    columns = _without_false_gaps(columns, lines)
    for line in sorted(lines, key=len, reverse=True):
        for chunk in line:
            columns = _grown(columns, chunk)
    middles = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    return [left, *middles, right]


def _without_false_gaps(
    columns: list[tuple[float, float]], lines: Sequence[Sequence[TextLine]]
) -> list[tuple[float, float]]:
    found = columns[:1]
    for column in columns[1:]:
        middle = (found[-1][1] + column[0]) / 2
        crossed = sum(any(c.left < middle < c.right for c in line) for line in lines)
        kept = sum(
            any(c.right <= middle for c in line) and any(c.left >= middle for c in line)
            for line in lines
        )
        if crossed > kept:
            found[-1] = (found[-1][0], column[1])
        else:
            found.append(column)
    return found


def _grown(columns: list[tuple[float, float]], chunk: TextLine) -> list[tuple[float, float]]:
    """Return columns with the one that a chunk is over made as wide as the chunk."""
    over = [at for at, (low, high) in enumerate(columns) if low < chunk.right and chunk.left < high]
    if len(over) > 1:
        return columns
    if not over:
        return sorted([*columns, (chunk.left, chunk.right)])
    (at,) = over
    low, high = columns[at]
    columns[at] = min(low, chunk.left), max(high, chunk.right)
    return columns


def _column(x: float, edges: Sequence[float]) -> int:
    return min(max(bisect_right(edges, x) - 1, 0), len(edges) - 2)
