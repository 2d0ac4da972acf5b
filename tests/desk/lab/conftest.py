"""The tables and the settings of the real plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.plan.tables.editions import load_plan
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import ReportSettings


@pytest.fixture(scope="session")
def plan(built: Project) -> PlanTables:
    return load_plan(built, 2023)


@pytest.fixture(scope="session")
def settings(built: Project) -> ReportSettings:
    return load_report_settings(built)
