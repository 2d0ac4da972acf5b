"""The page that most charts share: rows of a heading, a line of detail and a band for the marks.

Labels stand above their marks, not beside them: so they may be long, and the marks keep the whole
width on a phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from analysis.charts import theme
from analysis.charts.lettering import width_of, wrapped
from analysis.charts.page import blank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW_GAP = 11.0
_ROOM = 0.02  # of the axis, on either side
_TICK = 8.0  # half the height of a line across a band
_KEY_GAP = 14.0
_SWATCH = 13.0
_AXIS = 20.0  # room for the scale's numbers
_TALL = 420.0  # a page higher than this repeats its scale at the foot


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, and its values in words, in one line or more."""

    heading: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend."""

    label: str
    colour: str
    marker: str = "s"
    edge: str = theme.INK


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with room for the marks.

    Attributes
    ----------
    figure
        The whole page.
    axes
        For the marks: x in the data's unit, y in points from the top of the page.
    centres
        The middle of each row's band, in points from the top.
    """

    figure: Figure
    axes: Axes
    centres: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    x: float
    y: float
    size: float
    weight: str


def sheet(
    rows: Sequence[Row], keys: Sequence[Key] = (), band: float = 16.0, *, axis: bool = True
) -> Sheet:
    """Lay out a page for the rows, with the legend above them.

    Parameters
    ----------
    rows
        At least one.
    keys
        The legend, set from left to right and broken where the page ends.
    band
        Height of the marks' band, in points.
    axis
        Whether the marks need a scale with numbers.
    """
    placed, top = _place_keys(keys)
    top += _AXIS if axis else 6.0
    lines, centres, y = list[_Line](), list[float](), top
    for row in rows:
        text, y = _place_text(row, y)
        lines += text
        centres.append(y + band / 2 + 2)
        y += band + 2 + _ROW_GAP
    height = y + (_AXIS if axis and y > _TALL else 0)
    with theme.style():
        figure, canvas = blank(height)
        _draw_keys(canvas, placed)
        for line in lines:
            write(canvas, line.x, line.y, line.text, fontsize=line.size, fontweight=line.weight)
        axes = _mark_axes(figure, top - 2, y - _ROW_GAP + 4, height)
    return Sheet(figure, axes, tuple(centres))


def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    **style: Any,  # noqa: ANN401 - matplotlib's own text properties
) -> None:
    """Write one line of small text, its middle at `y`; a `$` in it is just a dollar."""
    usual: dict[str, Any] = {
        "fontsize": theme.SMALL_SIZE,
        "color": theme.INK,
        "family": theme.FONT,
        "va": "center",
    }
    axes.text(x, y, text, parse_math=False, **(usual | style))


def scale(page: Sheet, low: float, high: float, ticks: Mapping[float, str]) -> None:
    """Give the marks' axis its range and its numbers, and a faint line at each in every band.

    The range is widened so that a mark at either end is whole. The lines leave the text alone.
    """
    axes = page.axes
    room = (high - low) * _ROOM
    axes.set_xlim(low - room, high + room)
    axes.set_xticks(list(ticks), list(ticks.values()))
    tall = page.figure.get_figheight() * 72 > _TALL
    axes.tick_params(axis="x", length=0, labeltop=True, labelbottom=tall, pad=3)
    for tick, text in zip(axes.xaxis.get_major_ticks(), ticks.values(), strict=True):
        for label in (tick.label1, tick.label2):
            label.set_horizontalalignment(_alignment(axes, tick.get_loc(), text))
    for y in page.centres:
        axes.hlines(y, low - room, high + room, color=theme.FAINT, lw=0.8, zorder=0.5)
        axes.vlines(list(ticks), y - _TICK, y + _TICK, color=theme.FAINT, lw=0.8, zorder=0.5)


def _alignment(axes: Axes, x: float, text: str) -> Literal["left", "center", "right"]:
    """Keep a number near either edge inside the page."""
    low, high = axes.get_xlim()
    wide = theme.WIDTH - 2 * theme.MARGIN
    place, half = (x - low) / (high - low) * wide, width_of(text, theme.SMALL_SIZE) / 2
    return "left" if place < half else "right" if place > wide - half else "center"


def _place_text(row: Row, y: float) -> tuple[list[_Line], float]:
    parts = [
        (row.heading, theme.TEXT_SIZE, "bold"),
        (row.detail, theme.SMALL_SIZE, "normal"),
    ]
    lines = list[_Line]()
    for text, size, weight in parts:
        for line in wrapped(text, theme.WIDTH - 2 * theme.MARGIN, size, weight):
            step = size * theme.LINE_HEIGHT
            lines.append(_Line(line, theme.MARGIN, y + step / 2, size, weight))
            y += step
    return lines, y


def _place_keys(keys: Sequence[Key]) -> tuple[list[tuple[Key, float, float]], float]:
    """Set the legend from left to right; return each entry's place and the height of all."""
    step = theme.SMALL_SIZE * 1.55
    x, y, placed = theme.MARGIN, step / 2 + 2, list[tuple[Key, float, float]]()
    for key in keys:
        width = _SWATCH + width_of(key.label, theme.SMALL_SIZE)
        if x > theme.MARGIN and x + width > theme.WIDTH - theme.MARGIN:
            x, y = theme.MARGIN, y + step
        placed.append((key, x, y))
        x += width + _KEY_GAP
    return placed, (y + step / 2 + 2 if keys else 0.0)


def _draw_keys(canvas: Axes, placed: Sequence[tuple[Key, float, float]]) -> None:
    for key, x, y in placed:
        canvas.plot(x + 4, y, key.marker, ms=6.5, mfc=key.colour, mec=key.edge, mew=0.9)
        write(canvas, x + _SWATCH, y, key.label)


def _mark_axes(figure: Figure, top: float, foot: float, height: float) -> Axes:
    left, width = theme.MARGIN / theme.WIDTH, 1 - 2 * theme.MARGIN / theme.WIDTH
    axes = figure.add_axes((left, 1 - foot / height, width, (foot - top) / height))
    axes.set_ylim(foot, top)
    axes.set_facecolor("none")
    axes.set_axisbelow(True)
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes
