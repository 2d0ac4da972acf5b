"""An empty page to draw on, in points from its upper left corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from analysis.toolkit.charts import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def blank(height: float) -> tuple[Figure, Axes]:
    """Return a page as wide as a phone, `height` points tall, and the axes that cover it."""
    figure = Figure(figsize=(theme.WIDTH / 72, height / 72), facecolor=theme.PAPER)
    canvas = figure.add_axes((0, 0, 1, 1))
    canvas.set_xlim(0, theme.WIDTH)
    canvas.set_ylim(height, 0)
    canvas.set_axis_off()
    return figure, canvas
