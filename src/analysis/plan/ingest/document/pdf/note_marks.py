"""Leaves out the raised marks of notes after numbers: `1.234` with a raised 2 is not `1.2342`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.document.pdf.glyphs import PdfPage, Word

SMALLER = 0.8  # of the number's letters
RAISED = 0.15  # of the number's letters above its base, at least
NEAR = 0.3  # of the number's letters behind it, at most

_MARK = re.compile(r"\d{1,2}|\*{1,3}")


def take_note_marks(pages: Sequence[PdfPage]) -> int:
    """Take the marks of notes after numbers out of the pages; return how many there were."""
    count = 0
    for page in pages:
        marks = {id(word) for before, word in pairwise(page.words) if _is_mark(before, word)}
        count += len(marks)
        if marks:
            page.words = [word for word in page.words if id(word) not in marks]
    return count


def _is_mark(number: Word, word: Word) -> bool:
    """Tell whether a word is the mark of a note that belongs to the number drawn before it."""
    return (
        word.size <= SMALLER * number.size
        and word.base - number.base >= RAISED * number.size
        and abs(word.left - number.right) <= NEAR * number.size
        and number.text[-1:] in "0123456789%"
        and bool(_MARK.fullmatch(word.text))
    )
