"""A draft of any one chapter of the real report can be made, and stands by itself."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.paths import Project
from analysis.report.run import run_report
from analysis.runner.pool import Unobserved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.runner.plan import Job

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.stem for path in ROOT.glob("notebooks/*.ipynb") if path.stem != "verkenner")
TO_PLACE = re.compile(r'<a\b[^>]*\bhref="#([^"]+)"')
TO_NOTEBOOK = re.compile(r'href="(?!notebooks/)[^"]*\.ipynb')
ID = re.compile(r'\bid="([^"]+)"')


class NothingRuns(Unobserved):
    """Fails as soon as a notebook would be executed."""

    def planned(self, jobs: Sequence[Job]) -> None:
        """Refuse: the runs are kept of the whole report."""
        pytest.fail(f"{[job.chapter for job in jobs]} would run")


@pytest.fixture(scope="module")
def executed(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project of the whole report, with its kept runs, to make drafts in."""
    folder = tmp_path_factory.mktemp("drafts") / "project"
    shutil.copytree(published.parents[2], folder)
    return Project(folder)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_alone_leads_to_nothing_that_is_not_there(
    executed: Project, chapter: str
) -> None:
    page = run_report(executed, 2023, chapters=[chapter], observer=NothingRuns())
    text = page.read_text(encoding="utf-8")
    assert [path.stem for path in page.parent.glob("notebooks/*.ipynb")] == [chapter]
    assert f'id="{chapter}"' in text
    assert set(TO_PLACE.findall(text)) <= set(ID.findall(text))
    assert not TO_NOTEBOOK.search(text)
