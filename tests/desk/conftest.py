from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from analysis.desk.gallery.charts import whole_plan
from analysis.paths import Project
from analysis.stages import refresh

if TYPE_CHECKING:
    from analysis.chapter import ChapterData


@pytest.fixture(scope="session")
def whole(repository: Project, tmp_path_factory: pytest.TempPathFactory) -> ChapterData:
    """The real tables, built in a folder of their own, as the gallery draws them."""
    project = Project(tmp_path_factory.mktemp("charts"))
    for name in ("params", "data/raw"):
        shutil.copytree(repository.root / name, project.root / name)
    refresh(project, 2023)
    return whole_plan(project, 2023)
