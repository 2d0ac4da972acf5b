"""Puts the words of a page into the cells of its tables."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.lines import usual_size
from analysis.plan.ingest.document.pdf.rules import SAME_EDGE, THIN, Ruling, find_rulings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import PdfPage, Word
    from analysis.plan.ingest.document.pdf.shapes import Shape

#: Tables with vertical rules, with horizontal ones only, and without any.
RULED, BANDED, OPEN = "ruled", "banded", "open"
LEADING = 1.25  # of the letter's size: the height of a line
EMPTY_BAND = 2.2  # lines of room that no row leaves
OTHER_SIZE = 0.08  # of the letter's size
SHADED = 0.5  # of a cell that a coloured area covers


@dataclass(slots=True)
class PageCell:
    """A cell: its place and span, the words on each page that it is on, and how it is drawn."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    words: list[list[Word]] = field(default_factory=list)  # by page
    pages: list[int] = field(default_factory=list)
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    shade: str = ""

    def add(self, words: Sequence[Word], page: int) -> None:
        """Add words of a page."""
        if not self.pages or self.pages[-1] != page:
            self.words.append([])
            self.pages.append(page)
        self.words[-1].extend(words)

    @property
    def text(self) -> str:
        """Its words, without order of lines: enough to compare cells."""
        return " ".join(word.text for part in self.words for word in part)


@dataclass(slots=True)
class PdfTable:
    """A table, or the part of one that is on a page.

    Attributes
    ----------
    page
        The page that it starts on.
    box
        Left, bottom, right and top of its last part.
    xs
        The edges of its columns; only the outer ones while they are not known.
    rows
        Its cells by row; none yet where it has no vertical rules.
    kind
        Which rules it has.
    ruling, words
        Its rules and its words.
    overleaf
        Whether it was found as the rest of a table without rules on the page before.
    """

    page: int
    box: tuple[float, float, float, float]
    xs: list[float]
    rows: list[list[PageCell]]
    kind: str = RULED
    ruling: Ruling = field(default_factory=Ruling)
    words: list[Word] = field(default_factory=list)
    overleaf: bool = False

    @property
    def top(self) -> float:
        """How high it reaches."""
        return self.box[3]

    def row_text(self, row: int) -> str:
        """Return the text of a row, to compare rows."""
        return " ".join(cell.text for cell in self.rows[row] if cell.text)


def tables_of(page: PdfPage) -> tuple[list[PdfTable], list[Word]]:
    """Return the ruled tables of a page, and the words outside; a box of one column is no table."""
    rest = page.words
    found: list[PdfTable] = []
    shades = [shape for shape in page.shapes if shape.area]
    for ruling in sorted(find_rulings(page.shapes), key=_area):
        inside = [word for word in rest if _is_inside(word, ruling)]
        if not inside:
            continue
        _drop_double_borders(ruling, inside)
        if ruling.down and (len(ruling.xs) < 3 or len(ruling.ys) < 2):  # noqa: PLR2004 - two columns
            continue
        parts = [_ruled(page, ruling, inside)] if ruling.down else _banded(page, ruling, inside)
        taken = {id(word) for table in parts for word in table.words}
        rest = [word for word in rest if id(word) not in taken]
        for table in parts:
            shade_cells(table, shades)
        found += parts
    return found, rest


def _area(ruling: Ruling) -> float:
    left, low, right, high = ruling.box
    return (right - left) * (high - low)


def _is_inside(word: Word, ruling: Ruling) -> bool:
    left, low, right, high = ruling.box
    middle = (word.left + word.right) / 2
    return left <= middle <= right and low <= word.middle <= high


def _drop_double_borders(ruling: Ruling, words: Sequence[Word]) -> None:
    """Drop the edges of the thin columns and rows that only a double border makes."""
    middles = sorted((word.left + word.right) / 2 for word in words)
    heights = sorted(word.middle for word in words)
    ruling.xs = _thick(ruling.xs, middles)
    ruling.ys = _thick(ruling.ys[::-1], heights)[::-1]


def _thick(edges: list[float], places: list[float]) -> list[float]:
    """Leave out one edge of each thin strip without text, the outer one where there is one."""
    kept = list(edges)
    place = 0
    while place + 1 < len(kept):
        low, high = kept[place], kept[place + 1]
        empty = bisect_right(places, low) == bisect_right(places, high)
        if high - low < THIN and empty and len(kept) > 2:  # noqa: PLR2004 - two edges at least
            kept.pop(place if place == 0 else place + 1)
        else:
            place += 1
    return kept


def _ruled(page: PdfPage, ruling: Ruling, words: Sequence[Word]) -> PdfTable:
    """Make the cells of a table with vertical rules: strips without a rule between are one."""
    cells, cover = cells_of(ruling)
    heights = [-y for y in ruling.ys]
    for word in words:
        column = bisect_right(ruling.xs, (word.left + word.right) / 2) - 1
        row = bisect_right(heights, -word.middle) - 1
        column = min(max(column, 0), len(ruling.xs) - 2)
        cell = cover[min(max(row, 0), len(ruling.ys) - 2), column]
        cell.add([word], page.number)
    rows = by_row(cells, len(ruling.ys) - 1)
    return PdfTable(page.number, ruling.box, ruling.xs, rows, ruling=ruling, words=list(words))


