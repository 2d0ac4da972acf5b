"""Computes results from small tables, without a project."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import PlanTables
from analysis.plan.tables.schemas import SCHEMAS


def computed(
    name: str, year: int = 2023, level: float = 0.95, **tables: pd.DataFrame
) -> pd.DataFrame:
    """Compute a result from some tables and validate it."""
    plan = PlanTables(lambda table: tables[table])
    return with_results(TablesInMemory(plan, year, level)).result(name)


def empty_tables() -> dict[str, pd.DataFrame]:
    """Return every table of a plan without a row."""
    return {name: frame.copy() for name, frame in _empty_tables().items()}


@cache
def _empty_tables() -> dict[str, pd.DataFrame]:
    return {
        name: pd.DataFrame(columns=list(schema.columns)).astype(
            {column: one.dtype.type for column, one in schema.columns.items()}
        )
        for name, schema in SCHEMAS.items()
    }


def in_words(text: object) -> str:
    """Return a sentence as it is read: plain spaces, and measures named without their links."""
    words = str(text).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\[([^\[\]]*)\]\(maatregelen\.ipynb#[\w-]+\)", r"\1", words)
