"""The processed tables, read with their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem

if TYPE_CHECKING:
    from analysis.paths import Project


def load_table(project: Project, year: int, table: str) -> pd.DataFrame:
    """Read one processed table; `analysis.plan.tables.schemas` says what each column holds.

    Raises
    ------
    DataError
        When the table has not been built.
    """
    path = project.processed(year) / f"{table}.parquet"
    if not path.is_file():
        raise DataError(
            Problem(
                where=project.relative(path),
                found="no such table",
                expected="a table built from data/raw",
                remedy=f"Build the tables: planmonitor data {year}",
            )
        )
    return pd.read_parquet(path)
