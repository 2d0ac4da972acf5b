"""A drawing in points: its canvas, its text, and the values that a reader finds under its marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.lettering import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

STEP = theme.SMALL_SIZE * theme.LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points from the top left of the drawing, and the value it stands for."""

    x: float
    y: float
    width: float
    height: float
    value: str


class Drawing(Figure):
    """A matplotlib figure that also knows the value under each of its marks."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(figsize=(width / 72, height / 72), facecolor=theme.PAPER)
        self.areas = list[Area]()

    @property
    def width(self) -> float:
        """The width in points."""
        return float(self.get_figwidth() * 72)

    def add_areas(
        self, axes: Axes, boxes: Sequence[tuple[float, float, float, float, str]]
    ) -> None:
        """Note values under marks, given as left, right, bottom and top in the units of `axes`."""
        width, height = self.width, float(self.get_figheight() * 72)
        frame = axes.get_position()
        (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
        for left, right, bottom, top, value in boxes:
            across = [frame.x0 + (x - x0) / (x1 - x0) * frame.width for x in (left, right)]
            up = [frame.y0 + (y - y0) / (y1 - y0) * frame.height for y in (bottom, top)]
            self.areas.append(
                Area(
                    min(across) * width,
                    (1 - max(up)) * height,
                    abs(across[1] - across[0]) * width,
                    abs(up[1] - up[0]) * height,
                    value,
                )
            )


def blank(width: float, height: float) -> tuple[Drawing, Axes]:
    """Return an empty drawing and the axes that cover it, in points from its top left."""
    drawing = Drawing(width, height)
    canvas = drawing.add_axes((0, 0, 1, 1))
    canvas.set_xlim(0, width)
    canvas.set_ylim(height, 0)
    canvas.set_axis_off()
    return drawing, canvas


def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    **style: Any,  # noqa: ANN401 - matplotlib's own text properties
) -> None:
    """Write one line of small text, centred at `y`; a `$` is not mathtext."""
    usual: dict[str, Any] = {
        "fontsize": theme.SMALL_SIZE,
        "color": theme.INK,
        "family": theme.FONT,
        "va": "center",
    }
    axes.text(x, y, text, parse_math=False, **(usual | style))


def write_subtitle(canvas: Axes, text: str, width: float) -> float:
    """Write the subtitle at the top of a drawing; return its height in points."""
    for place, line in enumerate(_subtitle_lines(text, width)):
        write(canvas, theme.MARGIN, 2 + STEP * (place + 0.5), line, color=theme.MUTED)
    return subtitle_height(text, width)


def subtitle_height(text: str, width: float) -> float:
    """Return the height that a subtitle takes, in points."""
    lines = _subtitle_lines(text, width)
    return len(lines) * STEP + 4 if lines else 0.0


def _subtitle_lines(text: str, width: float) -> list[str]:
    return wrapped(text, width - 2 * theme.MARGIN, theme.SMALL_SIZE)
