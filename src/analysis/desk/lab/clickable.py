"""Figures whose bars can be pressed, by mouse or keyboard, to see the rows behind them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import anywidget
import traitlets
from matplotlib.patches import Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.figure import Figure

    from analysis.desk.lab.views import Mark

NO_MARK = -1


class ClickableFigures(anywidget.AnyWidget):
    """Figures as HTML; `mark` is the number of the bar that was pressed last."""

    _esm = files("analysis.desk.lab").joinpath("clickable.js").read_text(encoding="utf-8")
    html = traitlets.Unicode("").tag(sync=True)
    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    mark = traitlets.Int(NO_MARK).tag(sync=True)


def link_bars(figure: Figure, marks: Sequence[Mark]) -> bool:
    """Make each bar of a figure a link to the number of its mark, if bars and marks agree.

    They agree when the bars, in the order in which they are drawn, are as long as their marks have
    rows: each bar on its own, or a stack of bars together. A figure that draws something other
    than numbers of rows stays as it is. Return whether the bars are links now.
    """
    rows = [len(mark.rows) for mark in marks]
    for pieces in _pieces(figure):
        drawn = [(own, length) for own, length in pieces if length]
        if drawn and [length for _, length in drawn] == rows:
            for place, (own, _) in enumerate(drawn):
                for bar in own:
                    bar.set_url(f"#rijen-{place}")
            return True
    return False


def _pieces(figure: Figure) -> Iterator[list[tuple[list[Rectangle], int]]]:
    """Yield the possible bars of each axes, with their lengths; a legend has boxes of its own."""
    for axes in figure.axes:
        boxes = [one for one in axes.patches if isinstance(one, Rectangle)]
        yield [([bar], round(bar.get_width())) for bar in boxes]
        yield _standing(boxes)


def _standing(bars: Sequence[Rectangle]) -> list[tuple[list[Rectangle], int]]:
    """Return the stacked bars, with the height of the stack."""
    columns: dict[float, list[Rectangle]] = {}
    for bar in bars:
        columns.setdefault(bar.get_x(), []).append(bar)
    return [(own, sum(round(bar.get_height()) for bar in own)) for own in columns.values()]
