"""Decides whether a hyphen at a line's end belongs to the word or only to the line."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.plan.ingest.document.pdf.glyphs import Word

_EDGES = re.compile(r"^\W+|[^\w-]+$")


class Vocabulary:
    """The words of a document, by which a divided one is put together again."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words = Counter(_plain(word.text) for word in words)

    def joint(self, first: str, second: str) -> str:
        """Return what stands between two lines: nothing, a hyphen, or a hyphen and a space.

        Parameters
        ----------
        first, second
            The last word of a line, which ends in a hyphen, and the first of the next.
        """
        if second.startswith(("en ", "of ", "en/of ")):
            return "- "
        if not second[:1].islower() or not first[-2:-1].isalpha():
            return "-"
        start, rest = _plain(first), _plain(second.split(" ", maxsplit=1)[0])
        whole, divided = self._words[start.rstrip("-") + rest], self._words[start + rest]
        if whole or divided:
            return "" if whole >= divided else "-"
        return "" if self.divides else "-"

    divides = False


def _plain(text: str) -> str:
    return _EDGES.sub("", text).casefold()
