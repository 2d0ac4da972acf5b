"""What was spent and what is granted next, as lines from one to the other, for a few rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.subjects.budget.charts import amounts as credit
from analysis.subjects.budget.totals import expenditure
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.lettering import wrapped
from analysis.toolkit.charts.page import blank
from analysis.toolkit.charts.sheet import subtitle_height, write, write_subtitle
from analysis.toolkit.charts.speech import sentences, spoken
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HOW = (
    "Een lijn die stijgt, krijgt meer krediet dan er gerealiseerd werd; een streepjeslijn daalt. "
    "Op deze schaal is een even steile lijn een even grote verhouding, niet een even groot bedrag. "
    "Een krediet is wat mag worden vastgelegd."
)
_MOST = 8  # lines: with more, the names no longer stand beside them
_LEFT, _RIGHT = 88.0, 138.0  # where the lines begin and end, in points
_HEADS = 22.0  # room for the years above the lines
_STEP = theme.SMALL_SIZE * theme.LINE_HEIGHT
_LINES = 3  # of a name
_TALL = 44.0  # points a line, on average


def slope_chart(
    budget: pd.DataFrame,
    year: int,
    basis: credit.Basis = "objective",
    names: Mapping[str, str] | None = None,
) -> Chart | None:
    """Draw a line per row from realised VAK to next year's VAK credit, on a logarithmic scale.

    For at most eight rows; `budget_chart` draws more.

    Parameters
    ----------
    budget
        The processed table, whole or of one chapter.
    year
        The plan's year: its credit is next to the realisation of the year before.
    basis
        What gets a line: each measure, objective or chapter.
    names
        The name of each row by its id; without them as printed.

    Returns
    -------
    Chart or None
        None when no row has both amounts above zero.
    """
    rows = credit.credit_rows(budget, basis, names)
    both = credit.with_both(rows)
    if both.empty:
        return None
    shown = both.head(_MOST)
    pairs = [(int(a), int(b)) for a, b in shown[["vak_realised", "vak_budget"]].to_numpy().tolist()]
    said = [
        f"{label}: {spoken(credit.change_words(*pair))}"
        for label, pair in zip(shown["label"], pairs, strict=True)
    ]
    return Chart(
        figure=_draw(list(shown["label"]), pairs, year, credit.subtitle(basis, year)),
        title=credit.title(budget, year),
        alt=(
            f"Hellingsdiagram op logaritmische schaal: VAK gerealiseerd in {year - 1} en "
            f"VAK-krediet {year} per {credit.NOUNS[basis][0]}. {sentences(said)}"
        ),
        data=credit.credit_data(both, basis, year),
        note=(
            f"{_HOW}{credit.smaller_rows(len(both) - len(shown), basis)}"
            f"{credit.without_both(len(rows) - len(both), basis)}"
        ),
        source=source(expenditure(budget), year, credit.TABLE),
    )


def spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Move labels apart so that none covers another, each as near to its place as that allows.

    >>> spread([0, 1], [10, 10])
    [-4.5, 5.5]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    blocks = list[list[Any]]()  # [labels, the mean of their wanted tops, height of all]
    for place in order:
        blocks.append([[place], wanted[place] - heights[place] / 2, heights[place]])
        while len(blocks) > 1 and blocks[-2][1] + blocks[-2][2] > blocks[-1][1]:
            _merge(blocks)
    middles = [0.0] * len(wanted)
    for labels, top, _ in blocks:
        for place in labels:
            middles[place] = top + heights[place] / 2
            top += heights[place]  # noqa: PLW2901 - the next label stands under this one
    return middles


def _merge(blocks: list[list[Any]]) -> None:
    """Join the last two blocks; the labels of the lower one want to be under the upper one's."""
    labels, top, height = blocks.pop()
    above = blocks[-1]
    n, m = len(above[0]), len(labels)
    above[1] = (above[1] * n + (top - above[2]) * m) / (n + m)
    above[0] = above[0] + labels
    above[2] += height


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where everything stands, in points from the top of the page.

    Attributes
    ----------
    ends
        Of each line, its height at either side.
    left, right
        The middle of each label.
    labels
        The lines of each label on the right: the name and the amount.
    height
        Of the page.
    """

    ends: tuple[tuple[float, float], ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    labels: tuple[tuple[str, ...], ...]
    height: float


def _draw(
    names: Sequence[str], pairs: Sequence[tuple[int, int]], year: int, subtitle: str
) -> Figure:
    top = subtitle_height(subtitle)
    layout = _layout(names, pairs, top + _HEADS)
    with theme.style():
        figure, canvas = blank(layout.height)
        write_subtitle(canvas, subtitle)
        write(canvas, theme.MARGIN, top + 10, f"VAK {year - 1}", fontweight="bold")
        write(canvas, _RIGHT - 4, top + 10, f"Krediet {year}", fontweight="bold")
        for place, (earlier, _) in enumerate(pairs):
            begin, end = layout.ends[place]
            _line(canvas, (begin, end))
            _label(canvas, _LEFT - 8, layout.left[place], [credit.amount(earlier)], begin)
            _label(canvas, _RIGHT + 8, layout.right[place], layout.labels[place], end)
    return figure


def _layout(names: Sequence[str], pairs: Sequence[tuple[int, int]], top: float) -> _Layout:
    labels = tuple(
        (*_name_lines(name), credit.amount(later))
        for name, (_, later) in zip(names, pairs, strict=True)
    )
    heights = [len(lines) * _STEP + 4 for lines in labels]
    y = _heights([math.log10(value) for pair in pairs for value in pair], heights)
    left, right = spread(y[::2], [_STEP] * len(names)), spread(y[1::2], heights)
    edges = [at + side * h / 2 for at, h in zip(right, heights, strict=True) for side in (-1, 1)]
    down = top - min([*edges, *(at - _STEP for at in left)])
    return _Layout(
        ends=tuple((begin + down, end + down) for begin, end in zip(y[::2], y[1::2], strict=True)),
        left=tuple(at + down for at in left),
        right=tuple(at + down for at in right),
        labels=labels,
        height=down + max([*edges, *(at + _STEP for at in left)]) + 8,
    )


def _heights(logs: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Return the height of each value on a page deep enough for all labels."""
    depth = max(120.0, _TALL * len(heights), sum(heights))
    low, high = min(logs), max(logs)
    reach = max(1.0, high - low)  # a small change looks small
    middle = (low + high) / 2
    return [depth / 2 - (value - middle) / reach * (depth - 30) for value in logs]


