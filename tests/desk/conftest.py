from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.desk.gallery.charts import whole_plan

if TYPE_CHECKING:
    from analysis.chapter import ChapterData
    from analysis.paths import Project


@pytest.fixture(scope="session")
def whole(built: Project) -> ChapterData:
    """The real tables, as the gallery draws them."""
    return whole_plan(built, 2023)
