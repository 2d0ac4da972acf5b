"""Rows of expenditure and their sums; receipts and rows without amounts count apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.toolkit.source import where

if TYPE_CHECKING:
    import pandas as pd

AMOUNTS = ("vak_realised", "vek_realised", "vak_budget", "vek_budget")


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the rows of expenditure, in euros; the plan itself prints no total.

    Attributes
    ----------
    rows
        Rows of expenditure that have at least one amount.
    receipts, without_amount
        Rows left out: receipts; expenditure for which the plan prints no amount at all.
    """

    vak_realised: int
    vek_realised: int
    vak_budget: int
    vek_budget: int
    rows: int
    receipts: int
    without_amount: int


def expenditure(budget: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are no receipts and have at least one amount."""
    has_amount = budget[list(AMOUNTS)].notna().any(axis=1)
    return budget.loc[~budget["receipts"] & has_amount]


def totals(budget: pd.DataFrame) -> Totals:
    """Add the expenditure up; a missing amount adds nothing."""
    rows = expenditure(budget)
    receipts = int(budget["receipts"].sum())
    sums = {name: int(rows[name].fillna(0).sum()) for name in AMOUNTS}
    return Totals(
        **sums,
        rows=len(rows),
        receipts=receipts,
        without_amount=len(budget) - receipts - len(rows),
    )


def per_objective(budget: pd.DataFrame) -> pd.DataFrame:
    """Add the four amounts up per printed objective, with the `place` of its rows."""
    groups = expenditure(budget).groupby("objective", sort=False)
    sums = groups.agg(**{name: (name, "sum") for name in AMOUNTS})
    return sums.assign(place=[where(own) for _, own in groups]).reset_index()


def comparable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose realised VAK and next credit are both above zero.

    Only these fit on a logarithmic scale. The largest comes first.
    """
    both = rows.loc[(rows["vak_realised"] > 0) & (rows["vak_budget"] > 0)]
    return both.sort_values("vak_realised", ascending=False, kind="stable")
