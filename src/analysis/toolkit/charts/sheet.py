"""The page that most charts share: rows of a heading, a line of detail and a band for the marks.

Labels are above their marks, so that they may be long and the marks keep the full width on a
phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.lettering import width_of, wrapped
from analysis.toolkit.charts.swatch import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_ROW_GAP = 11.0
_KEY_GAP = 12.0
_SWATCH = 13.0
_BOX = 9.0  # the side of a box in the legend: enough to show its pattern
_AXIS = 20.0  # room for the scale's numbers
_TALL = 420.0  # a page higher than this repeats its scale at the foot
_INSIDE = theme.WIDTH - 2 * theme.MARGIN
_STEP = theme.SMALL_SIZE * theme.LINE_HEIGHT
_HEADING_LINES, _DETAIL_LINES = 4, 8  # what is longer is in the table
_DOT = "\N{NO-BREAK SPACE}·"  # where a line breaks, the break is enough


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


#: The legend of an interval.
INTERVAL = Key("Interval", theme.ACCENT_LIGHT, "s", theme.ACCENT_LIGHT)


def two_keys(earlier: str, later: str) -> list[Key]:
    """Return the legend of a hollow dot for what was, and a full one for what is."""
    return [Key(earlier, theme.PAPER, "o", theme.MUTED), Key(later, theme.ACCENT, "o")]


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
    foot
        Whether the page is so high that its scale stands at the foot too.
    """

    figure: Figure
    axes: Axes
    centres: tuple[float, ...]
    foot: bool


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    y: float
    size: float = theme.SMALL_SIZE
    weight: str = "normal"
    x: float = theme.MARGIN


@dataclass(frozen=True, slots=True)
class _Placed:
    key: Key
    lines: tuple[str, ...]
    x: float
    y: float


def sheet(  # noqa: PLR0913 - what stands above the rows, and how high the marks are
    rows: Sequence[Row],
    keys: Sequence[Key] = (),
    band: float = 16.0,
    *,
    subtitle: str = "",
    axis: bool = True,
    axis_lines: int = 1,
) -> Sheet:
    """Lay out a page for the rows, with what is measured and the legend above them.

    Parameters
    ----------
    rows
        At least one.
    keys
        The legend, set from left to right and broken where the page ends.
    band
        Height of the marks' band, in points.
    subtitle
        What is measured, of when, and in which unit.
    axis, axis_lines
        Whether the marks need a scale with numbers, and how many lines those take.
    """
    head, top = _place_subtitle(subtitle)
    placed, top = _place_keys(keys, top)
    scale_room = _AXIS + (axis_lines - 1) * _STEP
    top += scale_room if axis else 6.0
    lines, centres, y = head, list[float](), top
    for row in rows:
        text, y = _place_text(row, y)
        lines += text
        centres.append(y + band / 2 + 2)
        y += band + 2 + _ROW_GAP
    foot = axis and y > _TALL and axis_lines == 1
    height = y + (_AXIS if foot else 0)
    with theme.style():
        figure, canvas = blank(height)
        _draw_keys(canvas, placed)
        _draw_lines(canvas, lines)
        axes = _mark_axes(figure, top - 2, y - _ROW_GAP + 4, height)
    return Sheet(figure, axes, tuple(centres), foot)


def blank(height: float) -> tuple[Figure, Axes]:
    """Return a page as wide as a phone, `height` points tall, and the axes that cover it."""
    figure = Figure(figsize=(theme.WIDTH / 72, height / 72), facecolor=theme.PAPER)
    canvas = figure.add_axes((0, 0, 1, 1))
    canvas.set_xlim(0, theme.WIDTH)
    canvas.set_ylim(height, 0)
    canvas.set_axis_off()
    return figure, canvas


def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    **style: Any,  # noqa: ANN401 - matplotlib's own text properties
) -> None:
    """Write one line of small text, centred at `y`; a `$` is not mathtext."""
    usual: dict[str, Any] = {
        "fontsize": theme.SMALL_SIZE,
        "color": theme.INK,
        "family": theme.FONT,
        "va": "center",
    }
    axes.text(x, y, text, parse_math=False, **(usual | style))


def write_subtitle(canvas: Axes, text: str) -> float:
    """Write the subtitle at the top of a page; return its height in points."""
    lines, height = _place_subtitle(text)
    _draw_lines(canvas, lines)
    return height


def subtitle_height(text: str) -> float:
    """Return the height that a subtitle takes, in points."""
    return _place_subtitle(text)[1]


def _place_subtitle(text: str) -> tuple[list[_Line], float]:
    lines = wrapped(text, _INSIDE, theme.SMALL_SIZE)
    placed = [_Line(line, 2 + _STEP * (place + 0.5)) for place, line in enumerate(lines)]
    return placed, (len(lines) * _STEP + 4 if lines else 0.0)


def _draw_lines(canvas: Axes, lines: Sequence[_Line]) -> None:
    for line in lines:
        write(canvas, line.x, line.y, line.text, fontsize=line.size, fontweight=line.weight)


def _place_text(row: Row, y: float) -> tuple[list[_Line], float]:
    detail = row.detail.replace(" · ", f"{_DOT} ")
    parts = [
        (row.heading, theme.TEXT_SIZE, "bold", _HEADING_LINES),
        (detail, theme.SMALL_SIZE, "normal", _DETAIL_LINES),
    ]
    lines = list[_Line]()
    for text, size, weight, most in parts:
        for line in wrapped(text, _INSIDE, size, weight, most):
            step = size * theme.LINE_HEIGHT
            lines.append(_Line(line.removesuffix(_DOT), y + step / 2, size, weight))
            y += step
    return lines, y


def _place_keys(keys: Sequence[Key], top: float) -> tuple[list[_Placed], float]:
    """Lay out the legend from left to right; return each entry's position and the bottom."""
    step = theme.SMALL_SIZE * 1.55
    x, y, placed = theme.MARGIN, top + step / 2 + 2, list[_Placed]()
    for key in keys:
        lines = wrapped(key.label, _INSIDE - _SWATCH, theme.SMALL_SIZE)
        width = _SWATCH + max(width_of(line, theme.SMALL_SIZE) for line in lines)
        if x > theme.MARGIN and x + width > theme.WIDTH - theme.MARGIN:
            x, y = theme.MARGIN, y + step
        placed.append(_Placed(key, tuple(lines), x, y))
        x += width + _KEY_GAP
        y += (len(lines) - 1) * _STEP
    return placed, (y + step / 2 + 2 if keys else top)


def _draw_keys(canvas: Axes, placed: Sequence[_Placed]) -> None:
    for entry in placed:
        key, x, y = entry.key, entry.x, entry.y
        if key.marker == "s":
            fill(canvas, (x, y - _BOX / 2), (_BOX, _BOX), key.colour, key.edge)
        else:
            canvas.plot(x + 4, y, key.marker, ms=6.5, mfc=key.colour, mec=key.edge, mew=0.9)
        for place, line in enumerate(entry.lines):
            write(canvas, x + _SWATCH, y + place * _STEP, line)


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
