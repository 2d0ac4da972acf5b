"""Every chapter notebook keeps the rules of `analysis.desk.health.notebook_rules`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.desk.health.notebook_rules import breaches, repeated_labels
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.paths import Project

NOTEBOOKS = sorted(Path(__file__).parents[2].glob("notebooks/*.ipynb"))
CHAPTERS = [path for path in NOTEBOOKS if path.stem not in {"verkenner", "vergelijking"}]

chapter = pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)


def test_each_chapter_of_the_report_has_a_notebook_and_no_notebook_is_left_over(
    repository: Project,
) -> None:
    listed = {one.notebook for one in load_report_settings(repository).chapters if one.notebook}
    assert {path.name for path in CHAPTERS} == listed
    assert len(CHAPTERS) > 1


@chapter
def test_a_chapter_keeps_every_rule(path: Path) -> None:
    assert breaches(path) == []


def test_labels_are_unique_over_all_notebooks() -> None:
    """They become one report."""
    assert repeated_labels(CHAPTERS) == []