def _name_lines(name: str) -> list[str]:
    """Break a name beside the lines; what does not fit is in the table."""
    return wrapped(name, theme.WIDTH - _RIGHT - 14, theme.SMALL_SIZE, "bold", _LINES)


def _line(canvas: Axes, ends: tuple[float, float]) -> None:
    rises = ends[1] < ends[0]
    colour = theme.ACCENT if rises else theme.STATUS_COLOURS["on_hold"]
    canvas.plot([_LEFT, _RIGHT], ends, color=colour, lw=2, ls="-" if rises else (0, (4, 1.5)))
    canvas.scatter([_LEFT], [ends[0]], s=40, c=theme.PAPER, edgecolors=theme.MUTED, zorder=3)
    marker = "^" if rises else "v"
    canvas.scatter(
        [_RIGHT], [ends[1]], s=44, marker=marker, c=colour, edgecolors=theme.INK, zorder=3
    )


def _label(canvas: Axes, x: float, middle: float, lines: Sequence[str], mark: float) -> None:
    on_left = x < _LEFT
    if abs(middle - mark) > _STEP / 2:
        end = _LEFT - 3 if on_left else _RIGHT + 3
        canvas.plot([x, end], [middle, mark], color=theme.FAINT, lw=0.8, zorder=0.5)
    for place, text in enumerate(lines):
        y = middle + (place - (len(lines) - 1) / 2) * _STEP
        bold = "bold" if place < len(lines) - 1 else "normal"  # the name; the amount is last
        write(canvas, x, y, text, ha="right" if on_left else "left", fontweight=bold)
