"""Shares of realised milestones, with their Wilson intervals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from analysis.toolkit.milestones import REALISED, assessed, evaluated

if TYPE_CHECKING:
    from collections.abc import Sequence


def wilson_interval(successes: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the score interval of a share, between 0 and 1; NaN when `n` is 0.

    Unlike the textbook interval it stays within 0 and 1, and keeps its level for small `n` and for
    shares near 0 and 1. It treats milestones as independent; those of one project are not, so the
    true uncertainty is somewhat larger.

    Raises
    ------
    ValueError
        When `successes` is not within 0 and `n`, or `confidence` not between 0 and 1.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.
    Brown, L. D., Cai, T. T. and DasGupta, A. (2001). Interval estimation for a binomial proportion.
    Statistical Science 16, 101-133 (recommends it for small n).
    """
    if not 0 <= successes <= n:
        message = f"successes must lie within 0 and n = {n}; not {successes}"
        raise ValueError(message)
    if not 0 < confidence < 1:
        message = f"confidence must lie between 0 and 1; not {confidence}"
        raise ValueError(message)
    if n == 0:
        return math.nan, math.nan
    low, high = proportion_confint(successes, n, alpha=1 - confidence, method="wilson")
    return float(low), float(high)


def realisation(
    milestones: pd.DataFrame, by: Sequence[str] = (), confidence: float = 0.95
) -> pd.DataFrame:
    """Count the realised milestones per group, with the share and its Wilson interval.

    Only the status `realised` counts: a milestone that is on track at the end of its year is not
    finished. The denominator is that of `milestones.assessed`. No columns in `by` is the whole.

    A row per group that has evaluated milestones, in order of appearance: the columns of `by`, then
    `realised`, `n` (Int64) and `share`, `low`, `high` (Float64, between 0 and 1, NA where `n` is
    0).
    """
    rows = evaluated(milestones)
    counts = pd.DataFrame(
        {
            **{name: rows[name] for name in by},
            "realised": (rows["status"] == REALISED).astype("Int64"),
            "n": rows.index.isin(assessed(rows).index).astype("int64"),
        }
    ).astype({"n": "Int64"})
    if by:
        totals = counts.groupby(list(by), sort=False, observed=True).sum().reset_index()
    else:
        totals = counts.sum().to_frame().T.astype("Int64")
    return _with_interval(totals, confidence)


def _with_interval(totals: pd.DataFrame, confidence: float) -> pd.DataFrame:
    pairs = zip(totals["realised"], totals["n"], strict=True)
    limits = [wilson_interval(int(realised), int(n), confidence) for realised, n in pairs]
    n = totals["n"].astype("Float64")
    return totals.assign(
        share=totals["realised"].astype("Float64") / n.mask(n == 0),
        low=_shares([low for low, _ in limits]),
        high=_shares([high for _, high in limits]),
    )


def _shares(values: list[float]) -> pd.Series:
    return pd.Series([None if math.isnan(value) else value for value in values], dtype="Float64")
