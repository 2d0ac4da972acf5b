"""The lines and filled areas that a PDF draws: a filled area is a rule only where it is thin."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium_c

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_SEGMENTS = 5_000  # of one drawing; a table has four or five a cell, a map many more
THICKEST_RULE = 2.5  # points
SHORTEST_RULE = 1.5  # points
LONGER = 2.0  # times its thickness that a rule is long at least
LIGHTEST = 250  # of 255: a fill from here is white


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled rectangle or a straight line, by its edges; `colour` is that of a filled area."""

    left: float
    bottom: float
    right: float
    top: float
    colour: str = ""

    @property
    def across(self) -> bool:
        """Whether it is a horizontal rule."""
        width, height = self.right - self.left, self.top - self.bottom
        return height <= THICKEST_RULE and width >= max(SHORTEST_RULE, LONGER * height)

    @property
    def down(self) -> bool:
        """Whether it is a vertical rule."""
        width, height = self.right - self.left, self.top - self.bottom
        return width <= THICKEST_RULE and height >= max(SHORTEST_RULE, LONGER * width)

    @property
    def area(self) -> bool:
        """Whether it is a filled area, and no rule or corner of rules."""
        width, height = self.right - self.left, self.top - self.bottom
        return bool(self.colour) and min(width, height) > THICKEST_RULE

    def moved(self, x: float, y: float) -> Shape:
        """Return it at another place."""
        return Shape(self.left + x, self.bottom + y, self.right + x, self.top + y, self.colour)


def shapes_of(item: Any, turn: Callable[[tuple[float, float]], tuple[float, float]]) -> list[Shape]:
    """Return the shapes of a drawing: the edges of a stroked one, the areas of a filled one."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item.raw, filled, stroked)
    parts = list(_parts(item, turn))
    found: list[Shape] = []
    if stroked.value:
        found += [_between(*pair) for part in parts for pair in pairwise(part)]
    if filled.value and not stroked.value:
        colour = _colour(item)
        found += [_around(part, colour) for part in parts if part]
    elif filled.value:
        colour = _colour(item)
        areas = [_around(part, colour) for part in parts if part]
        found += [area for area in areas if not area.across and not area.down]
    return [shape for shape in found if shape.across or shape.down or shape.colour]


def _parts(
    item: Any, turn: Callable[[tuple[float, float]], tuple[float, float]]
) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of a drawing; one with a curve has none."""
    count = pdfium_c.FPDFPath_CountSegments(item.raw)
    if count > MOST_SEGMENTS:
        return
    matrix = item.get_matrix()
    outer = item.container
    while outer is not None:
        matrix = matrix.multiply(outer.get_matrix())
        outer = outer.container
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item.raw, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn(matrix.on_point(x.value, y.value))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            yield part
            part = [point]
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            part.append(point)
        else:
            part = [point]
        if pdfium_c.FPDFPathSegment_GetClose(segment) and part:
            part.append(part[0])
    yield part


def _between(one: tuple[float, float], other: tuple[float, float]) -> Shape:
    """Return a straight line; a slanted one is thick both ways, and so no rule."""
    (x0, y0), (x1, y1) = one, other
    return Shape(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _around(part: list[tuple[float, float]], colour: str) -> Shape:
    xs, ys = [x for x, _ in part], [y for _, y in part]
    return Shape(min(xs), min(ys), max(xs), max(ys), colour)


def _colour(item: Any) -> str:
    """Return the colour of a filled area as `rrggbb`, empty for white."""
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetFillColor(item.raw, *parts)
    red, green, blue = (part.value for part in parts[:3])
    if min(red, green, blue) >= LIGHTEST:
        return ""
    return f"{red:02x}{green:02x}{blue:02x}"
