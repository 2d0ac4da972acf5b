"""A computed text, and the words that its sentences share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.dutch import count_word, number, share

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Prose:
    """One or more Dutch sentences, as Markdown text."""

    text: str

    def __str__(self) -> str:
        return self.text


def prose(*sentences: str) -> Prose:
    """Join the sentences that are there.

    >>> prose("Eén.", "", "Twee.").text
    'Eén. Twee.'
    """
    return Prose(" ".join(sentence for sentence in sentences if sentence))


def opening(count: int, one: str, many: str) -> str:
    """Begin a sentence with a count: `Eén mijlpaal`, `Twee mijlpalen`, `13 mijlpalen`.

    >>> opening(1, "mijlpaal", "mijlpalen")
    'Eén mijlpaal'
    """
    word = count_word(count)
    return f"Eén {one}" if count == 1 else f"{word[0].upper()}{word[1:]} {many}"


def with_interval(row: pd.Series, confidence: float) -> str:
    """Say a share with its interval: `81 %; 95 %-interval 73–87 %`."""
    limits = f"{number(row['low'] * 100)}–{share(row['high'])}"
    return f"{share(row['share'])}; {share(confidence)}-interval {limits}"
