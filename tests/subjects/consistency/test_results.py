"""The audit's findings as a result: those of the audit itself, with the year's acknowledgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.computing import TablesInMemory, with_results
from analysis.plan.audit import RULES, audit_year
from analysis.plan.tables.editions import PlanTables
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.paths import Project

_NO_TABLES = PlanTables(lambda _: pd.DataFrame())


@pytest.fixture(scope="module")
def plan(repository: Project) -> PlanTables:
    settings = load_report_settings(repository)
    return with_results(TablesInMemory(_NO_TABLES, 2023, settings=settings, project=repository))


def test_the_findings_are_those_of_the_audit(repository: Project, plan: PlanTables) -> None:
    pd.testing.assert_frame_equal(plan.result("findings"), audit_year(repository, 2023))


def test_every_rule_is_listed_with_its_findings(plan: PlanTables) -> None:
    rules = plan.result("audit_rules")
    assert list(rules["rule"]) == [rule.name for rule in RULES]
    assert rules["findings"].sum() == len(plan.result("findings"))


def test_a_year_without_raw_tables_has_no_findings() -> None:
    plan = with_results(TablesInMemory(_NO_TABLES, 2023))
    assert plan.result("findings").empty
    assert plan.result("audit_rules")["findings"].sum() == 0
