"""A project with a year of its own to decide about."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from analysis.paths import Project

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = "section,measure,indicator,unit,year,value,line,page\n"


@pytest.fixture
def reviewed(tmp_path: Path, repository: Project) -> Project:
    """The plan of 2023, without any figure or decision."""
    shutil.copytree(repository.root / "params", tmp_path / "params")
    shutil.copytree(repository.raw(2023), tmp_path / "data/raw/2023")
    (tmp_path / "data/raw/2023/review.csv").unlink()
    (tmp_path / "data/raw/2023/figures.csv").write_text(FIGURES, encoding="utf-8")
    return Project(tmp_path)
