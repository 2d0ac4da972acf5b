"""The page that most charts share: rows of a heading, a line of detail and a band for the marks.

A narrow page has the labels above their marks, so that they may be long and the marks keep the full
width on a phone. A wide one has the headings to the left of the marks and the details to the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.drawing import (
    STEP,
    Area,
    Drawing,
    blank,
    subtitle_height,
    write,
    write_subtitle,
)
from analysis.toolkit.charts.lettering import width_of, wrapped
from analysis.toolkit.charts.swatch import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_ROW_GAP = 11.0
_WIDE_GAP = 7.0  # between the rows of a wide page
_COLUMN_GAP = 12.0
_OVERHANG = 20.0  # that a number of a wide scale may stick out: next to it there is no text
_KEY_GAP = 12.0
_SWATCH = 13.0
_BOX = 9.0  # the side of a box in the legend: enough to show its pattern
_AXIS = 20.0  # room for the scale's numbers
_TALL = 420.0  # a page higher than this repeats its scale at the foot
_TICK = 8.0  # half the height of a line across a narrow band
_HEADING_LINES, _WIDE_LINES, _DETAIL_LINES = 4, 6, 8  # what is longer is in the table
_HEADINGS, _DETAILS = 0.31, 0.28  # of a wide page, at most
_LABELS = 0.62  # both together
_DOT = "\N{NO-BREAK SPACE}·"  # where a line breaks, the break is enough


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, and its values in words, in one line or more.

    `about` is a second line of the heading. A reader who points at the row sees `value`, or the
    detail when there is none. `band` is the height of its own marks, when it differs.
    """

    heading: str
    detail: str = ""
    about: str = ""
    value: str = ""
    band: float = 0.0


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend."""

    label: str
    colour: str
    marker: str = "s"
    edge: str = theme.INK
    pattern: str | None = None


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
        The middle of each row's marks, in points from the top.
    bands
        Where a line across the marks of each row begins and ends, in points from the top.
    span
        The width of the axes in points.
    room
        Free to either side of the axes, in points.
    foot
        Whether the page is so high that its scale stands at the foot too.
    """

    figure: Drawing
    axes: Axes
    centres: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]
    span: float
    room: float
    foot: bool


@dataclass(frozen=True, slots=True)
class _Columns:
    """The width of the headings and of the details, and where marks and details begin."""

    headings: float
    details: float
    marks: tuple[float, float]
    wide: bool


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    x: float
    y: float
    size: float = theme.SMALL_SIZE
    weight: str = "normal"
    colour: str = theme.INK


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row on its page: its lines, its extent and the middle of its marks."""

    lines: tuple[_Line, ...]
    top: float
    bottom: float
    centre: float


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
    width: float,
    subtitle: str = "",
    axis: bool = True,
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
    width
        Of the page, in points: it decides whether the labels stand above or next to their marks.
    subtitle
        What is measured, of when, and in which unit.
    axis
        Whether the marks need a scale with numbers.
    """
    columns = _columns(rows, width)
    placed, top = _place_keys(keys, subtitle_height(subtitle, width), width)
    top += _AXIS if axis else 6.0
    laid, y = list[_Laid](), top
    for row in rows:
        lay = _beside if columns.wide else _above
        laid.append(lay(row, columns, row.band or band, y))
        y = laid[-1].bottom
    foot = axis and y > _TALL
    height = y + (_AXIS if foot else 0)
    with theme.style():
        figure, canvas = blank(width, height)
        write_subtitle(canvas, subtitle, width)
        _draw_keys(canvas, placed)
        for line in (line for one in laid for line in one.lines):
            style = {"fontsize": line.size, "fontweight": line.weight, "color": line.colour}
            write(canvas, line.x, line.y, line.text, **style)
        low = y if columns.wide else y - _ROW_GAP + 4
        axes = _mark_axes(figure, columns.marks, (top - 2, low))
    for row, one in zip(rows, laid, strict=True):
        value = row.value or row.detail.replace("\n", ", ")
        words = ": ".join(part for part in (row.heading, row.about, value) if part)
        figure.areas.append(Area(0, one.top, width, one.bottom - one.top, words))
    bands = [
        (one.top, one.bottom) if columns.wide else (one.centre - _TICK, one.centre + _TICK)
        for one in laid
    ]
    span = columns.marks[1] - columns.marks[0]
    room = _OVERHANG if columns.wide else 0.0
    centres = tuple(one.centre for one in laid)
    return Sheet(figure, axes, centres, tuple(bands), span, room, foot)


def _columns(rows: Sequence[Row], width: float) -> _Columns:
    inside = width - 2 * theme.MARGIN
    if not theme.is_wide(width):
        return _Columns(inside, inside, (theme.MARGIN, width - theme.MARGIN), wide=False)
    headings = min(
        max(_widest(f"{row.heading}\n{row.about}") for row in rows) + 2, _HEADINGS * width
    )
    most = max(_DETAILS * width, _LABELS * width - headings)
    details = min(max(_widest(row.detail) for row in rows) + 2, most)
    left = theme.MARGIN + headings + _COLUMN_GAP
    gap = _COLUMN_GAP if any(row.detail for row in rows) else 0
    details = details if gap else 0.0
    return _Columns(headings, details, (left, width - theme.MARGIN - details - gap), wide=True)


