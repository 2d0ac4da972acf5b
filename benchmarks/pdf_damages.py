"""Damages of the pages of a PDF: rules, words and fonts that are lost or at another place."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, TypeAlias

from analysis.plan.ingest.document.pdf.columns import chunks_of
from analysis.plan.ingest.document.pdf.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from analysis.plan.ingest.document.pdf.columns import Chunk
    from analysis.plan.ingest.document.pdf.glyphs import PdfPage, PdfPages

Damage: TypeAlias = "Callable[[PdfPage, list[Chunk], Random], bool]"
NUDGE, SHIFT = 4.0, 45.0  # points: less than a line, and about a narrow column
EDGE = 0.065  # of the page's height: its head and its foot


def damaged_pages(whole: PdfPages, damage: Damage, rng: Random) -> PdfPages:
    """Return a copy of the pages of which one is damaged, at a line of a table."""
    found = copy.deepcopy(whole)
    for _ in range(200):
        page = rng.choice(found.pages)
        lines = [chunks for line in lines_of(page.words) if len(chunks := chunks_of(line)) > 1]
        if len(lines) > 3 and damage(page, rng.choice(lines), rng):
            break
    return found


def rule_across_lost(page: PdfPage, _: Sequence[Chunk], rng: Random) -> bool:
    """Drop all pieces of one horizontal rule."""
    heights = sorted({round(shape.bottom) for shape in page.shapes if shape.across})
    if not heights:
        return False
    at = rng.choice(heights)
    page.shapes = [s for s in page.shapes if not (s.across and abs(s.bottom - at) <= 1)]
    return True


def rules_down_lost(page: PdfPage, _: Sequence[Chunk], __: Random) -> bool:
    """Drop the vertical rules of a page."""
    before = len(page.shapes)
    page.shapes = [shape for shape in page.shapes if not shape.down]
    return len(page.shapes) < before


def rules_lost(page: PdfPage, _: Sequence[Chunk], __: Random) -> bool:
    """Drop all rules of a page."""
    found, page.shapes = bool(page.shapes), []
    return found


def cell_moved(_: PdfPage, line: Sequence[Chunk], rng: Random) -> bool:
    """Draw the words of a cell so far to the right that they are in the next one."""
    for word in rng.choice(line).words:
        word.left, word.right = word.left + SHIFT, word.right + SHIFT
    return True


def line_nudged(_: PdfPage, line: Sequence[Chunk], rng: Random) -> bool:
    """Draw the words of a cell a little higher or lower than the rest of the line."""
    step = rng.choice((-NUDGE, NUDGE))
    for word in rng.choice(line).words:
        word.base += step
    return True


def cell_lost(page: PdfPage, line: Sequence[Chunk], rng: Random) -> bool:
    """Leave out the words of a cell, as of a font that cannot be read."""
    lost = {id(word) for word in rng.choice(line).words}
    page.words = [word for word in page.words if id(word) not in lost]
    return True


def two_as_one(page: PdfPage, line: Sequence[Chunk], rng: Random) -> bool:
    """Make the last word of a cell and the first of the next one a single word."""
    at = rng.randrange(len(line) - 1)
    last, first = line[at].words[-1], line[at + 1].words[0]
    last.text, last.right = f"{last.text}{first.text}", first.right
    page.words = [word for word in page.words if word is not first]
    return True


def bold_lost(page: PdfPage, _: Sequence[Chunk], __: Random) -> bool:
    """Draw all words of a page in the font of most of them."""
    fonts = [word.font for word in page.words]
    usual = max(set(fonts), key=fonts.count)
    changed = False
    for word in page.words:
        changed |= word.font != usual or word.heavy
        word.font, word.heavy = usual, False
    return changed


def foot_among_rows(page: PdfPage, line: Sequence[Chunk], _: Random) -> bool:
    """Draw a text of the page's foot right below a line of a table."""
    word = copy.copy(line[0].words[0])
    word.text = "Ondernemingsplan - DWWE - 2031 - pagina 12 van 40"
    word.base -= word.size
    word.right, word.order = word.left + 180, len(page.words)
    page.words.append(word)
    return True


def word_among_rows(page: PdfPage, line: Sequence[Chunk], rng: Random) -> bool:
    """Draw one bare word, without a bullet or a figure, somewhere below a line of a table."""
    first = line[0].words[0]
    sides = [word.left for word in page.words], [word.right for word in page.words]
    left = rng.uniform(min(sides[0]), max(sides[1]) - 4 * first.size)
    word = copy.copy(first)
    word.text, word.left, word.right = "concept", left, left + 4 * word.size
    word.base -= rng.uniform(0.4, 1.6) * word.size
    word.order = len(page.words)
    page.words.append(word)
    return True


def page_as_picture(page: PdfPage, _: Sequence[Chunk], __: Random) -> bool:
    """Put a picture in the place of a page, as of one that was scanned."""
    page.words, page.shapes, page.pictures = [], [], 1
    return True


def words_lost(page: PdfPage, _: Sequence[Chunk], __: Random) -> bool:
    """Leave out all words of a page and keep its rules, as of a font that cannot be read."""
    page.words = []
    return True


def page_empty(page: PdfPage, _: Sequence[Chunk], __: Random) -> bool:
    """Leave out all that a page draws but its head and foot."""
    low, high = EDGE * page.height, (1 - EDGE) * page.height
    page.words = [word for word in page.words if not low < word.base < high]
    page.shapes = []
    return True


DAMAGES = {
    "horizontal rule lost": rule_across_lost,
    "vertical rules lost": rules_down_lost,
    "all rules lost": rules_lost,
    "cell in the next column": cell_moved,
    "cell higher or lower": line_nudged,
    "cell not read": cell_lost,
    "words of two cells as one": two_as_one,
    "bold lost": bold_lost,
    "foot among the rows": foot_among_rows,
    "word among the rows": word_among_rows,
    "page is a picture": page_as_picture,
    "page without its words": words_lost,
    "page with head and foot only": page_empty,
}
