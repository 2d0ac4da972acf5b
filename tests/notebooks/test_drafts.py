"""A draft of each real chapter alone, from the runs that the whole report has kept."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from analysis.paths import Project
from analysis.publishing.page.references import NOTEBOOK, TO_NOTEBOOK
from analysis.publishing.reports import RunOptions
from analysis.publishing.run.observer import Observer
from publishing.run.small import run_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.publishing.run.plan import Job

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHAPTERS = sorted(
    path.stem
    for path in NOTEBOOKS.glob("*.ipynb")
    if path.stem not in {"verkenner", "nazicht", "vergelijking"}
)


class Kept(Observer):
    """Notes what is kept, and holds that nothing runs."""

    def __init__(self) -> None:
        self.chapters: list[str] = []

    def reused(self, jobs: Sequence[Job]) -> None:
        """Note which."""
        self.chapters = [job.chapter for job in jobs]

    def started(self, job: Job) -> None:
        """Hold that none does."""
        pytest.fail(f"{job.chapter} runs again")


def links(chapter: str) -> list[tuple[str, str]]:
    """Return the words and the target of each link to another chapter in a notebook's prose."""
    book = nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    prose = [cell.source for cell in book.cells if cell.cell_type == "markdown"]
    found = [
        (link["words"], link["chapter"]) for text in prose for link in TO_NOTEBOOK.finditer(text)
    ]
    return [(words, target) for words, target in found if target != chapter]


def test_there_are_links_to_leave_out() -> None:
    """Otherwise the drafts below show nothing."""
    assert sum(bool(links(chapter)) for chapter in CHAPTERS) >= 2


@pytest.fixture(scope="module")
def reported(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project with its report, to write drafts in."""
    folder = tmp_path_factory.mktemp("drafts")
    return Project(shutil.copytree(published.parents[2], folder, dirs_exist_ok=True))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_draft_of_one_chapter_is_whole_in_itself(chapter: str, reported: Project) -> None:
    """It is published, has this chapter alone, and every link leads somewhere within it."""
    observer = Kept()
    page = run_report(reported, 2023, RunOptions(chapters=(chapter,)), observer=observer)
    assert observer.chapters == [chapter]
    assert page.parent.name == "2023.draft"
    assert [path.stem for path in page.parent.glob("notebooks/*.ipynb")] == [chapter]
    html = page.read_text(encoding="utf-8")
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    targets = set(re.findall(r'\bhref="#([^"]+)"', html))
    assert chapter in ids
    assert targets - ids == set()
    assert not NOTEBOOK.search(html)
    text = re.sub(r"<[^>]+>", "", html)
    assert [words for words, _ in links(chapter) if words not in text] == []
