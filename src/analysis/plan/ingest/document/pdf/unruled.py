"""Finds the tables of a page that have no rules at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.columns import chunks_of
from analysis.plan.ingest.document.pdf.lines import TextLine, lines_of, usual_size
from analysis.plan.ingest.document.pdf.rules import RuledLine, Ruling
from analysis.plan.ingest.document.pdf.tables import OPEN, OTHER_SIZE, PdfTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import PdfPage, Word

STRIP = 4.5  # points; white space through all rows that separates two columns
ALIGNED = 2.5  # points
FEWEST_LINES = 4  # of a table without any rule
MOST_APART = 3.2  # of the letter's size between two lines of such a table


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
        elif not (line.bold or _is_inside(line, several)):  # a bold theme, or text of a column
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


def _is_aligned(line: TextLine, known: Sequence[TextLine]) -> bool:
    """Tell whether each chunk of a line begins, ends or is centred where one above does.

    A line of one chunk that is not bold does not reach the next column.
    """
    chunks = chunks_of(line)
    if len(chunks) == 1 and not line.bold:
        (chunk,) = chunks
        after = [other.left for other in known if other.left > chunk.left + 4 * line.size]
        return _begins_alike(chunk, known) and all(chunk.right < left for left in after)
    return all(
        _begins_alike(chunk, known)
        or any(
            abs(chunk.right - other.right) <= ALIGNED
            or abs(chunk.left + chunk.right - other.left - other.right) <= ALIGNED
            for other in known
        )
        for chunk in chunks
    )


def _begins_alike(chunk: TextLine, known: Sequence[TextLine]) -> bool:
    return any(abs(chunk.left - left) <= ALIGNED for other in known for left in _lefts(other))


def _lefts(chunk: TextLine) -> list[float]:
    """Return where a chunk starts, and where its text starts after a list mark."""
    return [word.left for word in chunk.words[: 2 if chunk.bullet else 1]]


def _is_inside(line: TextLine, chunks: Sequence[TextLine]) -> bool:
    left, right = min(c.left for c in chunks), max(c.right for c in chunks)
    strips = list(_strips(chunks, left))
    crossed = any(line.left < low and line.right > high for low, high in strips)
    return not crossed and line.left >= left - 3 and line.right <= right + 3


def _by_row(run: Sequence[TextLine]) -> bool:
    """Tell whether rows are drawn one after the other; columns of prose are drawn one by one.

    Lines are compared that are far apart: a name of several rows is drawn before the first of them.
    """
    several = [chunks for line in run if len(chunks := chunks_of(line)) > 1]
    half = max(1, len(several) // 2)
    pairs = [
        (one[-1].words[0].order, other[0].words[0].order)
        for one, other in zip(several, several[half:], strict=False)
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


def _strips(chunks: Sequence[TextLine], left: float) -> Iterator[tuple[float, float]]:
    reach = left
    first = True
    for chunk in sorted(chunks, key=lambda chunk: chunk.left):
        if chunk.left - reach >= STRIP and not first:
            yield reach, chunk.left
        reach, first = max(reach, chunk.right), False
