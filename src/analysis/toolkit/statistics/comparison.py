"""Whether the shares of groups differ by more than chance, and by how much."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS = ("realised", "n", "share", "other_realised", "other_n", "other_share")
_RESULTS = ("difference", "low", "high", "p", "p_holm")
_RESAMPLES = 9_999


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Whether all groups may have one share.

    Attributes
    ----------
    groups, n
        Groups with at least one milestone, and the milestones in them.
    statistic
        Pearson's chi-square; NaN when there is nothing to compare.
    p
        From random permutations of the outcomes over the groups, so right for small groups too.
    cramers_v
        The effect: 0 when all shares are equal, 1 when each group has share 0 or 1.
    """

    groups: int
    n: int
    statistic: float
    p: float
    cramers_v: float


def newcombe_interval(
    realised: int, n: int, other_realised: int, other_n: int, confidence: float = 0.95
) -> tuple[float, float]:
    """Return the hybrid score interval of the difference of two independent shares.

    Built from the two Wilson intervals, so it fits beside them and holds for small groups and for
    shares of 0 and 1. NaN when a group is empty.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions:
    comparison of eleven methods. Statistics in Medicine 17, 873-890 (method 10).
    """
    if not n or not other_n:
        return math.nan, math.nan
    low, high = confint_proportions_2indep(
        realised, n, other_realised, other_n, method="newcomb", compare="diff", alpha=1 - confidence
    )
    return float(low), float(high)


def fisher_p(realised: int, n: int, other_realised: int, other_n: int) -> float:
    """Return the two-sided p-value of Fisher's exact test; NaN when a group is empty.

    References
    ----------
    Fisher, R. A. (1935). The Design of Experiments. Oliver and Boyd, chapter II.
    """
    if not n or not other_n:
        return math.nan
    table = np.array([[realised, n - realised], [other_realised, other_n - other_realised]])
    return float(stats.fisher_exact(table).pvalue)


def holm(p: Iterable[float]) -> list[float]:
    """Adjust p-values for their number, so that one false alarm in all has the stated chance.

    The k-th smallest of m p-values is multiplied by m - k + 1; none may then be under a smaller
    one's, nor over 1. NaN stands for a test that could not be made: it stays NaN and does not
    count.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal
    of Statistics 6, 65-70.
    """
    values = np.array(list(p), dtype="float64")
    # Not by statsmodels' multipletests: it collects garbage at each call, a tenth of a second.
    order = np.argsort(values)[: np.count_nonzero(~np.isnan(values))]  # NaN is sorted to the end
    stepped = values[order] * np.arange(len(order), 0, -1)
    values[order] = np.minimum(np.maximum.accumulate(stepped), 1)
    return [float(value) for value in values]


def versus_rest(
    counts: pd.DataFrame, by: str, confidence: float = 0.95, *, within: str | None = None
) -> pd.DataFrame:
    """Compare the share of each group with that of all other groups together.

    Treats milestones as independent. Milestones of one project are not quite, so p-values are
    rather too small: read one just under 0.05 as no evidence.

    Parameters
    ----------
    counts
        A row per group: `by`, `realised`, `n`, as `shares.realisation` gives.
    by
        The column that names the group.
    confidence
        The level of the interval of the difference; it is not adjusted for the number of groups.
    within
        The column of what groups must have in common to be compared; all groups when None.

    Returns
    -------
    DataFrame
        A row per group, in the order of `counts`: `by`, `realised`, `n`, `share`,
        `other_realised`, `other_n`, `other_share`, `difference` (share - other share), `low`,
        `high` (Newcombe), `p` (Fisher, two-sided) and `p_holm`, adjusted for all groups compared,
        whatever they are compared with. NaN where the group or the rest is empty.
    """
    strata = counts[within] if within else pd.Series(0, index=counts.index)
    totals = counts[["realised", "n"]].groupby(strata, sort=False).transform("sum").astype("int64")
    rows = [
        (name, *_compared(x, size, realised - x, n - size, confidence))
        for (name, x, size), realised, n in zip(
            _groups(counts, by), totals["realised"].tolist(), totals["n"].tolist(), strict=True
        )
    ]
    return _framed(rows, [by])


def pairwise(counts: pd.DataFrame, by: str, confidence: float = 0.95) -> pd.DataFrame:
    """Compare the shares of the groups two by two.

    Assumptions and columns are those of `versus_rest`.

    Returns
    -------
    DataFrame
        A row per pair, in the order of `counts`: `by`, `other`, then the columns of
        `versus_rest`; `p_holm` is adjusted for the number of pairs.
    """
    rows = [
        (name, other, *_compared(x, size, other_x, other_size, confidence))
        for (name, x, size), (other, other_x, other_size) in itertools.combinations(
            _groups(counts, by), 2
        )
    ]
    return _framed(rows, [by, "other"])


def heterogeneity(counts: pd.DataFrame, *, seed: int) -> Heterogeneity:
    """Test whether all groups may have the same share.

    Parameters
    ----------
    counts
        A row per group with `realised` and `n`; empty groups do not count.
    seed
        Of the permutations.

    References
    ----------
    Agresti, A. (2013). Categorical Data Analysis, 3rd ed. Wiley, sections 3.2 and 16.5.
    Cramér, H. (1946). Mathematical Methods of Statistics. Princeton, page 282.
    """
    filled = counts.loc[counts["n"] > 0, ["realised", "n"]].astype("int64")
    table = np.column_stack([filled["realised"], filled["n"] - filled["realised"]])
    groups, n = len(table), int(table.sum())
    if groups <= 1 or not table.sum(axis=0).all():
        return Heterogeneity(groups, n, math.nan, math.nan, math.nan)
    permutations = stats.PermutationMethod(n_resamples=_RESAMPLES, rng=np.random.default_rng(seed))
    result = stats.chi2_contingency(table, correction=False, method=permutations)
    statistic = float(result.statistic)
    return Heterogeneity(groups, n, statistic, float(result.pvalue), math.sqrt(statistic / n))


def _groups(counts: pd.DataFrame, by: str) -> list[tuple[str, int, int]]:
    return [
        (str(name), int(x), int(size))
        for name, x, size in zip(counts[by], counts["realised"], counts["n"], strict=True)
    ]


def _compared(x: int, n: int, other_x: int, other_n: int, confidence: float) -> tuple[float, ...]:
    share = x / n if n else math.nan
    other_share = other_x / other_n if other_n else math.nan
    return (
        *(x, n, share, other_x, other_n, other_share),
        share - other_share,
        *newcombe_interval(x, n, other_x, other_n, confidence),
        fisher_p(x, n, other_x, other_n),
    )


def _framed(rows: list[tuple[object, ...]], names: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*names, *_COLUMNS, *_RESULTS[:-1]])
    whole = {name: "int64" for name in _COLUMNS if not name.endswith("share")}
    return frame.astype(whole).assign(p_holm=holm(frame["p"]))
