"""The department's own people and letters: rows, and the printed totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def levels(workforce: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the levels, without their grades and without the printed total."""
    return workforce.loc[
        (workforce["grade"] == "") & workforce["level"].str.lower().str.startswith("niveau")
    ]


def uneven(workforce: pd.DataFrame) -> pd.DataFrame:
    """Return the levels whose printed total is not statutory plus contractual, with `added`."""
    rows = levels(workforce)
    added = rows["statutory"].fillna(0) + rows["contractual"].fillna(0)
    return rows.assign(added=added).loc[rows["total"] != added]


def workforce_total(workforce: pd.DataFrame) -> pd.Series | None:
    """Return the row that the plan prints as the total, or None."""
    return _first(workforce, workforce["level"])


def letters_total(letters: pd.DataFrame) -> pd.Series | None:
    """Return the row that the plan prints as the total, or None."""
    return _first(letters, letters["department"])


def is_total(names: pd.Series) -> pd.Series:
    """Return, per row's name, whether it is a printed total."""
    return names.str.lower().str.contains("totaal")


def _first(table: pd.DataFrame, names: pd.Series) -> pd.Series | None:
    rows = table.loc[is_total(names)]
    return None if rows.empty else rows.iloc[0]
