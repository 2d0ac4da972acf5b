"""Rows of expenditure and their sums; receipts and rows without amounts count apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.toolkit.source import where

if TYPE_CHECKING:
    import pandas as pd

AMOUNTS = ("vak_realised", "vek_realised", "vak_budget", "vek_budget")


def expenditure(budget: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are no receipts and have at least one amount."""
    has_amount = budget[list(AMOUNTS)].notna().any(axis=1)
    return budget.loc[~budget["receipts"] & has_amount]


def totals(budget: pd.DataFrame) -> dict[str, int]:
    """Add the expenditure up, in euros: a row of `budget_totals`; a missing amount adds nothing.

    The plan itself prints no total.
    """
    rows = expenditure(budget)
    receipts = int(budget["receipts"].sum())
    sums = {name: int(rows[name].fillna(0).sum()) for name in AMOUNTS}
    without = len(budget) - receipts - len(rows)
    return {**sums, "rows": len(rows), "receipts": receipts, "without_amount": without}


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
