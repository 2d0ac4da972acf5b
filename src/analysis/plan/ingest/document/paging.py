"""Gives the lines of a Word file the pages that they have in the PDF made from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.plan.ingest.document.model import Document, Line

LONGEST_SAMPLE = 60  # letters and digits of a line that are looked for
SHORTEST_SAMPLE = 4  # a shorter line is on the page of the one before
FARTHEST = 30_000  # letters ahead, some ten pages: what is farther is another place

_SIGNS = re.compile(r"[\W_]+")


def with_pages(document: Document, printed: Document) -> Document:
    """Return a document with the pages, and their number, of another form of it.

    Each line is looked for in the printed text after the line before it. One that is not there,
    such as a text in a picture, is on the page of the line before.
    """
    numbers = [line.number for line in document.lines]
    pages = dict(zip(numbers, _pages(document, printed), strict=True))
    return replace(
        document,
        lines=tuple(_on(line, pages) for line in document.lines),
        grids=tuple(
            replace(
                grid,
                cells=tuple(
                    replace(cell, lines=tuple(_on(line, pages) for line in cell.lines))
                    for cell in grid.cells
                ),
            )
            for grid in document.grids
        ),
        footers=printed.footers or document.footers,
        pages=printed.pages,
    )


def _on(line: Line, pages: Mapping[int, int]) -> Line:
    return replace(line, page=pages[line.number])


def _pages(document: Document, printed: Document) -> list[int]:
    text, starts = "", list[int]()
    numbers: list[int] = []
    for line in printed.lines:
        starts.append(len(text))
        numbers.append(line.page or 1)
        text += _letters(line.text)
    found: list[int] = []
    at, page = 0, 1
    for line in document.lines:
        place = _find(text, _letters(line.text), at)
        if place is not None:
            page, at = numbers[bisect_right(starts, place) - 1], place
        found.append(page)
    return found


def _find(text: str, letters: str, start: int) -> int | None:
    """Return where a line begins in the printed text, None where it does not."""
    sample = letters[:LONGEST_SAMPLE]
    if len(sample) < SHORTEST_SAMPLE:
        return None
    place = text.find(sample, start, start + FARTHEST)
    return None if place < 0 else place


def _letters(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
