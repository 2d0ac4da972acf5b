"""Puts words together again that a line's end divides, with a hyphen or without."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.pdf.lines import SPACE, is_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.plan.ingest.document.pdf.glyphs import Word
    from analysis.plan.ingest.document.pdf.lines import TextLine

SHORTEST_PART = 2  # letters of a part of a word that may be a word itself
FEWEST_DIVIDED = 3  # words of a document that are known without their hyphen

_AMOUNT = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_EDGES = re.compile(r"^\W+|[^\w-]+$")


class Vocabulary:
    """The words of a document, by which a divided one is put together again.

    Parameters
    ----------
    words
        All words of the document.
    ends
        The lines that end in a hyphen, each with the one after it.
    """

    def __init__(
        self, words: Iterable[Word], ends: Iterable[tuple[TextLine, TextLine]] = ()
    ) -> None:
        self._words = Counter(map(_plain, _whole(words)))
        forms = [self._forms(*_around(one, other)) for one, other in ends]
        joined = sum(whole > divided for whole, divided in forms)
        kept = sum(divided > whole for whole, divided in forms)
        self.hyphenated = joined >= FEWEST_DIVIDED and joined > 2 * kept

    def joint(self, first: str, second: str) -> str:
        """Return what stands between two lines: nothing, a hyphen, or a hyphen and a space.

        A hyphen is dropped only in a document that is hyphenated by machine: where far more words
        with one at a line's end occur elsewhere without it than with it.

        Parameters
        ----------
        first, second
            The last word of a line, which ends in a hyphen, and the text of the next.
        """
        if second.startswith(("en ", "of ", "en/of ")):
            return "- "
        alike = first[-2:-1].islower() == second[:1].islower()
        if not self.hyphenated or not alike or not (first[-2:-1] + second[:1]).isalpha():
            return "-"
        whole, divided = self._forms(first, second.split(" ", maxsplit=1)[0])
        if second[:1].isupper():
            return "" if whole > divided else "-"
        return "-" if divided > whole else ""

    def is_cut(self, line: TextLine, following: TextLine, width: float) -> bool:
        """Tell whether a word is cut at a line's end without a hyphen: its column is too narrow.

        Such a line is one word, or an amount, with no room for one letter more. The whole word
        occurs elsewhere in the document, or its parts do not.

        Parameters
        ----------
        line, following
            Two lines of a cell.
        width
            That of the text of its column.
        """
        first, second = line.words[0], following.words[0]
        if len(line.words) > 1 or not is_full(line, following, width):
            return False
        if _AMOUNT.fullmatch(first.text + second.text):
            return not _AMOUNT.fullmatch(first.text)
        if not (first.text[-1:].isalpha() and second.text[:1].islower()):
            return False
        parts = [word.text for word in (first, second) if len(word.text) > SHORTEST_PART]
        known = any(self._words[_plain(part)] > 1 for part in parts)
        return self._words[_plain(first.text + second.text)] > 0 or not known

    def _forms(self, first: str, second: str) -> tuple[int, int]:
        """Return how often a divided word occurs without its hyphen, and with it."""
        start, rest = _plain(first), _plain(second)
        return self._words[start.rstrip("-") + rest], self._words[start + rest]


def _whole(words: Iterable[Word]) -> Iterator[str]:
    """Yield words as they are read: parts that are drawn apart but touch are one."""
    text, before = "", None
    for word in words:
        touches = before is not None and not word.spaced and word.base == before.base
        if before is not None and touches and abs(word.left - before.right) < SPACE * word.size:
            text += word.text
        else:
            yield text
            text = word.text
        before = word
    yield text


def _around(one: TextLine, other: TextLine) -> tuple[str, str]:
    """Return the last word of a line and the first of the next."""
    return one.text.rsplit(" ", maxsplit=1)[-1], other.text.split(" ", maxsplit=1)[0]


def _plain(text: str) -> str:
    return _EDGES.sub("", text).casefold()
