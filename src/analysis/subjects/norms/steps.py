"""Norms by their step on the plan's legend, and changes that the plan prints differently."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

MET = ("met", "above")
NEARLY = 90  # percent: where the plan's own text sets the bar
_HALF = 0.5
_FLOAT_ERROR = 1e-9


def measured(norms: pd.DataFrame) -> pd.DataFrame:
    """Return the norms with a result this year."""
    return norms.loc[norms["step"].notna()]


def in_both_years(norms: pd.DataFrame) -> pd.DataFrame:
    """Return the norms with a result this year and the year before."""
    return norms.loc[norms["step"].notna() & norms["step_previous"].notna()]


def missed(norms: pd.DataFrame) -> pd.DataFrame:
    """Return the norms under their target this year, the widest gap first."""
    rows = measured(norms)
    gap = rows["target"] - rows["current"]
    return rows.loc[gap.sort_values(ascending=False, kind="stable").index].loc[
        lambda row: ~row["step"].isin(MET)
    ]


def not_always_met(norms: pd.DataFrame) -> pd.DataFrame:
    """Return the norms with a result this year that were missed in one of the two years.

    Those that were met in both years leave nothing to see. The widest gap of this year comes first.
    """
    rows = measured(norms)
    earlier = rows["step_previous"].notna() & ~rows["step_previous"].isin(MET)
    shown = rows.loc[~rows["step"].isin(MET) | earlier]
    gap = shown["target"] - shown["current"]
    return shown.loc[gap.sort_values(ascending=False, kind="stable").index]


def step_transitions(norms: pd.DataFrame) -> pd.DataFrame:
    """Count the norms with a result in both years by their step of each year.

    Indexed by `step_previous`, a column (int) per `step`: all steps, worst first, also where the
    count is 0.
    """
    both = in_both_years(norms)
    steps = list(norms["step"].cat.categories)
    table = pd.crosstab(both["step_previous"].astype(str), both["step"].astype(str))
    filled = table.reindex(index=steps, columns=steps, fill_value=0).astype("int64")
    return filled.rename_axis(index="step_previous", columns="step")


def rounding_slack(values: Iterable[float]) -> float:
    """Return how far a sum or difference can be off by the rounding of its printed terms.

    Each term is off by at most half a unit of its last decimal. Trailing zeros are not in the
    number, so the slack is on the generous side.

    >>> rounding_slack([98.0, 91.0, -7.2])
    1.05
    """
    return sum(_HALF * 10.0 ** -_decimals(value) for value in values)


def differs_from_printed(norms: pd.DataFrame) -> pd.Series:
    """Return, per norm, whether the printed change cannot be the difference of the two results."""
    known = norms["change"].notna() & norms["change_printed"].notna()
    columns = ["previous", "current", "change_printed"]
    terms = norms.loc[known, columns].astype(float)
    slack = [rounding_slack(row) for row in terms.to_numpy().tolist()]
    gap = (terms["current"] - terms["previous"] - terms["change_printed"]).abs()
    return (gap > pd.Series(slack, index=terms.index) + _FLOAT_ERROR).reindex(
        norms.index, fill_value=False
    )


def printed_otherwise(norms: pd.DataFrame) -> pd.Series:
    """Return, per norm, whether the plan prints another change than the results give.

    The printed change has one last decimal, so half a unit of that is no difference.
    """
    known = norms["change"].notna() & norms["change_printed"].notna()
    terms = norms.loc[known, ["change", "change_printed"]].astype(float)
    slack = terms["change_printed"].map(lambda value: rounding_slack([value]))
    gap = (terms["change"] - terms["change_printed"]).abs()
    return (gap > slack + _FLOAT_ERROR).reindex(norms.index, fill_value=False)


def _decimals(value: float) -> int:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
