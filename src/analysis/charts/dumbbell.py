"""Two values a row, an earlier and a later one, joined by a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.charts import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.charts.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Pair:
    """The two values of a row; None where there is none. Colour and marker are the later one's."""

    earlier: float | None
    later: float | None
    colour: str = theme.ACCENT
    marker: str = "o"


def draw_pairs(page: Sheet, pairs: Sequence[Pair]) -> None:
    """Draw each pair in its row: a hollow dot, a line, a filled mark."""
    for pair, y in zip(pairs, page.centres, strict=True):
        if pair.earlier is not None and pair.later is not None:
            page.axes.hlines(y, pair.earlier, pair.later, color=theme.EARLIER, lw=2)
        if pair.earlier is not None:
            page.axes.scatter(
                [pair.earlier], [y], s=48, c=theme.PAPER, edgecolors=theme.MUTED, lw=1.5, zorder=3
            )
        if pair.later is not None:
            page.axes.scatter(
                [pair.later],
                [y],
                s=64,
                c=pair.colour,
                marker=pair.marker,
                edgecolors=theme.INK,
                lw=0.8,
                zorder=4,
            )
