"""Whether the shares of groups differ by more than chance, and by how much."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS = ("realised", "n", "share", "other_realised", "other_n", "other_share")
_RESULTS = ("difference", "low", "high", "p", "p_holm")


def newcombe_interval(
    realised: int, n: int, other_realised: int, other_n: int, confidence: float = 0.95
) -> tuple[float, float]:
    """Return the hybrid score interval of the difference of two independent shares.

    Built from the two Wilson intervals, so it agrees with them and holds for small groups and for
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
    """Adjust p-values for the number of tests (Holm's family-wise correction).

    Multiplies the k-th smallest of m p-values by m - k + 1, then keeps them in order and at most 1.
    NaN means that a test was impossible: it stays NaN and does not count towards m.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal
    of Statistics 6, 65-70.
    """
    values = np.array(list(p), dtype="float64")
    # statsmodels' multipletests runs the garbage collector at each call: a tenth of a second.
    order = np.argsort(values)[: np.count_nonzero(~np.isnan(values))]  # NaN is sorted to the end
    stepped = values[order] * np.arange(len(order), 0, -1)
    values[order] = np.minimum(np.maximum.accumulate(stepped), 1)
    return [float(value) for value in values]


def versus_rest(
    counts: pd.DataFrame, by: str, confidence: float = 0.95, *, within: str | None = None
) -> pd.DataFrame:
    """Compare the share of each group with that of all other groups together.

    Treats milestones as independent. Those of one project are not, so the p-values are somewhat
    too small: do not read one just under 0.05 as evidence.

    Parameters
    ----------
    counts
        A row per group: `by`, `realised`, `n`, as `shares.realisation` gives.
    by
        The column that names the group.
    confidence
        The level of the interval of the difference; it is not adjusted for the number of groups.
    within
        Compare only groups with the same value in this column; compare all when None.

    Returns
    -------
    DataFrame
        A row per group, in the order of `counts`: `by`, `realised`, `n`, `share`,
        `other_realised`, `other_n`, `other_share`, `difference` (share - other share), `low`,
        `high` (Newcombe), `p` (Fisher, two-sided) and `p_holm`, adjusted over all rows. NaN where
        the group or the rest is empty.
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
