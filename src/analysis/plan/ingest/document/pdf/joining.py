"""Joins the parts of a table that goes on over pages, without the headers that are repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.lines import (
    NOTE,
    goes_overleaf,
    is_full,
    lines_of,
    paragraphs_of,
)
from analysis.plan.ingest.document.pdf.tables import OPEN, PageCell, PdfTable

if TYPE_CHECKING:
    from collections.abc import Sequence

SAME_EDGE = 3.0  # points
_HANGS = ("-", "/", ",", "(")

PADDING = 5.4  # points; what Word leaves between a cell's text and its side
MOST_HEADERS = 4  # rows that are repeated on each page


def is_continued(first: PdfTable, second: PdfTable) -> bool:
    """Tell whether a table at the top of a page has the columns of the one before it."""
    if first.kind != second.kind:
        return False
    if first.kind == OPEN:
        return second.overleaf
    outer = (
        abs(first.xs[0] - second.xs[0]) <= SAME_EDGE
        and abs(first.xs[-1] - second.xs[-1]) <= SAME_EDGE
    )
    if not outer:
        return False
    return _within(first.xs, second.xs) or _within(second.xs, first.xs)


def joined_tables(first: PdfTable, second: PdfTable) -> PdfTable:
    """Return two parts of a table as one.

    A repeated header is left out, and a row that the page's end cuts is one row.
    """
    xs = max(first.xs, second.xs, key=len)
    rows = [_on(row, first.xs, xs) for row in first.rows]
    more = [_on(row, second.xs, xs) for row in second.rows[_repeated(first, second) :]]
    if rows and more and _is_cut(rows[-1], more[0]):
        _append(rows[-1], more.pop(0))
    if rows and more:
        _move_name(rows, more[0])
    for row in more:
        place = len(rows)
        for cell in row:
            cell.row = place
        rows.append(row)
    return PdfTable(first.page, second.box, xs, rows, first.kind)


def _within(few: Sequence[float], many: Sequence[float]) -> bool:
    return all(any(abs(x - other) <= SAME_EDGE for other in many) for x in few)


def _on(row: list[PageCell], own: Sequence[float], xs: Sequence[float]) -> list[PageCell]:
    """Return the cells of a row on the columns of the whole table."""
    if len(own) == len(xs):
        return row
    places = [min(range(len(xs)), key=lambda at: abs(xs[at] - x)) for x in own]
    for cell in row:
        start, end = places[cell.column], places[cell.column + cell.columns]
        cell.column, cell.columns = start, end - start
    return row


def _repeated(first: PdfTable, second: PdfTable) -> int:
    """Return how many rows at the top are the header again."""
    count = 0
    limit = min(MOST_HEADERS, len(first.rows), len(second.rows))
    while count < limit and first.row_text(count) == second.row_text(count) != "":
        count += 1
    return count


def _is_cut(last: list[PageCell], row: list[PageCell]) -> bool:
    """Tell whether a row at the top of a page is the rest of the last one before it.

    One of the two lacks a cell that the other has, and each text of the second goes on the one
    above: it begins in the middle of a sentence, as a note does, or the one above was left open. A
    row of its own has a list mark where the rows above have one.
    """
    if len(row) == 1 and row[0].columns > 1:
        theme = len(last) == 1 and last[0].columns > 1 and bool(row[0].words and last[0].words)
        return theme and _begins_small(row[0]) and _continues(last[0], row[0])
    above = {cell.column: cell for cell in last if cell.text}
    below = {cell.column: cell for cell in row if cell.text}
    both = sorted(above.keys() & below.keys())
    if not both:
        return False
    if above.keys() == below.keys() and not all(_begins_small(below[each]) for each in both):
        return False
    if not all(_continues(above[column], below[column]) for column in both):
        return False
    return not below.keys() - above.keys() or _begins_small(below[both[0]])


def _begins_small(cell: PageCell) -> bool:
    """Tell whether a text begins in the middle of a sentence."""
    return lines_of(cell.words[0])[0].text[:1].islower()


def _continues(above: PageCell, cell: PageCell) -> bool:
    words = [word for part in cell.words for word in part]
    before = [word for part in above.words for word in part]
    if all(word.bold for word in words) != all(word.bold for word in before):
        return False
    right = above.box[2] - PADDING
    (first, *_) = paragraphs_of(lines_of(words), right=right, distance=0)
    last = lines_of(above.words[-1])[-1]
    if not any(map(str.isalpha, cell.text + above.text)):
        cut = len(last.words) == 1 and is_full(last, first.lines[0], right - above.box[0] - PADDING)
        return cut or above.text.endswith(_HANGS)  # else two values
    if NOTE.match(first.lines[0].text):
        return True
    listed = lines_of(above.words[0])[0].bullet
    inside = listed or not first.lines[0].text[:1].isupper() or last.text.endswith(_HANGS)
    return inside and goes_overleaf(last, first, right)


def _move_name(rows: Sequence[list[PageCell]], row: list[PageCell]) -> None:
    """Move the rest of a name that the page's end cuts to the cell where it begins.

    The name of several rows is as long as its column is narrow, whatever rows there is room for.
    It goes on in small letters, in a column where no name begins with one.
    """
    names = [cell for above in rows for cell in above if cell.column == 0 and cell.words]
    rest = next((cell for cell in row if cell.column == 0 and cell.words), None)
    if not names or rest is None or rest.columns != names[-1].columns or len(row) == 1:
        return
    name = names[-1]
    if name.row + name.rows < len(rows) or any(map(_begins_small, names)):
        return
    if _begins_small(rest) and _continues(name, rest):
        name.words, name.pages = [*name.words, *rest.words], [*name.pages, *rest.pages]
        rest.words, rest.pages = [], []


def _append(last: list[PageCell], row: list[PageCell]) -> None:
    """Add the words of the rest of a row to its cells."""
    for cell in row:
        above = next((each for each in last if each.column == cell.column), None)
        if above is not None and cell.words:
            above.words += cell.words
            above.pages += cell.pages
