"""Finds pages that are missing, twice or out of order, by their printed numbers and their words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.plan.ingest.notes import NO_TABLE, WHOLE, Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.plan.ingest.document.pdf.furniture import RunningText
    from analysis.plan.ingest.document.pdf.glyphs import PdfPage

COUNTED = 0.6  # of the pages that follow each other have numbers that do
FEWEST_WORDS = 20  # of a page that cannot say by chance what another one says

_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,4}(?![\w.,/-])")


def page_notes(pages: Sequence[PdfPage], running: Sequence[RunningText]) -> Iterator[Note]:
    """Yield a note for each page that is not the next one by its number, or is there twice."""
    numbers = printed_numbers(running)
    for one, other in pairwise(sorted(numbers)):
        before, number = numbers[one], numbers[other]
        if other == one + 1 and number not in {before + 1, 1}:
            found = f"is printed as page {number} after page {before}"
            reason = (
                f"page {other} {found}; rows up to page {other + 1} may be of a section between"
            )
            yield Note(NO_TABLE, WHOLE, reason)
    seen: dict[tuple[str, ...], int] = {}
    for page in pages:
        words = tuple(word.text for word in page.words)
        if len(words) >= FEWEST_WORDS and words in seen:
            yield Note(NO_TABLE, WHOLE, f"page {page.number} says the same as page {seen[words]}")
        seen[words] = page.number


def printed_numbers(running: Sequence[RunningText]) -> Mapping[int, int]:
    """Return the printed number of each page; nothing where the pages are not numbered."""
    found: dict[int, list[int]] = {}
    for each in running:
        found.setdefault(each.page, []).extend(map(int, _NUMBER.findall(each.text)))
    width = min(map(len, found.values()), default=0)
    sides = [{page: each[place] for page, each in found.items()} for place in range(-width, width)]
    return next((numbers for numbers in sides if _counts(numbers)), {})


def _counts(numbers: Mapping[int, int]) -> bool:
    """Tell whether the numbers of pages mostly go up by one from page to page."""
    pairs = [(one, other) for one, other in pairwise(sorted(numbers)) if other == one + 1]
    steps = sum(numbers[other] == numbers[one] + 1 for one, other in pairs)
    return bool(pairs) and steps >= COUNTED * len(pairs)
