"""A box filled with a colour and its pattern, for bars and legends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from analysis.toolkit.charts import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_EDGE = 0.6


def fill(
    axes: Axes, corner: tuple[float, float], size: tuple[float, float], colour: str,
    edge: str = theme.INK,
) -> None:  # fmt: skip
    """Draw a box; the pattern over its colour tells it from its neighbours in a grey print too."""
    axes.add_patch(
        Rectangle(
            corner, *size, facecolor=colour, edgecolor=edge, linewidth=_EDGE,
            hatch=theme.PATTERNS.get(colour), hatchcolor=theme.pattern_ink(colour),
        )
    )  # fmt: skip
