"""The real plan's tables, built once in a project of their own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from analysis.paths import Project
from analysis.plan.tables.editions import load_plan
from analysis.settings import load_report_settings
from analysis.stages import refresh

if TYPE_CHECKING:
    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import ReportSettings


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, repository: Project) -> Project:
    """A project with the tables of 2023."""
    folder = tmp_path_factory.mktemp("widgets")
    for name in ("params", "notebooks", "data/raw"):
        shutil.copytree(repository.root / name, folder / name)
    project = Project(folder)
    refresh(project, 2023)
    return project


@pytest.fixture(scope="session")
def plan(built: Project) -> PlanTables:
    return load_plan(built, 2023)


@pytest.fixture(scope="session")
def settings(built: Project) -> ReportSettings:
    return load_report_settings(built)
