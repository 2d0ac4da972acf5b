"""Computes results from small tables, without a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import PlanTables

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def analysed(
    tables: Mapping[str, pd.DataFrame], year: int = 2023, level: float = 0.95
) -> PlanTables:
    """Return some tables of a plan with the results that can be computed from them."""
    return with_results(TablesInMemory(PlanTables(tables.__getitem__), year, level))


def computed(
    name: str, year: int = 2023, level: float = 0.95, **tables: pd.DataFrame
) -> pd.DataFrame:
    """Compute a result from some tables and validate it."""
    return analysed(tables, year, level).result(name)
