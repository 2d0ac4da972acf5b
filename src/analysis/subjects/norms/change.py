"""Tests of whether the norms were met better or worse than the year before."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from analysis.subjects.norms.steps import in_both_years

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    import numpy.typing as npt
    import pandas as pd

    Floats = npt.NDArray[np.float64]
    Statistic = Callable[..., np.float64]
    Method = Literal["bca", "percentile"]

_RESAMPLES = 9_999


def changes_per_measure(norms: pd.DataFrame) -> pd.Series:
    """Return the mean change per measure, in percent points, indexed by `label`.

    One team keeps the norms of a measure, so they are not independent; a test on this series
    counts each measure once.
    """
    known = norms.loc[norms["change"].notna()]
    means = known["change"].astype("float64").groupby(known["label"], sort=False).mean()
    return means.rename("change")


def sign_p(better: int, worse: int) -> float:
    """Return the two-sided p-value of the exact sign test; NaN without any change.

    References
    ----------
    Conover, W. J. (1999). Practical Nonparametric Statistics, 3rd ed. Wiley, section 3.4.
    """
    if not better + worse:
        return math.nan
    return float(stats.binomtest(better, better + worse).pvalue)


def signed_rank_p(changes: Floats) -> float:
    """Return the exact two-sided p-value of Wilcoxon's signed-rank test; NaN without any change.

    The test assumes that without a change, a rise and a fall of the same size are equally likely.
    A result of 100 % cannot rise, so many norms at 100 % pull the changes down by themselves: a
    fall of the mean is then in part regression from the ceiling.

    Zeros are ranked and then left out (Pratt), equal sizes share the mean rank. scipy is exact
    only without ties or, by permutation, for some 13 pairs; here the distribution of the rank sum
    under all signs is built by convolution, one rank after the other, which is exact for any
    number of pairs and ties.

    References
    ----------
    Wilcoxon, F. (1945). Individual comparisons by ranking methods. Biometrics Bulletin 1, 80-83.
    Pratt, J. W. (1959). Remarks on zeros and ties in the Wilcoxon signed rank procedures. JASA 54,
    655-667.
    """
    # Rounded, since differences of printed decimals that are equal differ as floats.
    values = np.round(changes, 9)
    changed = values != 0
    if not changed.any():
        return math.nan
    doubled = np.rint(2 * stats.rankdata(np.abs(values))).astype(int)  # mean ranks made whole
    chances = np.ones(1)
    for rank in doubled[changed]:
        longer = np.zeros(len(chances) + rank)
        longer[: len(chances)] += chances / 2
        longer[rank:] += chances / 2
        chances = longer
    positive = int(doubled[values > 0].sum())
    tail = min(chances[: positive + 1].sum(), chances[positive:].sum())
    return float(min(1.0, 2 * tail))


def bootstrapped(
    values: Floats, statistic: Statistic, *, seed: int, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Return a statistic with the limits of its bootstrap interval; NaN for too few values.

    The interval is BCa, or of percentiles where so many values are equal that BCa is not defined.

    References
    ----------
    Efron, B. (1987). Better bootstrap confidence intervals. JASA 82, 171-185 (BCa).
    """
    value = float(statistic(values)) if len(values) else math.nan
    low = high = math.nan
    methods: tuple[Method, ...] = ("bca", "percentile") if len(values) > 1 else ()
    for method in methods:
        low, high = _interval(values, statistic, method, seed, confidence)
        if not math.isnan(low) and not math.isnan(high):
            break
    return value, low, high


def step_shift(norms: pd.DataFrame) -> dict[str, float]:
    """Count the norms that moved to another step of the plan's legend, and test the balance.

    `better`, `worse` and `same` against the year before, and `steps_p` of the sign test.
    """
    both = in_both_years(norms)
    moved = both["step"].cat.codes - both["step_previous"].cat.codes
    better, worse = int((moved > 0).sum()), int((moved < 0).sum())
    same = len(both) - better - worse
    return {"better": better, "worse": worse, "same": same, "steps_p": sign_p(better, worse)}


def _interval(
    values: Floats, statistic: Statistic, method: Method, seed: int, confidence: float
) -> tuple[float, float]:
    with warnings.catch_warnings():
        # BCa is not defined when nearly all values are equal; scipy warns and gives NaN.
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = stats.bootstrap(
            (values,),
            statistic,
            n_resamples=_RESAMPLES,
            confidence_level=confidence,
            method=method,
            rng=np.random.default_rng(seed),
        ).confidence_interval
    return float(interval.low), float(interval.high)
