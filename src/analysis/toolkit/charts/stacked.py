"""Stacked bars of counts, each part with its number and all of them in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import number
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.drawing import write
from analysis.toolkit.charts.lettering import width_of
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.charts.speech import spoken
from analysis.toolkit.charts.swatch import fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.toolkit.charts.drawing import Drawing
    from analysis.toolkit.charts.sheet import Sheet

_BAR = 16.0
_BACKING = {"edgecolor": "none", "pad": 0.8}  # keeps a pattern off a number
_OVER = 10.0  # room for the numbers of small parts, over and under the bar
_ROOM = 1.01  # the outline of the longest bar is whole


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its heading, the count of each part by name, and the target."""

    heading: str
    counts: Mapping[str, int]
    target: float | None = None

    def words(self, labels: Mapping[str, str]) -> str:
        """List the parts that are not zero: `gerealiseerd: 25 · zonder status: 1`."""
        parts = [f"{_lowered(labels[name])}: {number(n)}" for name, n in self.counts.items() if n]
        return " · ".join(parts) or "geen"


def stacked_bars(
    bars: Sequence[Bar],
    labels: Mapping[str, str],
    colours: Mapping[str, str],
    subtitle: str,
    width: float,
) -> Drawing:
    """Draw one bar per row, as long as its counts, with a legend of the parts used.

    A wide drawing has the number of each part in or over it, and the total after the bar; a narrow
    one has no room for all of them, and lists the parts above the bar.
    """
    used = [name for name in labels if any(bar.counts.get(name) for bar in bars)]
    target = [Key("Doel", theme.INK, "|")] if any(bar.target is not None for bar in bars) else []
    wide = theme.is_wide(width)
    page = sheet(
        [_row(bar, labels, wide=wide) for bar in bars],
        [*(Key(labels[name], colours[name]) for name in used), *target],
        band=_BAR + (_OVER if wide else 0),
        width=width,
        subtitle=subtitle,
        axis=False,
    )
    longest = max(max(sum(bar.counts.values()), bar.target or 0) for bar in bars)
    page.axes.set_xlim(0, max(longest, 1) * _ROOM)
    page.axes.set_xticks([])
    for bar, y in zip(bars, page.centres, strict=True):
        _draw(page, bar, y, labels, colours)
        if bar.target is not None:
            page.axes.vlines(bar.target, y - 11, y + 11, color=theme.PAPER, linewidth=5)
            page.axes.vlines(bar.target, y - 11, y + 11, color=theme.INK, linewidth=2.5)
    return page.figure


def _row(bar: Bar, labels: Mapping[str, str], *, wide: bool) -> Row:
    words = bar.words(labels)
    total = number(sum(bar.counts.values()))
    return Row(bar.heading, total if wide else words, value=words)


def spoken_bars(bars: Sequence[Bar], labels: Mapping[str, str]) -> str:
    """Say each bar in a sentence; the last has no full stop."""
    return ". ".join(f"{bar.heading}: {spoken(bar.words(labels))}" for bar in bars)


def bars_data(bars: Sequence[Bar], part: str, labels: Mapping[str, str]) -> pd.DataFrame:
    """Return the bars as a reader's table: the counts that occur, and their total."""
    used = [name for name in labels if any(bar.counts.get(name) for bar in bars)]
    rows = [
        {part: bar.heading}
        | {labels[name]: bar.counts.get(name, 0) for name in used}
        | {"Totaal": sum(bar.counts.values())}
        for bar in bars
    ]
    return pd.DataFrame(rows)


def _draw(
    page: Sheet, bar: Bar, y: float, labels: Mapping[str, str], colours: Mapping[str, str]
) -> None:
    points = page.span / page.axes.get_xlim()[1]
    left, taken, boxes = 0, -_OVER, list[tuple[float, float, float, float, str]]()
    for name, count in bar.counts.items():
        if not count:
            continue
        colour, text = colours[name], number(count)
        fill(page.axes, (left, y - _BAR / 2), (count, _BAR), colour)
        value = f"{bar.heading}: {_lowered(labels[name])}: {text}"
        boxes.append((left, left + count, y + _BAR / 2, y - _BAR / 2, value))
        wide, middle = width_of(text, theme.SMALL_SIZE), left + count / 2
        if wide + 3 <= count * points:
            backing = _BACKING | {"facecolor": colour}
            ink = theme.ink_on(colour)
            write(page.axes, middle, y, text, color=ink, ha="center", bbox=backing)
        elif theme.is_wide(page.figure.width) and middle * points - wide / 2 >= taken:
            write(page.axes, middle, y - _BAR / 2 - 5, text, ha="center")
            taken = middle * points + wide / 2 + 2
        left += count
    page.figure.add_areas(page.axes, boxes)


def _lowered(label: str) -> str:
    return label[0].lower() + label[1:]
