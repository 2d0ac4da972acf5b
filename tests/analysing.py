"""Computes results from small tables, without a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import PlanTables
from analysis.plan.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from analysis.settings import ReportSettings


def computed(
    name: str,
    year: int = 2023,
    level: float = 0.95,
    settings: ReportSettings | None = None,
    **tables: pd.DataFrame,
) -> pd.DataFrame:
    """Compute a result from some tables and validate it."""
    plan = PlanTables(lambda table: tables[table])
    inputs = TablesInMemory(plan, year, level, **({"settings": settings} if settings else {}))
    return with_results(inputs).result(name)


def empty_tables() -> dict[str, pd.DataFrame]:
    """Return every table of a plan without a row."""
    return {
        name: pd.DataFrame(columns=list(schema.columns)).astype(
            {column: str(one.dtype) for column, one in schema.columns.items()}
        )
        for name, schema in SCHEMAS.items()
    }
