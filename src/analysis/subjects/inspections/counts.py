"""Rows, sums and the printed total of the inspections."""

from __future__ import annotations

from typing import Any

import pandas as pd

TABLE = "tabel Vlaamse Sociale Inspectie"
QUANTITIES = ("cases", "reports", "recoveries")
COUNTS = tuple(f"{quantity}_{when}" for quantity in QUANTITIES for when in ("previous", "current"))


def per_measure(inspections: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of measures, without the printed total."""
    return inspections.loc[~inspections["total"]]


def without_chapter(inspections: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose measure belongs to no chapter: the plan gives it no objective.

    They count in the total of the plan, and in no chapter.
    """
    rows = per_measure(inspections)
    return rows.loc[rows["chapter"].isna()] if "chapter" in rows else rows.head(0)


def printed_total(inspections: pd.DataFrame) -> dict[str, int | None] | None:
    """Return the printed total as {column: count or euros}; None if the plan prints none.

    An empty cell is None.
    """
    rows = inspections.loc[inspections["total"]]
    if rows.empty:
        return None
    return {name: _known(rows[name].iloc[0]) for name in COUNTS}


def sums(inspections: pd.DataFrame) -> dict[str, int | None]:
    """Sum the rows of the measures; empty cells are skipped.

    A column with empty cells only has the sum None, not zero.
    """
    rows = per_measure(inspections)
    return {name: _known(rows[name].sum(min_count=1)) for name in COUNTS}


def _known(value: Any) -> int | None:  # noqa: ANN401 - a cell, of which pandas knows no type
    return None if pd.isna(value) else int(value)


def change_in_percent(previous: int | None, current: int | None) -> float | None:
    """Return the change in percent; None if there is nothing to compare.

    >>> change_in_percent(200, 150)
    -25.0
    """
    if not previous or current is None:
        return None
    return (current - previous) / previous * 100
