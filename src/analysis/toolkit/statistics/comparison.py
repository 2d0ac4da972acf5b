"""Whether the shares of groups differ by more than chance, and by how much."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.toolkit.per_chapter import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def holm_of_chapters(rows: pd.DataFrame, name: str) -> pd.Series:
    """Return the p-values of a column, those of the chapters adjusted for their number.

    That of the whole plan is a single test.
    """
    tests = rows[name].astype("float64").groupby(rows["chapter"] == WHOLE)
    return tests.transform(holm)


def versus_rest(
    counts: pd.DataFrame, by: str, within: str, confidence: float = 0.95
) -> pd.DataFrame:
    """Compare the share of each group with that of all other groups of its kind together.

    Treats milestones as independent. Those of one project are not, so the p-values are somewhat
    too small: do not read one just under 0.05 as evidence. The counts are those of
    `shares.realisation`; `by` names the column of the group, `within` that of its kind.

    Returns
    -------
    DataFrame
        A row per group, in the order of `counts`: `by`, `realised`, `n`, `share`,
        `other_realised`, `other_n`, `other_share`, `difference` (share - other share), `low`,
        `high` (Newcombe; not adjusted for the number of groups), `p` (Fisher, two-sided) and
        `p_holm`, adjusted over all rows. NaN where the group or the rest is empty.
    """
    own = counts[["realised", "n"]].astype("int64")
    rest = own.groupby(counts[within], sort=False).transform("sum").astype("int64") - own
    share, other = (part["realised"] / part["n"].where(part["n"] > 0) for part in (own, rest))
    tables = pd.concat([own, rest], axis="columns").to_numpy().tolist()
    limits = [newcombe_interval(x, n, y, m, confidence) for x, n, y, m in tables]
    p = [fisher_p(*table) for table in tables]
    return counts[[by]].assign(
        realised=own["realised"], n=own["n"], share=share,
        other_realised=rest["realised"], other_n=rest["n"], other_share=other,
        difference=share - other,
        low=[low for low, _ in limits], high=[high for _, high in limits],
        p=p, p_holm=holm(p),
    )  # fmt: skip
