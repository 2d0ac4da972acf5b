"""Evenness: whether the planned milestones spread evenly over the year's quarters."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import stats

from analysis.toolkit.milestones import planned
from analysis.toolkit.quarters import QUARTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

_LEAST_EXPECTED = 5


def due_quarters(milestones: pd.DataFrame, year: int) -> pd.Series:
    """Count the planned milestones of a year by the quarter in which they are due: four counts.

    A milestone over several quarters counts once, in its last quarter within the year: its
    deadline. (`quarters.quarter_load` counts it in each.)
    """
    codes = planned(milestones)["quarters"].str.split().explode()
    within = codes.loc[codes.str.startswith(str(year), na=False)]
    last = within.groupby(level=0).max().str[-1].astype("int64")
    return last.value_counts().reindex(QUARTERS, fill_value=0).rename("milestones")


def evenness(counts: Sequence[int]) -> Mapping[str, Any]:
    """Test four counts against an equal spread, and measure the deviation: a row of `evenness`.

    `peak` is the fullest quarter and `peak_share` its share; `to_move` is the share that would have
    to move to another quarter for an equal spread, 0 to 0.75; `statistic` is Pearson's chi-square.
    `method` is `chi_square`; `exact` where fewer than 5 per quarter are expected; `none` when `n`
    is 0.

    Treats milestones as independent; the dates within a project are not, so the p-value is
    somewhat too small.

    References
    ----------
    Pearson, K. (1900). On the criterion that a given system of deviations... Philosophical
    Magazine 50, 157-175. Cochran, W. G. (1952). The chi-square test of goodness of fit. Annals of
    Mathematical Statistics 23, 315-345 (expected counts of 5).
    Hoover, E. M. (1936). The measurement of industrial localization. Review of Economics and
    Statistics 18, 162-171 (the share to move).
    """
    n = sum(counts)
    if not n:
        unknown = dict.fromkeys(("peak_share", "to_move", "statistic", "p"), math.nan)
        return {"n": 0, "peak": 0, **unknown, "method": "none"}
    expected = n / len(QUARTERS)
    statistic = sum((count - expected) ** 2 for count in counts) / expected
    small = expected < _LEAST_EXPECTED
    p = _exact_p(statistic, n) if small else float(stats.chisquare(counts).pvalue)
    return {
        "n": n,
        "peak": QUARTERS[counts.index(max(counts))],
        "peak_share": max(counts) / n,
        "to_move": sum(abs(count - expected) for count in counts) / 2 / n,
        "statistic": statistic,
        "p": p,
        "method": "exact" if small else "chi_square",
    }


def _exact_p(statistic: float, n: int) -> float:
    """Sum the multinomial probabilities of the spreads at least as far from equal."""
    cuts = np.array(list(itertools.combinations(range(n + 3), 3)))
    edges = np.column_stack([np.full(len(cuts), -1), cuts, np.full(len(cuts), n + 3)])
    ways = np.diff(edges, axis=1) - 1
    farness = ((ways - n / 4) ** 2).sum(axis=1) / (n / 4)
    chances = stats.multinomial.pmf(ways, n, np.full(4, 0.25))
    return float(min(1.0, chances[farness >= statistic - 1e-9].sum()))
