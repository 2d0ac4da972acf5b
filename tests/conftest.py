"""Fixtures that more than one test folder uses: the project, a copy of it, small tables."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from analysis.paths import Project
from analysis.plan.tables.status import STATUS_DTYPE
from analysis.publishing.outputs.registry import of_tables
from analysis.publishing.reports import RunOptions, make_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]

REPOSITORY = Path(__file__).parents[1]


def pytest_configure() -> None:
    """Let no generated example fail for the time it takes: that says how busy the machine is."""
    settings.register_profile(
        "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("untimed")


@pytest.fixture(scope="session")
def repository() -> Project:
    """The project in this checkout, to read from."""
    return Project(REPOSITORY)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project's params, notebooks and raw tables, to change at will."""
    return copied(tmp_path)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of 2023, made from nothing in a project of its own; its notebooks lie beside."""
    fresh = copied(tmp_path_factory.mktemp("published"))
    outcome = make_reports(fresh, [2023], RunOptions(outputs=tuple(of_tables())))
    outcome.raise_for_failure()
    return outcome.pages[0]


def copied(folder: Path) -> Project:
    """Copy what the project's results are made from."""
    for name in ("params", "notebooks", "data/raw"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return Project(folder)


_MILESTONE: dict[str, Any] = {
    "kind": "evaluated",
    "objective": "OD 1",
    "section": "3.1.1",
    "section_title": "Activering",
    "chapter": "activering",
    "theme": "De jobbonus",
    "label": "Decreet",
    "status": None,
    "quarters": "",
    "continuous": False,
    "ad_hoc": False,
    "carried_over": False,
}


@pytest.fixture
def make_milestones() -> MakeMilestones:
    """Each row is what differs from an evaluated milestone without a status."""

    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        frame = pd.DataFrame(
            [{**_MILESTONE, "line": 700 + place, **row} for place, row in enumerate(rows)]
        )
        return frame.astype({"status": STATUS_DTYPE, "line": "Int64"})

    return make
