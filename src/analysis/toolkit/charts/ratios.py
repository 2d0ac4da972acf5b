"""What each row became, as a multiple of what it was: bars from 1 on a logarithmic scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.dutch import number, percent
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.scale import across, scale
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.charts.speech import TIMES
from analysis.toolkit.charts.swatch import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing

MORE, LESS = theme.ACCENT_LIGHT, theme.STATUS_COLOURS["on_hold"]
_BAR = 12.0
_LEAST = 1.25  # the scale goes this far at least, so that a small change looks small
_TICKS = (
    *(0.001, 0.01, 0.1, 0.2, 0.5, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0),
    *(100.0, 1_000.0, 10_000.0, 100_000.0),
)
_COARSE = tuple(tick for tick in _TICKS if tick not in {0.8, 1.25, 1.5, 3.0})
_FAR = 5.0  # from the least to the most: further apart, small changes have no tick
_TWICE = 2


def ratio_bars(
    rows: Sequence[Row], ratios: Sequence[float], subtitle: str, width: float
) -> Drawing:
    """Draw one bar per row from no change to its ratio, which is above zero.

    A bar and an arrow at its end say in which direction; equal ratios are equally long.
    """
    keys = [Key("Meer", MORE, ">"), Key("Minder", LESS, "<"), Key("Gelijk", theme.MUTED, "|")]
    page = sheet(rows, keys, band=_BAR + 2, width=width, subtitle=subtitle)
    low, high = min(1 / _LEAST, *ratios), max(_LEAST, *ratios)
    first = max((tick for tick in _TICKS if tick <= low), default=low)
    last = min((tick for tick in _TICKS if tick >= high), default=high)
    steps = _COARSE if last / first > _FAR else _TICKS
    ticks = {math.log(t): _tick(t) for t in _TICKS if t in steps and first <= t <= last}
    scale(page, math.log(first), math.log(last), ticks)
    across(page, [0.0], theme.MUTED, 1.2)
    for ratio, y in zip(ratios, page.centres, strict=True):
        end, colour = math.log(ratio), MORE if ratio > 1 else LESS
        fill(page.axes, (0, y - _BAR / 2), (end, _BAR), colour)
        if ratio != 1:
            marker = ">" if ratio > 1 else "<"
            page.axes.scatter(
                [end], [y], s=30, marker=marker, c=colour, edgecolors=theme.INK, lw=0.8
            )
    return page.figure


def _tick(ratio: float) -> str:
    """Write a ratio as a change in percent, and from twice on as a multiple."""
    if ratio == 1:
        return "gelijk"
    if ratio < _TWICE:
        change = percent((ratio - 1) * 100, 1 if ratio < 0.01 else 0)  # noqa: PLR2004 - −99,9 %
        return f"+{change}" if ratio > 1 else change.replace("-", "−")
    return f"{TIMES} {number(ratio)}"
