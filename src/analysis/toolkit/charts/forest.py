"""Ratios with their intervals on a log scale, and whether chance can explain each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.dutch import number
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.scale import across, scale
from analysis.toolkit.charts.sheet import INTERVAL, Key, Row, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing
    from analysis.toolkit.charts.sheet import Sheet

_TICKS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
_LEAST = 4.0  # the scale goes to a quarter and four times at least
_ROOM = 1.4  # beyond the largest ratio
_SMALL = 0.1


@dataclass(frozen=True, slots=True)
class Ratio:
    """One ratio, 0 or infinite where one count is 0; `clear` if chance cannot explain it."""

    heading: str
    detail: str
    ratio: float
    low: float
    high: float
    clear: bool


def forest(ratios: Sequence[Ratio], subtitle: str, width: float) -> Drawing:
    """Draw one ratio per row; a value beyond the scale becomes an arrow.

    Both the shape and the colour of the mark say whether a ratio is clear.
    """
    limit = max([_LEAST, *(_ROOM * _factor(each.ratio) for each in ratios)])
    page = sheet(
        [Row(each.heading, each.detail) for each in ratios],
        _keys(),
        band=12,
        width=width,
        subtitle=subtitle,
    )
    ticks = {math.log10(t): _tick(t) for t in _TICKS if 1 / limit <= t <= limit}
    scale(page, -math.log10(limit), math.log10(limit), ticks)
    across(page, [0.0], theme.INK, 1.5)
    for each, y in zip(ratios, page.centres, strict=True):
        _draw(page, each, y, math.log10(limit))
    return page.figure


def _factor(ratio: float) -> float:
    """Return how many times more or less; 1 for a value that the scale cannot show."""
    return max(ratio, 1 / ratio) if 0 < ratio < math.inf else 1.0


def _keys() -> list[Key]:
    return [
        Key("Duidelijk anders", theme.ACCENT, "D"),
        Key("Kan toeval zijn", theme.PAPER, "o", theme.MUTED),
        INTERVAL,
        Key("Even veel", theme.INK, "|"),
    ]


def _draw(page: Sheet, each: Ratio, y: float, edge: float) -> None:
    low, high = _place(each.low, edge), _place(each.high, edge)
    page.axes.hlines(y, low, high, color=theme.ACCENT_LIGHT, linewidth=5)
    for x, arrow in ((low, "<"), (high, ">")):
        if abs(x) == edge:
            page.axes.scatter([x], [y], s=42, marker=arrow, color=theme.ACCENT, zorder=3)
    if 0 < each.ratio < math.inf:
        colour, rim = (theme.ACCENT, theme.INK) if each.clear else (theme.PAPER, theme.MUTED)
        page.axes.scatter(
            [math.log10(each.ratio)],
            [y],
            s=52,
            marker="D" if each.clear else "o",
            c=colour,
            edgecolors=rim,
            lw=1.2,
            zorder=4,
        )


def _place(ratio: float, edge: float) -> float:
    """Return the position of a ratio on the scale, clipped to its edges."""
    if ratio <= 0:
        return -edge
    return max(-edge, min(edge, math.log10(ratio))) if ratio < math.inf else edge


def _tick(value: float) -> str:
    return number(value, 0 if value >= 1 else 1 if value >= _SMALL else 2)
