"""How the credits of the new year differ from what was spent, measure by measure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from analysis.subjects.budget.totals import expenditure

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The modified z-score from which a change stands out (Iglewicz and Hoaglin 1993).
UNUSUAL = 3.5
_MAD_TO_SD = 1.482602218505602
_MEAN_DEVIATION_TO_SD = 1.253314137315500
_NAMES = ("name", "chapter", "line")
_AMOUNTS = ("vak_realised", "vak_budget")


@dataclass(frozen=True, slots=True)
class Concentration:
    """How far the money goes to few measures.

    Attributes
    ----------
    hhi
        The Herfindahl-Hirschman index: the sum of the squared shares, 1/n to 1.
    effective
        1 / hhi: as many measures of equal size would be as concentrated.
    top
        The share of the largest measures together.
    counted, left_out
        Measures with an amount above zero, and others: only the first have a share.
    """

    hhi: float
    effective: float
    top: float
    counted: int
    left_out: int


def credit_changes(budget: pd.DataFrame, by: Sequence[str] = ("measure",)) -> pd.DataFrame:
    """Set the credit of the new year beside what was committed last year.

    One plan prints last year's realisation (VAK, commitments) and this year's credit. The change
    is therefore from spent to granted: a credit is a ceiling and is not always spent, so a rise
    is in part headroom. Last year's credit, and with it the execution, stands in last year's plan
    (see `execution`).

    Parameters
    ----------
    budget
        The processed table; receipts and rows without amounts are left out.
    by
        The columns that make a row; a missing value is a group of its own.

    Returns
    -------
    DataFrame
        A row per group in the plan's order: the columns of `by`; `name`, `chapter` and `line` of
        its first row where not in `by`; `rows` (int: the rows with an amount that are added up);
        `vak_realised`, `vak_budget`, `change` (int, euros; an empty cell counts as 0); `growth`
        (change / realised, NaN unless realised is above 0); `contribution` (change / the total
        realised: adds up to the growth of the total, NaN when that total is not above 0);
        `course`: `running`, `new` (nothing realised), `ended` (no credit), `idle` (neither),
        `correction` (realised or credit is negative).
    """
    rows = expenditure(budget)
    first = {name: (name, "first") for name in _NAMES if name not in by}
    sums = {name: (name, "sum") for name in _AMOUNTS}
    groups = rows.groupby(list(by), sort=False, dropna=False)
    size = {"rows": ("line", "size")}
    table = (
        groups.agg(**first, **size, **sums).reset_index().astype(dict.fromkeys(_AMOUNTS, "int64"))
    )
    realised, granted = table["vak_realised"], table["vak_budget"]
    total = int(realised.sum())
    change = granted - realised
    return table.assign(
        change=change,
        growth=change / realised.where(realised > 0),
        contribution=change / total if total > 0 else math.nan,
        course=[_course(*pair) for pair in zip(realised, granted, strict=True)],
    )


def concentration(amounts: pd.Series, largest: int = 5) -> Concentration:
    """Measure how concentrated amounts are.

    Parameters
    ----------
    amounts
        One per measure, euros. Zero and negative ones have no share and are left out.
    largest
        How many measures `top` covers.

    References
    ----------
    Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761-762.
    """
    positive = amounts[amounts > 0].astype("float64")
    left_out = len(amounts) - len(positive)
    if positive.empty:
        return Concentration(math.nan, math.nan, math.nan, 0, left_out)
    shares = positive / positive.sum()
    hhi = float((shares**2).sum())
    top = float(shares.nlargest(largest).sum())
    return Concentration(hhi, 1 / hhi, top, len(positive), left_out)


def unusual_changes(changes: pd.DataFrame, threshold: float = UNUSUAL) -> pd.DataFrame:
    """Mark the measures whose credit changes out of line with the others'.

    Compares log(credit / realised), in which doubling and halving are as far from no change, with
    the median of all measures, in units of the median absolute deviation. So the few that jump do
    not set the scale by which they are judged. It says what stands out, not what is wrong.

    Parameters
    ----------
    changes
        From `credit_changes`. Only `running` measures have a ratio; the others keep NaN and are
        never marked: their `course` says why.
    threshold
        The absolute score from which a measure is marked.

    Returns
    -------
    DataFrame
        The rows and columns of `changes`, then `log_ratio`, `score` (robust z; NaN without a
        ratio, or when all ratios are equal) and `unusual` (bool).

    References
    ----------
    Iglewicz, B. and Hoaglin, D. C. (1993). How to Detect and Handle Outliers. ASQC, pages 11-13
    (modified z-score; mean absolute deviation where the median one is 0).
    """
    running = changes["course"] == "running"
    ratio = (changes["vak_budget"] / changes["vak_realised"].where(running)).astype("float64")
    log_ratio = pd.Series(np.log(ratio), index=changes.index)
    distance = log_ratio - log_ratio.median()
    scale = _MAD_TO_SD * distance.abs().median()
    if not scale > 0:
        scale = _MEAN_DEVIATION_TO_SD * distance.abs().mean()
    score = distance / scale if scale > 0 else distance * math.nan
    return changes.assign(log_ratio=log_ratio, score=score, unusual=score.abs() > threshold)


def same_direction_p(changes: pd.DataFrame) -> float:
    """Return the two-sided sign-test p-value that running measures rise as often as they fall.

    NaN when none changes.
    """
    running = changes.loc[changes["course"] == "running", "change"]
    moved = running[running != 0]
    if moved.empty:
        return math.nan
    return float(stats.binomtest(int((moved > 0).sum()), len(moved)).pvalue)


def execution(earlier: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """Say how much of the credit that one plan grants is spent according to the next plan.

    Parameters
    ----------
    earlier, later
        The processed budgets of two plans in a row.

    Returns
    -------
    DataFrame
        A row per measure of either plan: `measure`, `granted`, `realised` (int, euros; 0 where a
        plan does not have it), `rate` (realised / granted, NaN unless granted is above 0), and
        `in_both` (bool: a measure in one plan only has changed its name or its place).
    """
    before = credit_changes(earlier).set_index("measure")["vak_budget"]
    after = credit_changes(later).set_index("measure")["vak_realised"]
    both = pd.DataFrame({"granted": before, "realised": after})
    amounts = both.fillna(0).astype("int64")
    rate = amounts["realised"] / amounts["granted"].where(amounts["granted"] > 0)
    return amounts.assign(rate=rate, in_both=both.notna().all(axis="columns")).reset_index()


def _course(realised: int, granted: int) -> str:
    if realised < 0 or granted < 0:
        return "correction"
    if realised and granted:
        return "running"
    if granted:
        return "new"
    return "ended" if realised else "idle"
