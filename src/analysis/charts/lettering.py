"""Text in a chart: how wide it is, and where it breaks."""

from __future__ import annotations

from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from analysis.charts.theme import FONT, TEXT_SIZE

_SLACK = 1.04  # a browser's font may be a little wider than the one measured


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = TEXT_SIZE, weight: str = "normal") -> float:
    """Return the width of a line in points."""
    font = FontProperties(family=FONT, size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) * _SLACK


def wrapped(text: str, width: float, size: float = TEXT_SIZE, weight: str = "normal") -> list[str]:
    """Break a text into lines of at most `width` points; a longer word is cut.

    A newline always breaks, a no-break space never. An empty text has no lines.
    """
    return [
        line for part in text.split("\n") if part for line in _broken(part, width, size, weight)
    ]


def _broken(text: str, width: float, size: float, weight: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if width_of(longer, size, weight) <= width:
            lines[-1] = longer
            continue
        *full, rest = _pieces(word, width, size, weight)
        lines = [line for line in (*lines, *full) if line] + [rest]
    return lines


def _pieces(word: str, width: float, size: float, weight: str) -> list[str]:
    """Cut a word that is wider than a line; one that fits stays whole."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, weight) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
