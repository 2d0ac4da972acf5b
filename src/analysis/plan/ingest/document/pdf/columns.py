"""Finds the columns, and where needed the rows, of tables that are not ruled."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.lines import TextLine, lines_of
from analysis.plan.ingest.document.pdf.tables import BANDED, OPEN, PageCell, PageTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import PdfPage, Word

STRIP = 4.5  # points; white space through all rows that parts two columns
WIDE = 1.1  # of the letter's size: white space that parts two chunks of a line
FEWEST_LINES = 4  # of a table without any rule
MOST_APART = 3.2  # of the letter's size between two lines of such a table
ROW_STEP = 1.0  # points more than within a cell: the next line begins a row
FEW_BANDS = 3  # header, body and total: the rules do not part the rows


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line without wide space between."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)


def chunks_of(line: TextLine) -> list[Chunk]:
    """Divide a line at wide white space; the room after a list mark is none."""
    parts: list[list[Word]] = []
    for place, word in enumerate(line.words):
        gap = word.left - parts[-1][-1].right if parts else 0.0
        after_mark = place == 1 and line.bullet
        if parts and (gap <= WIDE * word.size or after_mark):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Chunk(tuple(part)) for part in parts]


def with_columns(table: PageTable) -> PageTable:
    """Return a table without vertical rules with its columns, by the white space in all rows."""
    bands = [row[0] for row in table.rows]
    if table.kind == BANDED and len(bands) <= FEW_BANDS:
        bands = [part for band in bands for part in _divided(band, table.xs)]
    lines = [line for cell in bands for part in cell.words for line in lines_of(part)]
    edges = _edges([chunks_of(line) for line in lines], table.xs[0], table.xs[-1])
    rows: list[list[PageCell]] = []
    for place, band in enumerate(bands):
        rows.append(_row(band, place, edges))
    return PageTable(table.page, table.box, edges, rows, table.kind)


def _divided(band: PageCell, xs: Sequence[float]) -> list[PageCell]:
    """Return a band as rows where rules only part the header, the body and the total."""
    found: list[PageCell] = []
    for part, page in zip(band.words, band.pages, strict=True):
        lines = lines_of(part)
        edges = _edges([chunks_of(line) for line in lines], xs[0], xs[-1])
        for row in _rows(lines, edges):
            words = [word for line in row for word in line.words]
            found.append(PageCell(0, 0, words=[words], pages=[page], box=band.box))
    return found


def _edges(lines: Sequence[Sequence[Chunk]], left: float, right: float) -> list[float]:
    """Return the edges of columns: the middles of the strips that no chunk crosses.

    A line of one chunk that crosses what other lines leave white is a title or a theme.
    """
    several = [chunk for line in lines if len(line) > 1 for chunk in line]
    strips = list(_strips(several, left, right))
    return [left, *((low + high) / 2 for low, high in strips), right]


def _strips(chunks: Sequence[Chunk], left: float, right: float) -> Iterator[tuple[float, float]]:
    reach = left
    first = True
    for chunk in sorted(chunks, key=lambda chunk: chunk.left):
        if chunk.left - reach >= STRIP and not first:
            yield reach, chunk.left
        reach, first = max(reach, chunk.right), False


def _row(band: PageCell, place: int, edges: Sequence[float]) -> list[PageCell]:
    """Divide the words of a row among the columns; a line over several columns spans them."""
    width = len(edges) - 1
    cells = [PageCell(place, column, shade=band.shade) for column in range(width)]
    spanning = True
    for part, page in zip(band.words, band.pages, strict=True):
        for line in lines_of(part):
            for chunk in chunks_of(line):
                first = _column(chunk.left + 0.5, edges)
                spanning = spanning and _column(chunk.right - 0.5, edges) > first
                cell = cells[first]
                if not cell.pages or cell.pages[-1] != page:
                    cell.pages.append(page)
                    cell.words.append([])
                cell.words[-1].extend(chunk.words)
    filled = [cell for cell in cells if cell.words]
    if spanning and len(filled) == 1:
        filled[0].column, filled[0].columns = 0, width
        filled[0].box = band.box
        return filled
    for cell in cells:
        cell.box = (edges[cell.column], band.box[1], edges[cell.column + 1], band.box[3])
    return cells


def _column(x: float, edges: Sequence[float]) -> int:
    return min(max(bisect_right(edges, x) - 1, 0), len(edges) - 2)


def unruled_tables(page: PdfPage, words: Sequence[Word]) -> tuple[list[PageTable], list[Word]]:
    """Return the tables of a page that have no rules at all, and the words outside."""
    lines = lines_of(words)
    found: list[PageTable] = []
    taken: set[int] = set()
    place = 0
    while place < len(lines):
        run = _run(lines, place)
        if run:
            found.append(_unruled(page, run))
            taken.update(id(word) for line in run for word in line.words)
        place += max(1, len(run))
    return found, [word for word in words if id(word) not in taken]


def _run(lines: Sequence[TextLine], start: int) -> list[TextLine]:
    """Return the lines from a place that are those of one table, none when it begins no table."""
    first = chunks_of(lines[start])
    if len(first) < 2 or _is_contents(lines[start]):  # noqa: PLR2004 - two columns
        return []
    run, several = [lines[start]], list(first)
    left = min(chunk.left for chunk in first)
    for line in lines[start + 1 :]:
        if run[-1].base - line.base > MOST_APART * line.size or _is_contents(line):
            break
        chunks = chunks_of(line)
        if len(chunks) > 1:
            if not list(_strips([*several, *chunks], left, float("inf"))):
                break
            several += chunks
        elif not _fits(line, several):
            break
        run.append(line)
    while run and len(chunks_of(run[-1])) < 2 and not _is_inside(run[-1], several):  # noqa: PLR2004
        run.pop()
    multi = sum(len(chunks_of(line)) > 1 for line in run)
    enough = multi >= FEWEST_LINES and 3 * multi >= len(run) and _by_row(run)
    return run if enough else []


def _fits(line: TextLine, chunks: Sequence[Chunk]) -> bool:
    """Tell whether a line of one chunk is of the table: within a column, or a bold theme."""
    return line.bold or _is_inside(line, chunks)


def _is_inside(line: TextLine, chunks: Sequence[Chunk]) -> bool:
    left, right = min(c.left for c in chunks), max(c.right for c in chunks)
    strips = list(_strips(chunks, left, right))
    crossed = any(line.left < low and line.right > high for low, high in strips)
    return not crossed and line.left >= left - 3 and line.right <= right + 3


def _by_row(run: Sequence[TextLine]) -> bool:
    """Tell whether rows are drawn one after the other; columns of prose are drawn one by one."""
    ends = [chunks_of(line) for line in run]
    pairs = [
        (one[-1].words[0].order, other[0].words[0].order)
        for one, other in zip(ends, ends[1:], strict=False)
        if len(one) > 1 and len(other) > 1
    ]
    ordered = sum(one < other for one, other in pairs)
    return 2 * ordered >= len(pairs)


def _is_contents(line: TextLine) -> bool:
    """Tell whether a line is one of a table of contents: it begins and ends in a number."""
    words = [word.text for word in line.words]
    last = words[-1].strip(".")
    dots = any(set(word) <= {".", "…"} and len(word) > 3 for word in words)  # noqa: PLR2004
    numbered = words[0].strip(".").replace(".", "").isdigit() and last.isdigit()
    return dots or (numbered and len(last) <= 3 and any(map(str.isalpha, "".join(words[1:-1]))))  # noqa: PLR2004


def _unruled(page: PdfPage, lines: Sequence[TextLine]) -> PageTable:
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    edges = _edges([chunks_of(line) for line in lines], left - 1, right + 1)
    rows = []
    for place, group in enumerate(_rows(lines, edges)):
        words = [word for line in group for word in line.words]
        box = (left - 1, group[-1].base - 2, right + 1, group[0].top)
        rows.append([PageCell(place, 0, words=[words], pages=[page.number], box=box)])
    box = (left - 1, lines[-1].base - 2, right + 1, lines[0].top)
    return PageTable(page.number, box, [left - 1, right + 1], rows, OPEN)


def _rows(lines: Sequence[TextLine], edges: Sequence[float]) -> Iterator[list[TextLine]]:
    """Divide the lines of a table into rows: by the room above them, and by what they hold."""
    steps = [one.base - other.base for one, other in zip(lines, lines[1:], strict=False)]
    least = _least_step(steps, median(line.size for line in lines))
    row: list[TextLine] = []
    for line in lines:
        if row and _begins(row, line, least, edges):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _least_step(steps: Sequence[float], size: float) -> float:
    usual = [step for step in steps if step >= 0.9 * size]
    return min(usual, default=1.2 * size)


def _begins(
    row: Sequence[TextLine], line: TextLine, least: float, edges: Sequence[float]
) -> bool:
    last = row[-1]
    if last.base - line.base > least + ROW_STEP:
        return True
    columns = {_column(chunk.left + 0.5, edges) for chunk in chunks_of(line)}
    return line.bullet or (len(columns) > 1 and 0 in columns and len(edges) > 3)  # noqa: PLR2004
