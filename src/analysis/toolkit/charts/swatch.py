"""A box filled with a colour and its pattern, for bars and legends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.patterns import pattern_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_EDGE = 0.6


def fill(  # noqa: PLR0913, PLR0917 - the last two by name
    axes: Axes,
    corner: tuple[float, float],
    size: tuple[float, float],
    colour: str,
    edge: str = theme.INK,
    pattern: str | None = None,
) -> None:
    """Draw a box; the pattern over its colour tells it from its neighbours in a grey print too.

    Without a `pattern` it is the one that the theme gives the colour.
    """
    box = Rectangle(corner, *size, facecolor=colour, edgecolor=edge, linewidth=_EDGE)
    if kind := pattern or theme.PATTERNS.get(colour):
        box.set_gid(pattern_name(kind))
    axes.add_patch(box)
