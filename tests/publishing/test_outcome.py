from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import NotebookError, PlanmonitorError, Problem, TimedOutError
from analysis.publishing.outcome import ChapterOutcome, RunOutcome, Status, YearOutcome
from analysis.publishing.page.checks import ReportError


def failed(year: int, error: PlanmonitorError, *, planned: bool = True) -> YearOutcome:
    chapters = (ChapterOutcome("vsi", Status.FAILED),) if planned else ()
    return YearOutcome(year, Path(str(year)), Status.FAILED, chapters, error=error)


def problem(where: str) -> Problem:
    return Problem(where, "found", "expected")


@pytest.mark.parametrize(
    ("errors", "code"),
    [
        ((PlanmonitorError, NotebookError), 1),
        ((ReportError, NotebookError), 1),
        ((TimedOutError, NotebookError), 1),
        ((TimedOutError, ReportError), 3),
        ((PlanmonitorError, TimedOutError), 3),
        ((PlanmonitorError, ReportError), 4),
        ((PlanmonitorError, PlanmonitorError), 2),
    ],
)
def test_the_worst_failure_decides_the_exit_code(
    errors: tuple[type[PlanmonitorError], ...], code: int
) -> None:
    years = [failed(2020 + n, kind(problem(str(n)))) for n, kind in enumerate(errors)]
    found = RunOutcome(tuple(years)).error
    assert found is not None
    assert found.exit_code == code
    assert [one.where for one in found.problems] == ["0", "1"]


def test_problems_of_years_that_could_not_be_planned_come_first() -> None:
    ran = failed(2023, NotebookError(problem("vsi.ipynb")))
    unplanned = failed(2024, PlanmonitorError(problem("data/raw/2024")), planned=False)
    outcome = RunOutcome((ran, unplanned), errors=(PlanmonitorError(problem("index")),))
    assert [one.where for one in outcome.problems] == ["data/raw/2024", "vsi.ipynb", "index"]


def test_the_pages_are_those_that_are_up_to_date() -> None:
    page = Path("index.html")
    years = [
        YearOutcome(number, Path(), status, page=page)
        for number, status in enumerate((Status.MADE, Status.KEPT, Status.FAILED, Status.NOT_RUN))
    ]
    assert RunOutcome(tuple(years)).pages == (page, page)


def test_a_successful_run_raises_nothing_and_a_stopped_one_does() -> None:
    RunOutcome().raise_for_failure()
    with pytest.raises(KeyboardInterrupt):
        RunOutcome(stopped=True).raise_for_failure()
