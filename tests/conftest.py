"""Fixtures that more than one test folder uses: the project itself, and a small one of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from analysis.data.build import build
from analysis.paths import Project
from analysis.report.run import run_report

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
    build(fresh, 2023)
    return run_report(fresh, 2023, outputs=["data"])


def copied(folder: Path) -> Project:
    """Copy what the project's results are made from."""
    for name in ("params", "notebooks", "data/raw"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return Project(folder)
