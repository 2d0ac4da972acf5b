"""Every result of every subject fits its schema, whatever the tables hold."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from analysis.analyse import all_results
from analysis.code_errors import SUBJECTS
from analysis.computing import TablesInMemory, with_results
from analysis.paths import Project
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.editions import PlanTables
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Change = Callable[[str, pd.DataFrame], pd.DataFrame]

pytestmark = pytest.mark.slow

RESULTS = sorted(all_results())


def _without_inspections(name: str, table: pd.DataFrame) -> pd.DataFrame:
    return table.head(0) if name == "inspections" else table


def _of_one_chapter(_name: str, table: pd.DataFrame) -> pd.DataFrame:
    return table.loc[table["chapter"] == "vsi"] if "chapter" in table else table


PLANS: dict[str, Change] = {
    "the plan of 2023": lambda _, table: table,
    "a plan without rows": lambda _, table: table.head(0),
    "a plan with one row per table": lambda _, table: table.head(1),
    "a plan without inspections": _without_inspections,
    "a plan of one chapter": _of_one_chapter,
}


@cache
def plan(name: str) -> PlanTables:
    project = Project(SUBJECTS.parents[2])
    tables = processed_tables(project, 2023)
    changed = {table: PLANS[name](table, rows) for table, rows in tables.items()}
    return with_results(
        TablesInMemory(
            PlanTables(changed.__getitem__),
            2023,
            settings=load_report_settings(project),
            project=project,
        )
    )


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("name", PLANS)
def test_a_result_fits_its_schema(name: str, result: str) -> None:
    """`with_results` validates each result, with its columns in their order."""
    columns = list(all_results()[result][1].schema.columns)
    assert list(plan(name).result(result)) == columns


def test_a_result_by_level_has_the_level_of_the_inputs() -> None:
    tables = plan("the plan of 2023")
    wide = with_results(TablesInMemory(tables, 2023, level=0.8)).result("file_rates")
    usual = tables.result("file_rates")
    assert set(wide["confidence_level"]) == {0.8}
    compared = usual["low"].gt(0)
    assert (wide["low"] > usual["low"])[compared].all()
    assert wide["p_holm"].equals(usual["p_holm"])
