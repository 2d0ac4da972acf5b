"""The words of a chart as a screen reader should say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def sentences(parts: Iterable[str]) -> str:
    """End each part with one full stop.

    >>> sentences(["Werk: € 3 mln.", "Leren: 4"])
    'Werk: € 3 mln. Leren: 4.'
    """
    return " ".join(f"{part.rstrip('.')}." for part in parts)
