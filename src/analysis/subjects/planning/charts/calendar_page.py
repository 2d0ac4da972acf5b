"""One page of a calendar: lines of text on the left, their quarters as bars on the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from analysis.dutch import number
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.lettering import width_of, wrapped
from analysis.toolkit.charts.sheet import blank, subtitle_height, write, write_subtitle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: A page as tall as this still prints on one sheet of paper in a readable size.
TALLEST = 620.0
_TOP = 34.0
_TEXT = 148.0  # room for the text, in points; the quarters share the rest
_LEFT = theme.MARGIN + _TEXT + 6
_NARROW = 18.0  # a quarter narrower than this has no room for its `Q`
_HEADING_LINES = 4
_WHOLE = theme.WIDTH - 2 * theme.MARGIN
_STEP = theme.SMALL_SIZE * 1.2
_GAP = 5.0
_BAR = 11.0
_FILLED: dict[str, Any] = {"facecolor": theme.ACCENT, "edgecolor": "none"}
_BACKING = {"facecolor": theme.PAPER, "edgecolor": "none", "pad": 1.2}
_ROOM = _TEXT - 8
_LONGEST = 60  # letters of a word that are measured: it is wider than its line by then
_LINES = 3  # of text a line of the calendar: what is longer is in the table


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the calendar.

    `counts` says per quarter of the page how many milestones fall in it; the words stand over or
    instead of the bars: `doorlopend`, `ad hoc`, `zonder datum`. What is endless has an open bar
    over all quarters.
    """

    text: str
    counts: tuple[int, ...]
    words: str = ""
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    heading: str
    entries: tuple[Entry, ...]

    @property
    def height(self) -> float:
        """The room that the group takes, in points."""
        return _heading_height(self.heading) + sum(_height(entry) for entry in self.entries)


def draw_page(groups: Sequence[Group], quarters: Sequence[str], subtitle: str = "") -> Figure:
    """Draw the groups under each other, with the quarters (codes such as `2023Q1`) on top."""
    top = subtitle_height(subtitle) + _TOP
    height = top + sum(group.height for group in groups) + 6
    with theme.style():
        figure, canvas = blank(height)
        width = (theme.WIDTH - theme.MARGIN - _LEFT) / len(quarters)
        write_subtitle(canvas, subtitle)
        _draw_heads(canvas, quarters, top, width, height)
        y = top
        for group in groups:
            for line in _heading_lines(group.heading):
                write(canvas, theme.MARGIN, y + _STEP / 2, line, fontweight="bold", bbox=_BACKING)
                y += _STEP
            y += 3 if group.heading else 0
            for entry in group.entries:
                _draw_entry(canvas, entry, y, width)
                y += _height(entry)
            y += _GAP if group.heading else 0
    return figure


@lru_cache(maxsize=512)
def _heading_lines(heading: str) -> list[str]:
    """Break a heading over the whole width: it hides the lines of the quarters behind it."""
    return wrapped(heading, _WHOLE, theme.SMALL_SIZE, "bold", _HEADING_LINES)


def _heading_height(heading: str) -> float:
    return len(_heading_lines(heading)) * _STEP + 3 + _GAP if heading else 0.0


@lru_cache(maxsize=2048)
def _text_lines(text: str) -> list[str]:
    return wrapped(_breakable(text), _ROOM, theme.SMALL_SIZE, most=_LINES)


def fits(text: str) -> bool:
    """Whether a text has room on its line of the calendar, none of it left out."""
    return len(wrapped(_breakable(text), _ROOM, theme.SMALL_SIZE, most=_LINES + 1)) <= _LINES


def _breakable(text: str) -> str:
    """Let a word that is wider than its line break after a slash, not within its parts."""
    return " ".join(
        word.replace("/", "/ ")
        if "/" in word[:_LONGEST] and width_of(word[:_LONGEST], theme.SMALL_SIZE) > _ROOM
        else word
        for word in text.split(" ")
    )


def _height(entry: Entry) -> float:
    return max(1, len(_text_lines(entry.text))) * _STEP + _GAP


def _draw_heads(
    canvas: Axes, quarters: Sequence[str], top: float, width: float, height: float
) -> None:
    letter = "Q" if width >= _NARROW else ""
    for place, code in enumerate(quarters):
        year, _, part = code.partition("Q")
        x = _LEFT + width * (place + 0.5)
        write(canvas, x, top - 15, f"{letter}{part}", ha="center", color=theme.MUTED)
        if place == 0 or quarters[place - 1][:4] != year:
            write(canvas, x, top - 27, year, ha="center", color=theme.MUTED)
    for place in range(len(quarters) + 1):
        x = _LEFT + width * place
        canvas.plot([x, x], [top - 7, height - 6], color=theme.FAINT, lw=0.8, zorder=0.5)


def _draw_entry(canvas: Axes, entry: Entry, y: float, width: float) -> None:
    lines = _text_lines(entry.text)
    for place, line in enumerate(lines):
        write(canvas, theme.MARGIN + 8, y + (place + 0.5) * _STEP, line)
    middle = y + max(1, len(lines)) * _STEP / 2
    if entry.endless:
        _draw_endless(canvas, middle, width * len(entry.counts))
    for place, count in enumerate(entry.counts):
        if count:
            x = _LEFT + width * place
            canvas.add_patch(Rectangle((x + 2, middle - _BAR / 2), width - 4, _BAR, **_FILLED))
            middle_x, text = x + width / 2, number(count)
            write(canvas, middle_x, middle, text, ha="center", color=theme.PAPER, zorder=4)
    if entry.words:
        x = _LEFT + width * len(entry.counts) / 2
        write(canvas, x, middle, entry.words, ha="center", bbox=_BACKING, zorder=3)


def _draw_endless(canvas: Axes, y: float, width: float) -> None:
    """Draw a bar that is open at its right end."""
    left, right = _LEFT + 2, _LEFT + width
    for edge in (y - _BAR / 2, y + _BAR / 2):
        canvas.plot([left, right], [edge, edge], color=theme.ACCENT, lw=1.3, ls=(0, (4, 2)))
    canvas.plot([left, left], [y - _BAR / 2, y + _BAR / 2], color=theme.ACCENT, lw=1.3)
