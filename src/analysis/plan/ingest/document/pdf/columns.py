"""Finds the columns, and where needed the rows, of tables that are not ruled."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.lines import NOTE, TextLine, lines_of, usual_size
from analysis.plan.ingest.document.pdf.rules import RuledLine, Ruling
from analysis.plan.ingest.document.pdf.tables import (
    OPEN,
    OTHER_SIZE,
    PageCell,
    PdfTable,
    by_row,
    cells_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import PdfPage, Word

STRIP = 4.5  # points; white space through all rows that parts two columns
WIDE = 1.1  # of the letter's size: white space that parts two chunks of a line
ALIGNED = 2.5  # points
FEWEST_LINES = 4  # of a table without any rule
MOST_APART = 3.2  # of the letter's size between two lines of such a table
SINGLE = 1.22  # of the letter's size: the distance of lines without extra room
ROW_STEP = 1.0  # points more than within a cell: the next line begins a row
FEW_BANDS = 3  # header, body and total: the rules do not part the rows


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line without wide space between."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Where it starts."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)


def chunks_of(line: TextLine) -> list[Chunk]:
    """Split a line at wide white space, but not at the gap after a list mark."""
    parts: list[list[Word]] = []
    for place, word in enumerate(line.words):
        gap = word.left - parts[-1][-1].right if parts else 0.0
        after_mark = place == 1 and line.bullet
        if parts and (gap <= WIDE * word.size or after_mark):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Chunk(tuple(part)) for part in parts]


def fill_columns(tables: Sequence[PdfTable]) -> None:
    """Make the cells of the parts of one table without vertical rules.

    The white space in all their rows shows the columns. Where rules part only the header, the body
    and the total, or nothing, the rows show by the room between them.
    """
    lines = [lines_of(table.words) for table in tables]
    left, right = min(table.xs[0] for table in tables), max(table.xs[-1] for table in tables)
    edges = _edges([chunks_of(line) for part in lines for line in part], left, right)
    for table, part in zip(tables, lines, strict=True):
        ruling = _with_rows(table.ruling, part, edges)
        top, bottom = ruling.ys[0], ruling.ys[-1]
        ruling.down = [RuledLine(x, bottom, top) for x in edges]
        ruling.xs = table.xs = edges
        _fill(table, ruling, part)
        if table.kind == OPEN:
            _join_names(table, _leading(part))


def _with_rows(ruling: Ruling, lines: Sequence[TextLine], edges: Sequence[float]) -> Ruling:
    """Return a ruling with rules between the rows where the source draws too few."""
    if len(ruling.ys) - 1 > FEW_BANDS:
        return Ruling(list(ruling.across), ys=list(ruling.ys))
    ys, across = list(ruling.ys), list(ruling.across)
    for top, bottom in pairwise(ruling.ys):
        band = [line for line in lines if bottom <= line.words[0].middle < top]
        for one, other in pairwise(_rows(band, edges)):
            y = (one[-1].base + other[0].top) / 2
            ys.append(y)
            across.append(RuledLine(y, edges[0], edges[-1]))
    return Ruling(across, ys=sorted(ys, reverse=True))


def _fill(table: PdfTable, ruling: Ruling, lines: Sequence[TextLine]) -> None:
    """Put the chunks of lines into cells; one over several empty columns spans them."""
    cells, cover = cells_of(ruling)
    heights = [-y for y in ruling.ys]
    wide: list[tuple[int, int, int, Chunk]] = []
    for line in lines:
        row = bisect_right(heights, -line.words[-1].middle) - 1
        row = min(max(row, 0), len(ruling.ys) - 2)
        for chunk in chunks_of(line):
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


def _edges(lines: Sequence[Sequence[Chunk]], left: float, right: float) -> list[float]:
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
    columns: list[tuple[float, float]], lines: Sequence[Sequence[Chunk]]
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


def _grown(columns: list[tuple[float, float]], chunk: Chunk) -> list[tuple[float, float]]:
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


def _strips(chunks: Sequence[Chunk], left: float) -> Iterator[tuple[float, float]]:
    reach = left
    first = True
    for chunk in sorted(chunks, key=lambda chunk: chunk.left):
        if chunk.left - reach >= STRIP and not first:
            yield reach, chunk.left
        reach, first = max(reach, chunk.right), False


def _column(x: float, edges: Sequence[float]) -> int:
    return min(max(bisect_right(edges, x) - 1, 0), len(edges) - 2)


def unruled_tables(
    page: PdfPage, words: Sequence[Word], before: PdfTable | None
) -> tuple[list[PdfTable], list[Word]]:
    """Return the tables of a page that have no rules at all, and the words outside.

    Parameters
    ----------
    page
        The page.
    words
        Its words outside of ruled tables.
    before
        The table without rules that ends the page before, None without one.
    """
    lines = lines_of(words)
    found: list[PdfTable] = []
    taken: set[int] = set()
    place = 0
    rest = _rest(lines, before) if before is not None else []
    if rest:
        found.append(_unruled(page, rest, overleaf=True))
        taken.update(id(word) for line in rest for word in line.words)
        place = len(rest)
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
        apart = run[-1].base - line.base > MOST_APART * line.size
        other = abs(line.size - run[0].size) > OTHER_SIZE * run[0].size
        if apart or other or _is_contents(line):
            break
        chunks = chunks_of(line)
        if len(chunks) > 1:
            if not list(_strips([*several, *chunks], left)):
                break
            several += chunks
        elif not _fits(line, several):
            break
        run.append(line)
    multi = sum(len(chunks_of(line)) > 1 for line in run)
    headed = run[0].bold and run[-1] is lines[-1]  # it goes on overleaf
    enough = (headed or multi >= FEWEST_LINES) and 6 * multi >= len(run) and _by_row(run)
    return run if enough else []


def _rest(lines: Sequence[TextLine], before: PdfTable) -> list[TextLine]:
    """Return the lines at the top of a page that are in the columns of a table before it."""
    size = usual_size(before.words)
    known = [chunk for line in lines_of(before.words) for chunk in chunks_of(line)]
    run: list[TextLine] = []
    for line in lines:
        apart = bool(run) and run[-1].base - line.base > MOST_APART * line.size
        if apart or abs(line.size - size) > OTHER_SIZE * size or not _is_aligned(line, known):
            break
        run.append(line)
        known += chunks_of(line)
    several = sum(len(chunks_of(line)) > 1 for line in run)
    return run if several and 6 * several >= len(run) else []


def _is_aligned(line: TextLine, known: Sequence[Chunk]) -> bool:
    """Tell whether each chunk of a line begins, ends or is centred where one above does.

    A line of one chunk that is not bold does not reach the next column.
    """
    chunks = chunks_of(line)
    if len(chunks) == 1 and not line.bold:
        (chunk,) = chunks
        same = any(abs(chunk.left - other.left) <= ALIGNED for other in known)
        after = [other.left for other in known if other.left > chunk.left + 4 * line.size]
        return same and chunk.right < min(after, default=chunk.right)
    return all(
        any(
            abs(chunk.left - other.left) <= ALIGNED
            or abs(chunk.right - other.right) <= ALIGNED
            or abs(chunk.left + chunk.right - other.left - other.right) <= ALIGNED
            for other in known
        )
        for chunk in chunks
    )


def _fits(line: TextLine, chunks: Sequence[Chunk]) -> bool:
    """Tell whether a line of one chunk is of the table: within a column, or a bold theme."""
    return line.bold or _is_inside(line, chunks)


def _is_inside(line: TextLine, chunks: Sequence[Chunk]) -> bool:
    left, right = min(c.left for c in chunks), max(c.right for c in chunks)
    strips = list(_strips(chunks, left))
    crossed = any(line.left < low and line.right > high for low, high in strips)
    return not crossed and line.left >= left - 3 and line.right <= right + 3


def _by_row(run: Sequence[TextLine]) -> bool:
    """Tell whether rows are drawn one after the other; columns of prose are drawn one by one."""
    ends = [chunks_of(line) for line in run]
    pairs = [
        (one[-1].words[0].order, other[0].words[0].order)
        for one, other in pairwise(ends)
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


def _unruled(page: PdfPage, lines: Sequence[TextLine], *, overleaf: bool = False) -> PdfTable:
    """Make a table without any rule, without cells yet."""
    left = min(line.left for line in lines) - 1
    right = max(line.right for line in lines) + 1
    ys = [lines[0].top, lines[-1].base - 0.3 * lines[-1].size]
    ruling = Ruling([RuledLine(y, left, right) for y in ys], xs=[left, right], ys=ys)
    words = [word for line in lines for word in line.words]
    return PdfTable(page.number, ruling.box, ruling.xs, [], OPEN, ruling, words, overleaf)


def _rows(lines: Sequence[TextLine], edges: Sequence[float]) -> Iterator[list[TextLine]]:
    """Divide the lines of a table into rows: by the room above them, and by what they hold."""
    least = _leading(lines)
    row: list[TextLine] = []
    for line in lines:
        if row and _begins(row, line, least, edges):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _leading(lines: Sequence[TextLine]) -> float:
    """Return the least distance between two lines: that of two lines of a paragraph."""
    size = median(line.size for line in lines) if lines else 0.0
    steps = [one.base - other.base for one, other in pairwise(lines)]
    return min([step for step in steps if step >= 0.9 * size] + [SINGLE * size])


def _begins(row: Sequence[TextLine], line: TextLine, least: float, edges: Sequence[float]) -> bool:
    """Tell whether a line begins a row: it begins a paragraph, and not of the row's first cell."""
    if row[-1].base - line.base <= least + ROW_STEP:
        return False
    columns = {_column(chunk.left + 0.5, edges) for chunk in chunks_of(line)}
    if columns != {0} or line.bullet or line.bold or row[0].bold:
        return True
    return not (row[0].bullet or NOTE.match(line.text))


def _join_names(table: PdfTable, least: float) -> None:
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
