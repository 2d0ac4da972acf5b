"""Finds words in the cells of a table that another program may have put there.

No program that sets a table draws one text over another, or a single word where no line of its
column begins, ends or is centred.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.lines import TextLine, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import Word
    from analysis.plan.ingest.document.pdf.tables import PdfTable

OVER = "two texts are drawn over each other"
ALONE = "a word that is aligned with nothing in its column"
UNEVEN = 0.06  # of the letter's size between the bases of words on one line
TIGHT = 0.95  # of the letter's size: lines that are closer touch each other
OVERLAP = 0.3  # of the letter's size: words that share more are drawn over each other
ALIGNED = 2.5  # points
FEWEST_LINES = 5  # of a column that shows where its lines begin


def stray_words(table: PdfTable) -> dict[int, str]:
    """Return why a word may not be of its cell, by the identity of the word."""
    cells = [
        [(cell, lines_of(words)) for cell in row for words in cell.words] for row in table.rows
    ]
    columns: dict[int, list[TextLine]] = {}
    for cell, lines in (each for row in cells for each in row):
        columns.setdefault(cell.column, []).extend(lines)
    found: dict[int, str] = {}
    for row in cells:
        for cell, lines in row:
            alone = len(row) == 1 and cell.columns == 1 and len(lines) == 1 and len(table.rows) > 1
            near = columns[cell.column] if alone else lines
            found |= {id(word): ALONE for word in _unaligned(lines, near, alone=alone)}
            found |= {id(word): OVER for word in _drawn_over(lines)}
    return found


def _drawn_over(lines: Sequence[TextLine]) -> Iterator[Word]:
    """Yield the words that are over or too near another one of their cell."""
    for line in lines:
        usual = [word for word in line.words if word.size == line.size]
        yield from (word for word in usual if abs(word.base - line.base) > UNEVEN * word.size)
        for one, other in pairwise(line.words):
            if one.right - other.left > OVERLAP * other.size:
                yield other
    for above, line in pairwise(lines):
        apart = above.left >= line.right or line.left >= above.right
        if above.base - line.base < TIGHT * min(above.size, line.size) and not apart:
            yield from (above.words[0], line.words[0])


def _unaligned(
    lines: Sequence[TextLine], near: Sequence[TextLine], *, alone: bool
) -> Iterator[Word]:
    """Yield the words alone on a line that begin, end and are centred where no line near does.

    Near are the other lines of the cell, or those of the column where the row has no other text. A
    column with no other line is the word's own, made by its place.
    """
    for line in lines:
        others = [other for other in near if other is not line]
        known = not alone or not others or len(others) >= FEWEST_LINES
        if len(line.words) > 1 or line.bold or not known or not (alone or others):
            continue
        places = [place for other in others for place in _places(other)]
        if not any(
            kind == other and abs(x - y) <= ALIGNED
            for x, kind in _places(line)
            for y, other in places
        ):
            yield line.words[0]


def _places(line: TextLine) -> list[tuple[float, str]]:
    """Return where a line begins, with and without its list mark, ends and has its middle."""
    lefts = [word.left for word in line.words[: 2 if line.bullet else 1]]
    ends = [(line.right, "right"), ((line.left + line.right) / 2, "middle")]
    return [*((left, "left") for left in lefts), *ends]
