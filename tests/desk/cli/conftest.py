"""The outcome of a run, without running anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import NotebookError
from analysis.paths import Project
from analysis.publishing.outcome import ChapterOutcome, RunOutcome, Status, YearOutcome
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.plan import Job

PROJECT = Project(Path("/project"))


def failure(chapter: str, message: str = "division by zero") -> Failure:
    path = Path(f"notebooks/{chapter}.ipynb")
    job = Job(2023, chapter, chapter.title(), path, str(path), {}, 5)
    return Failure(job, 4, "1/0", "ZeroDivisionError", message, "", path)


@pytest.fixture
def year_outcome() -> YearOutcome:
    """A report with four chapters, one for each way in which a chapter can end."""
    failed = failure("activering", "\x1b[31mdivision <by> zero")
    opens = PROJECT.root / "reports/2023.failed/activering.ipynb"
    changed = ("a.csv changed",)
    chapters = (
        ChapterOutcome("vsi", Status.RUN, changed, 3.21),
        ChapterOutcome("loopbanen", Status.KEPT, (), 2.5),
        ChapterOutcome("activering", Status.FAILED, changed, None, failed, opens),
        ChapterOutcome("overzicht", Status.NOT_RUN, changed),
    )
    error = NotebookError(failed.problem(PROJECT.relative(opens)))
    folder = PROJECT.root / "reports/2023"
    return YearOutcome(2023, folder, Status.FAILED, chapters, error=error)


@pytest.fixture
def outcome(year_outcome: YearOutcome) -> RunOutcome:
    """A run of that report alone."""
    return RunOutcome((year_outcome,), 4.04)
