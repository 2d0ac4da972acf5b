"""The results of made-up inspections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import PlanTables
from analysis.subjects.inspections.counts import COUNTS
from placing import placed

if TYPE_CHECKING:
    from collections.abc import Callable

    Results = Callable[[pd.DataFrame], PlanTables]

_DEFAULTS = {"measure": None, "chapter": "activering", "total": False}


@pytest.fixture
def results() -> Results:
    """Return the results computed from inspections; columns that a table lacks get defaults."""

    def computed(rows: pd.DataFrame) -> PlanTables:
        rows = rows.assign(**{name: value for name, value in _DEFAULTS.items() if name not in rows})
        lines = pd.Series(range(len(rows)), rows.index)
        rows = rows.assign(line=rows.get("line", lines), page=None).pipe(placed)
        types = dict.fromkeys((*COUNTS, "line", "page"), "Int64")
        typed = rows.astype(types | dict.fromkeys(("measure", "chapter", "label"), "str"))
        return with_results(TablesInMemory(PlanTables(lambda _: typed), 2023))

    return computed
