"""How a page is turned, and which part of it is seen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import pypdfium2.raw as pdfium_c

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_TURNED = 0.7  # of a page's texts have the direction in which it is read

Point: TypeAlias = tuple[float, float]
Turn: TypeAlias = Callable[[Point], Point]


def direction_of(texts: Sequence[Any], usual: int) -> int:
    """Return how a page is to be turned so that its text is upright: as most of its text asks for.

    A table may lie on its side on an upright page. `usual` is how the page itself is turned.
    """
    matrix = pdfium_c.FS_MATRIX()
    turns: Counter[int] = Counter()
    for item in (each for each in texts if each.container is None):
        pdfium_c.FPDFPageObj_GetMatrix(item.raw, matrix)
        turns[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4 * 90] += 1
    most = max(turns, key=turns.__getitem__, default=usual)
    return most if turns[most] > MOST_TURNED * turns.total() else usual


def turn_of(source: Any) -> Turn:
    """Return how a point of the page moves when the page is turned as it is to be seen."""
    left, bottom, right, top = source.get_mediabox()
    turns: dict[int, Turn] = {
        90: lambda point: (point[1] - bottom, right - point[0]),
        180: lambda point: (right - point[0], top - point[1]),
        270: lambda point: (top - point[1], point[0] - left),
    }
    return turns.get(source.get_rotation(), lambda point: point)


def visible_part(source: Any, turn: Turn) -> tuple[float, float, float, float]:
    """Return the part of the page that is seen: what both boxes have."""
    media, crop = source.get_mediabox(), source.get_cropbox()
    box = (
        *(max(media[0], crop[0]), max(media[1], crop[1])),
        *(min(media[2], crop[2]), min(media[3], crop[3])),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        box = media
    (x0, y0), (x1, y1) = turn((box[0], box[1])), turn((box[2], box[3]))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