def cells_of(ruling: Ruling) -> tuple[list[PageCell], dict[tuple[int, int], PageCell]]:
    """Return the cells of a ruling, and the cell over each of its rows and columns."""
    cells = list(_regions(ruling))
    cover = {
        (row, column): cell
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    return cells, cover


def by_row(cells: Sequence[PageCell], height: int) -> list[list[PageCell]]:
    """Return cells by the row that they start in."""
    rows: list[list[PageCell]] = [[] for _ in range(height)]
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


def _regions(ruling: Ruling) -> Iterator[PageCell]:
    """Yield the cells as rectangles; a region of another form is cut into its rows."""
    height, width = len(ruling.ys) - 1, len(ruling.xs) - 1
    owner = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def top(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    for r in range(height):
        for c in range(width):
            low, high = ruling.ys[r + 1], ruling.ys[r]
            left, right = ruling.xs[c], ruling.xs[c + 1]
            if c + 1 < width and not ruling.has_side(right, low, high):
                owner[top((r, c + 1))] = top((r, c))
            if r + 1 < height and not ruling.has_floor(low, left, right):
                owner[top((r + 1, c))] = top((r, c))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in sorted(owner):
        groups.setdefault(top(place), []).append(place)
    for places in groups.values():
        yield from _rectangles(places, ruling)


def _rectangles(places: list[tuple[int, int]], ruling: Ruling) -> Iterator[PageCell]:
    rows, columns = sorted({r for r, _ in places}), sorted({c for _, c in places})
    if len(places) == len(rows) * len(columns):
        yield _cell(rows[0], columns[0], len(rows), len(columns), ruling)
        return
    for row in rows:
        run: list[int] = []
        for column in [c for r, c in places if r == row]:
            if run and column != run[-1] + 1:
                yield _cell(row, run[0], 1, len(run), ruling)
                run = []
            run.append(column)
        yield _cell(row, run[0], 1, len(run), ruling)


def _cell(row: int, column: int, rows: int, columns: int, ruling: Ruling) -> PageCell:
    box = (
        *(ruling.xs[column], ruling.ys[row + rows]),
        *(ruling.xs[column + columns], ruling.ys[row]),
    )
    return PageCell(row, column, rows, columns, box=box)


def _banded(page: PdfPage, ruling: Ruling, words: Sequence[Word]) -> list[PdfTable]:
    """Make tables without vertical rules, without cells yet; text between two tables parts them."""
    full = [y for y in ruling.ys if ruling.has_floor(y, ruling.xs[0], ruling.xs[-1])]
    found: list[PdfTable] = []
    run: list[float] = []
    bands = [
        (top, bottom, [word for word in words if bottom <= word.middle < top])
        for top, bottom in pairwise(full)
    ]
    sizes = Counter(round(usual_size(band), 1) for _, _, band in bands if band)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    for top, bottom, band in bands:
        if _is_between(band, top - bottom, size):
            found += _part(page, ruling, words, run)
            run = []
        else:
            run = [*(run or [top]), bottom]
    return [*found, *_part(page, ruling, words, run)]


def _is_between(band: Sequence[Word], height: float, size: float) -> bool:
    """Tell whether a band between two rules holds no row, but what stands between two tables.

    That is text of another size, or text with much more room around than a row has.
    """
    if not band:
        return height > EMPTY_BAND * size
    other = abs(usual_size(band) - size) > OTHER_SIZE * size
    lines = len({round(word.base) for word in band})
    return other or height > (lines + EMPTY_BAND) * LEADING * size


def _has_gap(words: Sequence[Word]) -> bool:
    """Tell whether words are those of cells: with wide white space between two of them."""
    ordered = sorted(words, key=lambda word: word.left)
    reach = ordered[0].right if ordered else 0.0
    for word in ordered:
        if word.left - reach > 2 * word.size:
            return True
        reach = max(reach, word.right)
    return False


def _part(
    page: PdfPage, ruling: Ruling, words: Sequence[Word], run: Sequence[float]
) -> list[PdfTable]:
    """Return the table between the first and the last of a run of rules."""
    if not run:
        return []
    top, bottom = run[0], run[-1]
    part = Ruling(
        across=[rule for rule in ruling.across if bottom - 1 <= rule.at <= top + 1],
        xs=ruling.xs,
        ys=[y for y in ruling.ys if bottom <= y <= top],
    )
    inside = [word for word in words if bottom <= word.middle < top]
    if len(run) == 2 and not _has_gap(inside):  # noqa: PLR2004 - one row: a box of text has no gap
        return []
    return [PdfTable(page.number, part.box, part.xs, [], BANDED, part, inside)]


def shade_cells(table: PdfTable, shades: Sequence[Shape]) -> None:
    """Set the colour behind each cell."""
    for row in table.rows:
        for cell in row:
            for shade in shades:
                if shade.colour and _share(cell.box, shade) >= SHADED:
                    cell.shade = shade.colour


def _share(box: tuple[float, float, float, float], shade: Shape) -> float:
    left, low, right, high = box
    wide = min(right, shade.right) - max(left, shade.left)
    tall = min(high, shade.top) - max(low, shade.bottom)
    area = max((right - left) * (high - low), SAME_EDGE)
    return wide * tall / area if wide > 0 and tall > 0 else 0.0
