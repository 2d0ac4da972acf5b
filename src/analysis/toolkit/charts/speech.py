"""The words of a chart as a screen reader should say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.toolkit.charts.forest import Ratio
    from analysis.toolkit.charts.sheet import Row


TIMES, OVER = "\N{MULTIPLICATION SIGN}", "\N{DIVISION SIGN}"
_SAID = {" → ": " naar ", " · ": ", ", TIMES: "maal", OVER: "gedeeld door"}


def spoken(words: str) -> str:
    """Replace the signs that stand for words.

    >>> spoken("3 → 5 · duidelijk meer")
    '3 naar 5, duidelijk meer'
    """
    for sign, said in _SAID.items():
        words = words.replace(sign, said)
    return words


def spoken_rows(rows: Iterable[Row | Ratio]) -> str:
    """Say each row in a sentence: its heading and its detail."""
    return sentences(f"{row.heading}: {spoken(row.detail)}" for row in rows)


def sentences(parts: Iterable[str]) -> str:
    """End each part with one full stop.

    >>> sentences(["Werk: € 3 mln.", "Leren: 4"])
    'Werk: € 3 mln. Leren: 4.'
    """
    return " ".join(f"{part.rstrip('.')}." for part in parts)
