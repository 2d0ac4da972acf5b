"""Every result is valid for a plan with few rows or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysing import empty_tables
from analysis.analyse import all_results
from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import PlanTables, load_plan
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.paths import Project

pytestmark = pytest.mark.slow

NAMES = sorted(all_results())
TABLES = ("milestones", "norms", "inspections", "budget", "objectives", "projects", "figures")


@pytest.fixture(scope="module")
def without_rows() -> PlanTables:
    """A plan without rows; each of its results is computed once."""
    tables = empty_tables()
    return with_results(TablesInMemory(PlanTables(tables.__getitem__), 2023))


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_without_rows_gives_every_result_its_columns(
    name: str, without_rows: PlanTables
) -> None:
    _, result = all_results()[name]
    assert list(without_rows.result(name)) == list(result.schema.columns)


def test_results_of_the_first_rows_of_each_table_are_valid(built: Project) -> None:
    """Of the milestones the first evaluated and the first planned ones."""
    real, settings = load_plan(built, 2023), load_report_settings(built)
    milestones = real.milestones
    place = milestones.groupby("kind", observed=True).cumcount()
    for n in (0, 1, 2, 5):
        few = {name: getattr(real, name).head(n) for name in TABLES}
        plan = real.replaced(**{**few, "milestones": milestones.loc[place < n]})
        results = with_results(TablesInMemory(plan, 2023, settings=settings))
        for name in NAMES:
            assert list(results.result(name)), f"{name}, {n} rows"
