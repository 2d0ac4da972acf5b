"""What the inspectorate found: the rows per measure, and the printed total beside their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

QUANTITIES = ("cases", "reports", "recoveries")
COUNTS = tuple(f"{quantity}_{when}" for quantity in QUANTITIES for when in ("previous", "current"))


def per_measure(inspections: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of measures, without the printed total."""
    return inspections.loc[~inspections["total"]]


def printed_total(inspections: pd.DataFrame) -> dict[str, int] | None:
    """Return the plan's own total row as {column: count or euros}, or None when there is none.

    An empty cell is 0, as it is in the sum of the rows.
    """
    rows = inspections.loc[inspections["total"]]
    if rows.empty:
        return None
    return {name: int(rows[name].fillna(0).iloc[0]) for name in COUNTS}


def sums(inspections: pd.DataFrame) -> dict[str, int]:
    """Add the rows of the measures up; an empty cell adds nothing."""
    rows = per_measure(inspections)
    return {name: int(rows[name].fillna(0).sum()) for name in COUNTS}


def visited(inspections: pd.DataFrame) -> pd.DataFrame:
    """Return the measures with at least one file in either year, most files first."""
    rows = per_measure(inspections)
    some = (rows["cases_previous"].fillna(0) > 0) | (rows["cases_current"].fillna(0) > 0)
    most = rows[["cases_previous", "cases_current"]].fillna(0).max(axis=1)
    return rows.loc[most[some].sort_values(ascending=False, kind="stable").index]


def change_in_percent(previous: int, current: int) -> float | None:
    """Return the change in percent, or None when there was nothing to compare with.

    >>> change_in_percent(200, 150)
    -25.0
    """
    return (current - previous) / previous * 100 if previous else None
