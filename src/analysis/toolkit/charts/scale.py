"""The scale of a sheet: its range, its tick labels and the grid lines in each band."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from matplotlib.ticker import MaxNLocator

from analysis.dutch import number, percent
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.lettering import width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.toolkit.charts.sheet import Sheet

_ROOM = 0.02  # of the axis, on either side
_APART = 5.0  # points between two numbers
_Side = Literal["left", "center", "right"]


def scale(page: Sheet, low: float, high: float, ticks: Mapping[float, str]) -> None:
    """Set the range and tick labels of the marks' axis, with a grid line per tick in every band.

    The range is widened so that a mark at either end is whole. A number that would touch another is
    left out, zero and those at either end last; its line stays. The lines leave the text alone.
    """
    axes = page.axes
    room = (high - low) * _ROOM
    axes.set_xlim(low - room, high + room)
    sides = [_alignment(page, x, text) for x, text in ticks.items()]
    axes.set_xticks(list(ticks), _apart(page, ticks, sides))
    axes.tick_params(axis="x", length=0, labeltop=True, labelbottom=page.foot, pad=3)
    for tick, side in zip(axes.xaxis.get_major_ticks(), sides, strict=True):
        for label in (tick.label1, tick.label2):
            label.set_horizontalalignment(side)
    axes.hlines(page.centres, low - room, high + room, color=theme.FAINT, lw=0.8, zorder=0.5)
    across(page, list(ticks), theme.FAINT, 0.8, zorder=0.5)


def percent_scale(page: Sheet) -> None:
    """Set a scale from 0 to 100 % for shares between 0 and 1."""
    scale(page, 0, 1, {value / 100: percent(value) for value in (0, 25, 50, 75, 100)})


def count_scale(page: Sheet, most: float) -> None:
    """Set a scale of whole numbers from 0 to at least the highest one."""
    found = MaxNLocator(5, integer=True).tick_values(0, max(most, 1))
    ticks = {float(tick): number(tick) for tick in found if tick >= 0}
    scale(page, 0, max(ticks), ticks)


def across(
    page: Sheet, xs: Sequence[float], colour: str, width: float, *, zorder: float = 2.0
) -> None:
    """Draw a line across the marks of every row at each place."""
    bands = list(page.bands)
    touching = all(one[1] == other[0] for one, other in pairwise(bands))
    if touching:
        bands = [(bands[0][0], bands[-1][1])]
    lines = [(x, top, low) for top, low in bands for x in xs]
    places, tops, lows = zip(*lines, strict=True)
    page.axes.vlines(places, tops, lows, color=colour, linewidth=width, zorder=zorder)


def _alignment(page: Sheet, x: float, text: str) -> _Side:
    """Keep a tick label near either edge inside the page."""
    place, half = _place(page, x), _width(text) / 2 - page.room
    return "left" if place < half else "right" if place > page.span - half else "center"


def _apart(page: Sheet, ticks: Mapping[float, str], sides: Sequence[_Side]) -> list[str]:
    """Blank the tick labels that would touch another; keep zero, then the outermost."""
    offsets = {"left": 0.0, "center": 0.5, "right": 1.0}
    spans = [
        (begin := _place(page, x) - offsets[side] * _width(text), begin + _width(text))
        for (x, text), side in zip(ticks.items(), sides, strict=True)
    ]
    places, ends = list(ticks), {0, len(spans) - 1}
    order = sorted(range(len(spans)), key=lambda at: (places[at] != 0, at not in ends, at))
    kept, lines = list[int](), [text.count("\n") for text in ticks.values()]
    for at in order:
        if all(lines[at] != lines[other] or _clear(spans[at], spans[other]) for other in kept):
            kept.append(at)
    return [text if at in kept else "" for at, text in enumerate(ticks.values())]


def _clear(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] >= other[1] + _APART or other[0] >= one[1] + _APART


def _place(page: Sheet, x: float) -> float:
    low, high = page.axes.get_xlim()
    return (x - low) / (high - low) * page.span


def _width(text: str) -> float:
    return max((width_of(line, theme.SMALL_SIZE) for line in text.split("\n")), default=0.0)
