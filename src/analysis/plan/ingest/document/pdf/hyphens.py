"""Puts words together again that a line's end divides, with a hyphen or without."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.plan.ingest.document.pdf.glyphs import Word
    from analysis.plan.ingest.document.pdf.lines import TextLine

SHORTEST_PART = 2  # letters of a part of a word that may be a word itself
FEWEST_DIVIDED = 3  # words of a document that are known without their hyphen

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
        self._words = Counter(_plain(word.text) for word in words)
        forms = [self._forms(one.words[-1].text, other.words[0].text) for one, other in ends]
        joined = sum(whole > divided for whole, divided in forms)
        self.hyphenated = joined >= FEWEST_DIVIDED and 2 * joined > len(forms)

    def joint(self, first: str, second: str) -> str:
        """Return what stands between two lines: nothing, a hyphen, or a hyphen and a space.

        A hyphen goes only in a document that is hyphenated by machine: where most words with one at
        a line's end stand elsewhere without.

        Parameters
        ----------
        first, second
            The last word of a line, which ends in a hyphen, and the text of the next.
        """
        if second.startswith(("en ", "of ", "en/of ")):
            return "- "
        if not self.hyphenated or not second[:1].islower() or not first[-2:-1].islower():
            return "-"
        whole, divided = self._forms(first, second.split(" ", maxsplit=1)[0])
        return "-" if divided > whole else ""

    def is_cut(self, line: TextLine, following: TextLine, right: float) -> bool:
        """Tell whether a word is cut at a line's end without a hyphen: its column is too narrow.

        Such a line is one word, with no room for one letter more. The whole word stands elsewhere
        in the document, or its parts do not.

        Parameters
        ----------
        line, following
            Two lines of a cell.
        right
            How far the text of its column reaches.
        """
        first, second = line.words[0], following.words[0]
        if len(line.words) > 1 or not (first.text[-1:].isalpha() and second.text[:1].islower()):
            return False
        if line.right + (second.right - second.left) / len(second.text) < right:
            return False
        parts = [word.text for word in (first, second) if len(word.text) > SHORTEST_PART]
        known = any(self._words[_plain(part)] > 1 for part in parts)
        return self._words[_plain(first.text + second.text)] > 0 or not known

    def _forms(self, first: str, second: str) -> tuple[int, int]:
        """Return how often a divided word occurs without its hyphen, and with it."""
        start, rest = _plain(first), _plain(second)
        return self._words[start.rstrip("-") + rest], self._words[start + rest]


def _plain(text: str) -> str:
    return _EDGES.sub("", text).casefold()
