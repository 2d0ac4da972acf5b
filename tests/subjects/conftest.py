"""Results of small plans, computed in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysing import empty_tables
from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import PlanTables
from analysis.settings import Chapter, ReportSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    PlanOf = Callable[..., PlanTables]

_FILLED: dict[str, Any] = {"additional": False, "tags": "", "see_also": ""}


@pytest.fixture
def plan_of() -> PlanOf:
    """Return a plan with these milestones and tables, and the results computed from them."""

    def make(
        milestones: pd.DataFrame,
        year: int = 2023,
        earlier: dict[int, PlanTables] | None = None,
        level: float = 0.95,
        **tables: pd.DataFrame,
    ) -> PlanTables:
        filled = milestones.copy()
        for name in _FILLED.keys() - set(milestones):
            filled[name] = _FILLED[name]
        every: dict[str, Any] = {"review": empty_tables()["review"], "milestones": filled, **tables}
        chapters = [
            Chapter(id=name, title=name, sections=("1",)) for name in set(filled["chapter"])
        ]
        settings = ReportSettings(title="", publisher="", chapters=tuple(chapters))
        inputs = TablesInMemory(
            PlanTables(lambda table: every[table]), year, level, settings, earlier or {}
        )
        return with_results(inputs)

    return make
