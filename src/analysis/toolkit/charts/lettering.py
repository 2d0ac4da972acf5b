"""Measures, wraps and truncates the text of a chart."""

from __future__ import annotations

from functools import lru_cache

from matplotlib.font_manager import FontProperties

from analysis.toolkit.charts.text_size import text_size
from analysis.toolkit.charts.theme import FONT, TEXT_SIZE

_SLACK = 1.04  # a browser's font may be a little wider than the one measured
_ELLIPSIS = "…"
_MOST_IN_TITLE = 48  # letters of a name
_ENDS = " ,.;:·"  # what is left out before an ellipsis


@lru_cache(maxsize=256)
def _font(size: float, weight: str) -> FontProperties:
    return FontProperties(family=FONT, size=size, weight=weight)


def width_of(text: str, size: float = TEXT_SIZE, weight: str = "normal") -> float:
    """Return the width of a line in points.

    Word by word: each is measured once, in however many lines it is tried.
    """
    words = text.split(" ")
    widths = sum(_width_of_word(word, size, weight) for word in words)
    return widths + (len(words) - 1) * _width_of_space(size, weight)


@lru_cache(maxsize=4096)
def _width_of_word(word: str, size: float, weight: str) -> float:
    width, _, _ = text_size(word, _font(size, weight))
    return width * _SLACK


@lru_cache(maxsize=256)
def _width_of_space(size: float, weight: str) -> float:
    """Return the width of a space, which has no ink of its own."""
    apart, together = (_width_of_word(letters, size, weight) for letters in ("n n", "n"))
    return apart - 2 * together


def wrapped(
    text: str,
    width: float,
    size: float = TEXT_SIZE,
    weight: str = "normal",
    most: int | None = None,
) -> list[str]:
    """Break a text into lines of at most `width` points; a longer word is cut.

    A newline always breaks, a no-break space never; a cut word gets a hyphen. An empty text has
    no lines. Of more than `most` lines the rest is left out, and the last ends in an ellipsis.
    """
    lines = list[str]()
    for part in text.split("\n"):
        if not part:
            continue
        room = None if most is None else most - len(lines) + 1
        lines += _broken(part, (width, size, weight), room)
        if most is not None and len(lines) > most:
            return [*lines[: most - 1], _cut(lines[most - 1], (width, size, weight))]
    return lines


def shortened(text: str, letters: int) -> str:
    """Truncate a long text at a space, and end it in an ellipsis.

    >>> shortened("Een lange naam van een maatregel", 14)
    'Een lange…'
    >>> shortened("Kort", 14)
    'Kort'
    """
    if len(text) <= letters:
        return text
    kept = text[: letters - 1]
    at_space = kept.rpartition(" ")[0]
    long_enough = len(at_space) > letters / 2
    return (at_space if long_enough else kept).rstrip(_ENDS) + _ELLIPSIS


#: The width of a line, and the size and weight of its letters.
_Measure = tuple[float, float, str]


def _fits(text: str, measure: _Measure) -> bool:
    width, size, weight = measure
    return width_of(text, size, weight) <= width


def _broken(text: str, measure: _Measure, room: int | None) -> list[str]:
    """Break one paragraph; with `room`, stop once there are that many lines."""
    lines = list[str]()
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip(" ")
        if _fits(longer, measure):
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, measure, room)
        lines += full
        if room is not None and len(lines) >= room:
            break
    return [*lines, line] if line else lines


def _pieces(word: str, measure: _Measure, room: int | None) -> list[str]:
    """Break a word that is wider than a line, after its own hyphen or with a new one."""
    pieces, begin = list[str](), 0
    while begin < len(word) and (room is None or len(pieces) <= room):
        rest = word[begin : begin + _letters(measure)]
        if _fits(rest, measure):
            return [*pieces, rest]
        end = _longest(rest, measure)
        at_hyphen = rest.rfind("-", 1, end) + 1
        end = at_hyphen or end
        pieces.append(rest[:end] + ("" if at_hyphen else "-"))
        begin += end
    return pieces or [""]


def _letters(measure: _Measure) -> int:
    """Return an upper bound on the letters that fit on a line."""
    width, size, _ = measure
    return int(width / size * 5) + 2


def _longest(word: str, measure: _Measure) -> int:
    """Return how many of a word's letters fit on a line with a hyphen, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        fits = _fits(f"{word[:middle]}-", measure)
        low, high = (middle, high) if fits else (low, middle - 1)
    return low


def _cut(line: str, measure: _Measure) -> str:
    """End a line in an ellipsis, within its width."""
    kept = line.rstrip(_ENDS)
    while kept and not _fits(kept + _ELLIPSIS, measure):
        kept = kept[:-1].rstrip(_ENDS)
    return kept + _ELLIPSIS


def named(label: str, words: int = 5) -> str:
    """Shorten a name for a title: to so many words, and not too many letters.

    >>> named("Een maatregel met een naam van acht woorden", 4)
    'Een maatregel met een…'
    """
    parts = label.split(" ")
    kept = " ".join(parts[:words]) + ("…" if len(parts) > words else "")
    return shortened(kept, _MOST_IN_TITLE)
