"""A run as it is accounted for, without running anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.desk.cli.account import Became, ChapterAccount, ReportAccount
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.plan import Job


def failure(chapter: str, message: str = "division by zero") -> Failure:
    path = Path(f"notebooks/{chapter}.ipynb")
    job = Job(2023, chapter, chapter.title(), path, str(path), {}, 5)
    return Failure(job, 4, "1/0", "ZeroDivisionError", message, "", path)


@pytest.fixture
def account() -> ReportAccount:
    """A report of four chapters, one for each way in which it can end."""
    chapters = (
        ChapterAccount("vsi", Became.RUN, ("a.csv changed",), 3.21),
        ChapterAccount("loopbanen", Became.KEPT, (), 2.5),
        ChapterAccount(
            "activering",
            Became.FAILED,
            ("a.csv changed",),
            None,
            failure("activering", "\x1b[31mdivision <by> zero"),
            "reports/2023.failed/activering.ipynb",
        ),
        ChapterAccount("overzicht", Became.NOT_RUN, ("a.csv changed",)),
    )
    return ReportAccount(2023, Became.FAILED, Path("reports/2023"), chapters)
