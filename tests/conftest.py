"""Fixtures that more than one test folder uses: the project itself, and a small one of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.paths import Project

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def repository() -> Project:
    """The project in this checkout, to read from."""
    return Project(REPOSITORY)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project's params, notebooks and raw tables, to change at will."""
    for folder in ("params", "notebooks", "data/raw"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    return Project(tmp_path)
