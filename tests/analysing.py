"""Computes results from small tables, without a project."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from analysis.analyse import all_results
from analysis.plan.tables.editions import PlanTables
from analysis.plan.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.settings import ReportSettings


@dataclass(frozen=True)
class SmallInputs:
    """The inputs of a result: some tables of one plan, and no others."""

    tables: Mapping[str, pd.DataFrame]
    year: int = 2023
    level: float = 0.95
    earlier: Mapping[int, PlanTables] = field(default_factory=dict)

    @cached_property
    def plan(self) -> PlanTables:
        """The tables, and results computed from them."""
        return PlanTables(self._read)

    @property
    def settings(self) -> ReportSettings:
        """No settings."""
        raise NotImplementedError

    def file(self, name: str) -> Path | None:
        """No files."""
        raise NotImplementedError(name)

    def _read(self, table: str) -> pd.DataFrame:
        kind, _, name = table.partition("/")
        return self.tables[kind] if not name else computed_from(self, name)


def computed(
    name: str, year: int = 2023, level: float = 0.95, **tables: pd.DataFrame
) -> pd.DataFrame:
    """Compute a result from some tables and validate it."""
    return computed_from(SmallInputs(tables, year, level), name)


def computed_from(inputs: SmallInputs, name: str) -> pd.DataFrame:
    """Compute a result and validate it; one with intervals gets its level."""
    _, result = all_results()[name]
    frame = result.compute(inputs).reset_index(drop=True)
    if result.by_level:
        frame = frame.assign(confidence_level=inputs.level)
    checked: pd.DataFrame = result.schema.validate(frame[list(result.schema.columns)])
    return checked


def empty_tables() -> dict[str, pd.DataFrame]:
    """Return every table of a plan without a row."""
    return {
        name: pd.DataFrame(columns=list(schema.columns)).astype(
            {column: str(one.dtype) for column, one in schema.columns.items()}
        )
        for name, schema in SCHEMAS.items()
    }
