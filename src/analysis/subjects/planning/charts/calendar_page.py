"""One page of a calendar: lines of text on the left, their quarters as bars on the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from analysis.dutch import number, quarter
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.drawing import (
    Area,
    Drawing,
    blank,
    subtitle_height,
    write,
    write_subtitle,
)
from analysis.toolkit.charts.lettering import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

#: A page as tall as this still prints on one sheet of paper in a readable size.
TALLEST = 620.0
_TOP = 34.0
_TEXT = 148.0  # room for the text, in points; the quarters share the rest
_WIDEST_QUARTER = 56.0
_NARROW = 18.0  # a quarter narrower than this has no room for its `Q`
_INDENT = 8.0  # of the text under its heading
_HEADING_LINES = 4
_STEP = theme.SMALL_SIZE * 1.2
_GAP = 5.0
_BAR = 11.0
_FILLED: dict[str, Any] = {"facecolor": theme.ACCENT, "edgecolor": "none"}
_BACKING = {"facecolor": theme.PAPER, "edgecolor": "none", "pad": 1.2}
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

    def height(self, columns: Columns) -> float:
        """Return the room that the group takes, in points."""
        heading = _heading_height(self.heading, columns.page)
        return heading + sum(_height(entry, columns) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Columns:
    """The width of the page, of the text on it, and of each quarter, in points."""

    page: float
    text: float
    quarter: float

    @property
    def left(self) -> float:
        """Where the quarters begin."""
        return theme.MARGIN + self.text + 6


def columns_of(quarters: Sequence[str], width: float) -> Columns:
    """Divide a page: on a narrow one the quarters share what the text leaves them."""
    rest = width - 2 * theme.MARGIN - 6
    if not theme.is_wide(width):
        return Columns(width, _TEXT, (rest - _TEXT) / len(quarters))
    each = min((rest - _TEXT) / len(quarters), _WIDEST_QUARTER)
    return Columns(width, rest - each * len(quarters), each)


def draw_page(
    groups: Sequence[Group], quarters: Sequence[str], subtitle: str, width: float
) -> Drawing:
    """Draw the groups under each other, with the quarters (codes such as `2023Q1`) on top."""
    columns = columns_of(quarters, width)
    top = subtitle_height(subtitle, width) + _TOP
    height = top + sum(group.height(columns) for group in groups) + 6
    with theme.style():
        figure, canvas = blank(width, height)
        write_subtitle(canvas, subtitle, width)
        _draw_heads(canvas, quarters, columns, (top, height))
        y = top
        for group in groups:
            for line in _heading_lines(group.heading, width):
                write(canvas, theme.MARGIN, y + _STEP / 2, line, fontweight="bold", bbox=_BACKING)
                y += _STEP
            y += 3 if group.heading else 0
            for entry in group.entries:
                _draw_entry(canvas, entry, y, columns)
                _note_areas(figure, entry, quarters, y, columns)
                y += _height(entry, columns)
            y += _GAP if group.heading else 0
    return figure


def _note_areas(
    figure: Drawing, entry: Entry, quarters: Sequence[str], y: float, columns: Columns
) -> None:
    """Note each count under its bar, and on the whole line what has no quarter."""
    height = _height(entry, columns)
    line = f"{entry.text}: {entry.words}".removesuffix(": ")
    figure.areas.append(Area(0, y, columns.page, height, line))
    for place, (code, count) in enumerate(zip(quarters, entry.counts, strict=True)):
        if count:
            x = columns.left + columns.quarter * place
            value = f"{entry.text}, {quarter(code)}: {number(count)}"
            figure.areas.append(Area(x, y, columns.quarter, height, value))


@lru_cache(maxsize=512)
def _heading_lines(heading: str, width: float) -> list[str]:
    """Break a heading over the whole width: it hides the lines of the quarters behind it."""
    return wrapped(heading, width - 2 * theme.MARGIN, theme.SMALL_SIZE, "bold", _HEADING_LINES)


def _heading_height(heading: str, width: float) -> float:
    return len(_heading_lines(heading, width)) * _STEP + 3 + _GAP if heading else 0.0


@lru_cache(maxsize=2048)
def _text_lines(text: str, room: float) -> list[str]:
    return wrapped(_breakable(text, room), room, theme.SMALL_SIZE, most=_LINES)


def fits(text: str) -> bool:
    """Whether a text has room on its line of a narrow calendar, none of it left out."""
    room = _TEXT - _INDENT
    return len(wrapped(_breakable(text, room), room, theme.SMALL_SIZE, most=_LINES + 1)) <= _LINES


def _breakable(text: str, room: float) -> str:
    """Let a word that is wider than its line break after a slash, not within its parts."""
    return " ".join(
        word.replace("/", "/ ")
        if "/" in word[:_LONGEST] and width_of(word[:_LONGEST], theme.SMALL_SIZE) > room
        else word
        for word in text.split(" ")
    )


def _height(entry: Entry, columns: Columns) -> float:
    return max(1, len(_text_lines(entry.text, columns.text - _INDENT))) * _STEP + _GAP


def _draw_heads(
    canvas: Axes, quarters: Sequence[str], columns: Columns, down: tuple[float, float]
) -> None:
    (top, height), width = down, columns.quarter
    letter = "Q" if width >= _NARROW else ""
    for place, code in enumerate(quarters):
        year, _, part = code.partition("Q")
        x = columns.left + width * (place + 0.5)
        write(canvas, x, top - 15, f"{letter}{part}", ha="center", color=theme.MUTED)
        if place == 0 or quarters[place - 1][:4] != year:
            write(canvas, x, top - 27, year, ha="center", color=theme.MUTED)
    for place in range(len(quarters) + 1):
        x = columns.left + width * place
        canvas.plot([x, x], [top - 7, height - 6], color=theme.FAINT, lw=0.8, zorder=0.5)


def _draw_entry(canvas: Axes, entry: Entry, y: float, columns: Columns) -> None:
    lines, width = _text_lines(entry.text, columns.text - _INDENT), columns.quarter
    for place, line in enumerate(lines):
        write(canvas, theme.MARGIN + _INDENT, y + (place + 0.5) * _STEP, line)
    middle = y + max(1, len(lines)) * _STEP / 2
    if entry.endless:
        _draw_endless(canvas, middle, columns.left, width * len(entry.counts))
    for place, count in enumerate(entry.counts):
        if count:
            x = columns.left + width * place
            canvas.add_patch(Rectangle((x + 2, middle - _BAR / 2), width - 4, _BAR, **_FILLED))
            middle_x, text = x + width / 2, number(count)
            write(canvas, middle_x, middle, text, ha="center", color=theme.PAPER, zorder=4)
    if entry.words:
        x = columns.left + width * len(entry.counts) / 2
        write(canvas, x, middle, entry.words, ha="center", bbox=_BACKING, zorder=3)


def _draw_endless(canvas: Axes, y: float, begin: float, width: float) -> None:
    """Draw a bar that is open at its right end."""
    left, right = begin + 2, begin + width
    for edge in (y - _BAR / 2, y + _BAR / 2):
        canvas.plot([left, right], [edge, edge], color=theme.ACCENT, lw=1.3, ls=(0, (4, 2)))
    canvas.plot([left, left], [y - _BAR / 2, y + _BAR / 2], color=theme.ACCENT, lw=1.3)
