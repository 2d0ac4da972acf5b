"""What was spent and what is granted next, as lines from one to the other, for a few rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from analysis.charts import theme
from analysis.charts.budget import TABLE, budget_title
from analysis.charts.chart import Chart
from analysis.charts.lettering import wrapped
from analysis.charts.page import blank
from analysis.charts.sheet import write
from analysis.charts.speech import sentences
from analysis.dutch import counted, million_euro
from analysis.stats.budget import comparable, expenditure
from analysis.stats.labels import short
from analysis.stats.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HOW = (
    "Een lijn die stijgt, krijgt meer krediet dan er gerealiseerd werd; een streepjeslijn daalt. "
    "Op deze schaal is een even steile lijn een even grote verhouding, niet een even groot bedrag. "
    "Een krediet is wat mag worden vastgelegd."
)
_MOST = 8  # lines: with more, the names no longer stand beside them
_LEFT, _RIGHT = 82.0, 168.0  # where the lines begin and end, in points
_TOP = 34.0
_STEP = theme.SMALL_SIZE * theme.LINE_HEIGHT
_LINES = 3  # of a name
_TALL = 44.0  # points a line, on average


def slope_chart(rows: pd.DataFrame, year: int, name: str, plan: pd.DataFrame) -> Chart | None:
    """Draw a line per row from realised VAK to next year's VAK credit, on a logarithmic scale.

    For at most eight rows; `budget_chart` draws more.

    Parameters
    ----------
    rows
        Rows with `vak_realised`, `vak_budget` (euros) and the column that names them.
    year
        The plan's year: its credit is next to the realisation of the year before.
    name
        The column with each row's name. A printed one (`label`, `objective`) loses the hyphens
        that a narrow cell put inside its words.
    plan
        The budget table that the rows come from, for the totals and the source.

    Returns
    -------
    Chart or None
        None when no row has both amounts above zero.
    """
    both = comparable(rows)
    if both.empty:
        return None
    shown = both.head(_MOST).reset_index(drop=True)
    printed = name in {"label", "objective"}
    names = [short(str(label)) if printed else str(label) for label in shown[name]]
    pairs = [(int(a), int(b)) for a, b in shown[["vak_realised", "vak_budget"]].to_numpy().tolist()]
    said = [
        f"{label}: {_amount(a)} naar {_amount(b)}"
        for label, (a, b) in zip(names, pairs, strict=True)
    ]
    return Chart(
        figure=_draw(names, pairs, year),
        title=budget_title(plan, year),
        alt=(
            f"Hellingsdiagram op logaritmische schaal: VAK gerealiseerd in {year - 1} en "
            f"VAK-krediet {year}. {sentences(said)}"
        ),
        data=_data(shown, names, year),
        note=_note(len(both) - len(shown), len(rows) - len(both)),
        source=source(expenditure(plan), year, TABLE),
    )


def _amount(euros: int) -> str:
    return million_euro(euros, 2 if euros < 10_000_000 else 1)  # noqa: PLR2004 - 10 million


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


def _draw(names: Sequence[str], pairs: Sequence[tuple[int, int]], year: int) -> Figure:
    labels = [
        [*_name_lines(name), _amount(later)] for name, (_, later) in zip(names, pairs, strict=True)
    ]
    heights = [len(lines) * _STEP + 4 for lines in labels]
    depth = max(120.0, _TALL * len(names), sum(heights))
    logs = [math.log10(value) for pair in pairs for value in pair]
    low, high = min(logs), max(logs)
    reach = max(1.0, high - low)  # a small change looks small
    middle = (low + high) / 2
    y = [_TOP + depth / 2 - (value - middle) / reach * (depth - 30) for value in logs]
    left, right = spread(y[::2], [_STEP] * len(names)), spread(y[1::2], heights)
    edges = [at + side * h / 2 for at, h in zip(right, heights, strict=True) for side in (-1, 1)]
    shift = _TOP - min([*edges, *(at - _STEP for at in left)])
    with theme.style():
        figure, canvas = blank(shift + max([*edges, *(at + _STEP for at in left)]) + 8)
        _heads(canvas, year)
        for place, (earlier, _) in enumerate(pairs):
            ends = y[2 * place] + shift, y[2 * place + 1] + shift
            _line(canvas, ends)
            _label(canvas, _LEFT - 8, left[place] + shift, [_amount(earlier)], ends[0], "right")
            _label(canvas, _RIGHT + 8, right[place] + shift, labels[place], ends[1], "left")
    return figure


def _name_lines(name: str) -> list[str]:
    """Break a name beside the lines; what does not fit is in the table."""
    lines = wrapped(name, theme.WIDTH - _RIGHT - 14, theme.SMALL_SIZE, "bold")
    if len(lines) <= _LINES:
        return lines
    return [*lines[: _LINES - 1], f"{lines[_LINES - 1].rstrip(' ,.;:')}…"]


def _heads(canvas: Axes, year: int) -> None:
    write(canvas, theme.MARGIN, 12, f"Gerealiseerd {year - 1}", fontweight="bold")
    write(canvas, _RIGHT - 4, 12, f"Krediet {year}", fontweight="bold")


def _line(canvas: Axes, ends: tuple[float, float]) -> None:
    rises = ends[1] < ends[0]
    colour = theme.ACCENT if rises else theme.STATUS_COLOURS["on_hold"]
    canvas.plot([_LEFT, _RIGHT], ends, color=colour, lw=2, ls="-" if rises else (0, (4, 1.5)))
    canvas.scatter([_LEFT], [ends[0]], s=40, c=theme.PAPER, edgecolors=theme.MUTED, zorder=3)
    marker = "^" if rises else "v"
    canvas.scatter(
        [_RIGHT], [ends[1]], s=44, marker=marker, c=colour, edgecolors=theme.INK, zorder=3
    )


def _label(  # noqa: PLR0913, PLR0917 - a place, a text and the mark it belongs to
    canvas: Axes, x: float, middle: float, lines: Sequence[str], mark: float, side: str
) -> None:
    if abs(middle - mark) > _STEP / 2:
        end = _LEFT - 3 if side == "right" else _RIGHT + 3
        canvas.plot([x, end], [middle, mark], color=theme.FAINT, lw=0.8, zorder=0.5)
    for place, text in enumerate(lines):
        y = middle + (place - (len(lines) - 1) / 2) * _STEP
        bold = "bold" if place < len(lines) - 1 else "normal"  # the name; the amount is last
        write(canvas, x, y, text, ha=side, fontweight=bold)


def _note(more: int, left_out: int) -> str:
    parts = [_HOW]
    if more:
        verb = "is" if more == 1 else "zijn"
        parts.append(f"{counted(more, 'kleinere post', 'kleinere posten')} {verb} niet getekend.")
    if left_out:
        verb = "heeft" if left_out == 1 else "hebben"
        parts.append(
            f"{counted(left_out, 'post', 'posten')} zonder of met een nulbedrag in een van beide "
            f"jaren {verb} geen plaats op deze schaal."
        )
    return " ".join(parts)


def _data(shown: pd.DataFrame, names: Sequence[str], year: int) -> pd.DataFrame:
    return (
        shown[["vak_realised", "vak_budget"]]
        .set_axis(
            [f"VAK gerealiseerd {year - 1} (euro)", f"VAK-krediet {year} (euro)"], axis="columns"
        )
        .assign(Post=list(names))[
            ["Post", f"VAK gerealiseerd {year - 1} (euro)", f"VAK-krediet {year} (euro)"]
        ]
    )
