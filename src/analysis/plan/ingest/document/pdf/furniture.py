"""Finds the running heads and feet: what is at the same place on most pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analysis.plan.ingest.document.pdf.lines import TextLine, lines_of
from analysis.plan.ingest.document.pdf.rules import find_rulings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import PdfPage

MARGIN = 0.14  # of the page's height at its top and bottom
SLOT = 4.0  # points of height within which a line is at the same place
FEWEST_PAGES = 3
MOST_PAGES = 0.5  # of the pages of one size have a line at the place of a running head
REPEATED = 0.6  # of those lines say what another one says, but for figures

_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:pagina|blz\.?|p\.)? ?\d+ ?(?:(?:van|/) ?\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _EdgePlace:
    """A place near the edge of pages of one size: its height from that edge."""

    size: tuple[int, int]
    top: bool
    slot: int


class RunningText(NamedTuple):
    """A running head or foot, and its page."""

    page: int
    text: str


def take_furniture(pages: Sequence[PdfPage]) -> list[RunningText]:
    """Take running heads and feet out of the pages, and return them."""
    places: dict[_EdgePlace, list[tuple[PdfPage, TextLine]]] = {}
    for page in pages:
        tables = [ruling.box for ruling in find_rulings(page.shapes)]
        edge = (1 + MARGIN / 2) * MARGIN * page.height
        for line in lines_of([w for w in page.words if not edge < w.base < page.height - edge]):
            if any(_is_within(line, box, page) for box in tables):
                continue
            for place in _places(page, line):
                places.setdefault(place, []).append((page, line))
    sizes = Counter(_size(page) for page in pages)
    running = [
        each
        for place, found in places.items()
        if _is_running(found, sizes[place.size])
        for each in found
    ]
    known = {_words(line) for _, line in running}
    running += [each for found in places.values() for each in found if _words(each[1]) in known]
    taken: dict[int, set[int]] = {}
    texts: list[RunningText] = []
    for page, line in running:
        words = taken.setdefault(page.number, set())
        if id(line.words[0]) not in words:
            texts.append(RunningText(page.number, line.text))
        words.update(map(id, line.words))
    for page in pages:
        inside = taken.get(page.number, set())
        page.words = [word for word in page.words if id(word) not in inside]
    return texts


def _places(page: PdfPage, line: TextLine) -> Iterable[_EdgePlace]:
    """Return the place of a line near an edge, also as of the slot beside its own."""
    top = line.base > page.height / 2
    away = page.height - line.base if top else line.base
    if away > MARGIN * page.height:
        return []
    slot = int(away / SLOT)
    beside = slot + (1 if away / SLOT - slot > 0.5 else -1)  # noqa: PLR2004 - the nearer one
    return [_EdgePlace(_size(page), top, slot), _EdgePlace(_size(page), top, beside)]


def _is_within(line: TextLine, box: tuple[float, float, float, float], page: PdfPage) -> bool:
    """Tell whether a line is in a table; one within the margin is part of a running head."""
    left, low, right, high = box
    margin = MARGIN * page.height
    if low >= page.height - margin or high <= margin:
        return False
    word = line.words[0]
    return left - 1 <= word.left <= right and low <= word.middle <= high


def _size(page: PdfPage) -> tuple[int, int]:
    return round(page.width / 10), round(page.height / 10)


def _words(line: TextLine) -> tuple[str, ...]:
    """Return what a line says but for figures; left and right pages may have another order."""
    return tuple(sorted(_FIGURES.sub("#", word.text) for word in line.words))


def _is_running(found: Sequence[tuple[PdfPage, TextLine]], pages: int) -> bool:
    on = {page.number for page, _ in found}
    if len(on) < FEWEST_PAGES:
        return False
    texts = [_FIGURES.sub("#", line.text) for _, line in found]
    counts = Counter(texts)
    repeated = sum(count for count in counts.values() if count > 1)
    numbers = sum(bool(_PAGE_NUMBER.fullmatch(line.text)) for _, line in found)
    often = len(on) > MOST_PAGES * pages
    alike = max(repeated, numbers) >= REPEATED * len(found)
    return often and alike
