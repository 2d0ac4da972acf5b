"""A sparkline: one line of values without axes, small enough for the cell of a table.

It is written without matplotlib, which takes a second to import: the index of all years is written
in every run, also in one that keeps its reports.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 96.0, 24.0  # CSS pixels
_MARGIN = 3.0  # the last point is a dot of this radius
_FEWEST = 2


class _Point(NamedTuple):
    """A place in the drawing, in pixels from its top left."""

    x: float
    y: float


def sparkline(values: Sequence[float | None], alt: str) -> str:
    """Draw values from left to right as SVG, in the colour of the text; "" for fewer than two.

    The line runs from the lowest value at the bottom to the highest at the top, and breaks where a
    value is missing. A value with a gap to either side is a dot, and so is the last one.

    Parameters
    ----------
    values
        One per step, such as a year; None for a missing value.
    alt
        The alternative text: what the line shows, with its values.

    >>> sparkline([1, None], "een jaar")
    ''
    """
    known = [value for value in values if value is not None]
    if len(known) < _FEWEST:
        return ""
    parts = list(_parts(_points(values, min(known), max(known))))
    lines = "".join(_line(part) for part in parts if len(part) > 1)
    alone = [part[0] for part in parts[:-1] if len(part) == 1]
    dots = "".join(_dot(point) for point in (*alone, parts[-1][-1]))
    return (
        f'<svg class="sparkline" role="img" aria-label="{escape(alt)}" '
        f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}" '
        f'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" '
        f'stroke-linecap="round">{lines}{dots}</svg>'
    )


def _points(
    values: Sequence[float | None], lowest: float, highest: float
) -> Iterator[_Point | None]:
    """Place each value; equal values are a line at half the height."""
    step = (WIDTH - 2 * _MARGIN) / (len(values) - 1)
    for place, value in enumerate(values):
        if value is None:
            yield None
            continue
        part = (value - lowest) / (highest - lowest) if highest > lowest else 0.5
        height = HEIGHT - _MARGIN - part * (HEIGHT - 2 * _MARGIN)
        yield _Point(_MARGIN + place * step, height)


def _parts(points: Iterator[_Point | None]) -> Iterator[list[_Point]]:
    """Yield the points between gaps."""
    part: list[_Point] = []
    for point in points:
        if point is not None:
            part.append(point)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _line(points: Sequence[_Point]) -> str:
    path = "L".join(f"{_short(point.x)} {_short(point.y)}" for point in points)
    return f'<path d="M{path}"/>'


def _dot(point: _Point) -> str:
    x, y = _short(point.x), _short(point.y)
    return f'<circle cx="{x}" cy="{y}" r="2.5" fill="currentColor" stroke="none"/>'


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