def _widest(text: str) -> float:
    return max(width_of(line, theme.SMALL_SIZE) for line in text.split("\n"))


def _above(row: Row, columns: _Columns, band: float, y: float) -> _Laid:
    """Set the labels of a row above its marks."""
    top, lines, width = y, list[_Line](), columns.headings
    small = [*wrapped(row.about, width, most=4), *_detail_lines(row.detail, width)]
    heading = wrapped(row.heading, width, theme.TEXT_SIZE, "bold", _HEADING_LINES)
    for text in heading:
        step = theme.TEXT_SIZE * theme.LINE_HEIGHT
        lines.append(_Line(text, theme.MARGIN, y + step / 2, theme.TEXT_SIZE, "bold"))
        y += step
    for text in small:
        lines.append(_Line(text, theme.MARGIN, y + STEP / 2))
        y += STEP
    return _Laid(tuple(lines), top, y + band + 2 + _ROW_GAP, y + band / 2 + 2)


def _beside(row: Row, columns: _Columns, band: float, y: float) -> _Laid:
    """Set the heading of a row to the left of its marks, and its detail to the right."""
    heading = wrapped(row.heading, columns.headings, theme.SMALL_SIZE, most=_WIDE_LINES)
    about = wrapped(row.about, columns.headings, theme.SMALL_SIZE, most=_HEADING_LINES)
    detail = _detail_lines(row.detail, columns.details)
    height = max(band + 2, max(len(heading) + len(about), len(detail)) * STEP) + _WIDE_GAP
    centre, right = y + height / 2, columns.marks[1] + _COLUMN_GAP
    lines = list[_Line]()
    for x, texts in ((theme.MARGIN, [*heading, *about]), (right, detail)):
        for place, text in enumerate(texts):
            quiet = x == theme.MARGIN and place >= len(heading)
            at = centre + (place - (len(texts) - 1) / 2) * STEP
            lines.append(_Line(text, x, at, colour=theme.MUTED if quiet else theme.INK))
    return _Laid(tuple(lines), y, y + height, centre)


def _detail_lines(detail: str, width: float) -> list[str]:
    """Break a detail between its parts, and within a part only if it is wider than a line."""
    paragraphs = list[str]()
    for paragraph in detail.split("\n"):
        parts = [f"{part}{_DOT}" for part in paragraph.split(" · ")]
        bound = (
            part.replace(" ", "\N{NO-BREAK SPACE}")
            if width_of(part, theme.SMALL_SIZE) <= width
            else part
            for part in parts
        )
        paragraphs.append(" ".join(bound).removesuffix(_DOT))
    lines = wrapped("\n".join(paragraphs), width, theme.SMALL_SIZE, most=_DETAIL_LINES)
    return [line.removesuffix(_DOT) for line in lines]


def _place_keys(keys: Sequence[Key], top: float, width: float) -> tuple[list[_Placed], float]:
    """Lay out the legend from left to right; return each entry's position and the bottom."""
    step = theme.SMALL_SIZE * 1.55
    x, y, placed = theme.MARGIN, top + step / 2 + 2, list[_Placed]()
    for key in keys:
        lines = wrapped(key.label, width - 2 * theme.MARGIN - _SWATCH, theme.SMALL_SIZE)
        long = _SWATCH + max(width_of(line, theme.SMALL_SIZE) for line in lines)
        if x > theme.MARGIN and x + long > width - theme.MARGIN:
            x, y = theme.MARGIN, y + step
        placed.append(_Placed(key, tuple(lines), x, y))
        x += long + _KEY_GAP
        y += (len(lines) - 1) * STEP
    return placed, (y + step / 2 + 2 if keys else top)


def _draw_keys(canvas: Axes, placed: Sequence[_Placed]) -> None:
    for entry in placed:
        key, x, y = entry.key, entry.x, entry.y
        if key.marker == "s":
            box = (x, y - _BOX / 2), (_BOX, _BOX)
            fill(canvas, *box, key.colour, key.edge, key.pattern)
        else:
            canvas.plot(x + 4, y, key.marker, ms=6.5, mfc=key.colour, mec=key.edge, mew=0.9)
        for place, line in enumerate(entry.lines):
            write(canvas, x + _SWATCH, y + place * STEP, line)


def _mark_axes(figure: Drawing, across: tuple[float, float], down: tuple[float, float]) -> Axes:
    width, height = figure.width, figure.get_figheight() * 72
    (left, right), (top, low) = across, down
    axes = figure.add_axes(
        (left / width, 1 - low / height, (right - left) / width, (low - top) / height)
    )
    axes.set_ylim(low, top)
    axes.set_facecolor("none")
    axes.set_axisbelow(True)
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes
