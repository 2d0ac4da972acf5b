"""Draws the results of norms in two years, with their targets: a row per norm."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.dutch import percent
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.dumbbell import draw_pairs
from analysis.toolkit.charts.scale import scale
from analysis.toolkit.charts.sheet import Key, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analysis.toolkit.charts.drawing import Drawing
    from analysis.toolkit.charts.dumbbell import Pair
    from analysis.toolkit.charts.sheet import Row

_ALL = 100


def norm_pairs(  # noqa: PLR0913 - what each row shows; all but three by name
    rows: Sequence[Row],
    pairs: Sequence[Pair],
    results: pd.DataFrame,
    *,
    years: tuple[int, int],
    steps: Mapping[str, str],
    subtitle: str,
    width: float,
) -> Drawing:
    """Draw the earlier and the later result of each norm, and a line at its target.

    Parameters
    ----------
    rows, pairs
        The labels and the marks of each norm.
    results
        A row per norm in percent: the earlier and the later result, then the target.
    years
        The years of the results.
    steps
        The labels of the steps that the norms are on, by step, in the order of the legend.
    width
        Of the page, in points.
    """
    earlier, later = years
    keys = [
        Key(str(earlier), theme.PAPER, "o", theme.MUTED),
        *(
            Key(f"{later}: {label}", theme.STEP_COLOURS[step], theme.STEP_MARKERS[step])
            for step, label in steps.items()
        ),
        Key("streefdoel", theme.INK, "|"),
    ]
    page = sheet(rows, keys, band=14, width=width, subtitle=subtitle)
    values = results.astype(float).to_numpy()
    low = min(_ALL - 10, max(0, math.floor(np.nanmin(values) / 10) * 10))
    high = max(_ALL, math.ceil(np.nanmax(values) / 10) * 10)
    ticks = range(high, low - 1, -10 if high - low <= 50 else -20)  # noqa: PLR2004 - six fit
    scale(page, low, high, {float(value): percent(value) for value in ticks})
    for target, y in zip(values[:, -1], page.centres, strict=True):
        page.axes.vlines(target, y - 8, y + 8, color=theme.INK, linewidth=2)
    draw_pairs(page, pairs)
    return page.figure
