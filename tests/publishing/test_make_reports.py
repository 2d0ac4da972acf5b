"""What `make_reports` returns: made, kept, failed and stopped runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.publishing import reports
from analysis.publishing.opened import OpenedChapter
from analysis.publishing.outcome import Status
from analysis.publishing.page.captions import CaptionCounts
from analysis.publishing.reports import RunOptions, Session, make_reports, would_run
from analysis.publishing.run.observer import Observer, StopRun
from analysis.stages import Refreshed
from publishing.run.small import figure, write_notebook, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.analyse import Awaited
    from analysis.paths import Project
    from analysis.publishing.outcome import YearOutcome
    from analysis.publishing.run.plan import Job

YEARS = (2022, 2023)
FAILS = "assert year != 2023, 'nog niet'"
OPTIONS = RunOptions(cold=True, tables=())


def statuses(year: YearOutcome) -> dict[str, str]:
    return {chapter.chapter: str(chapter.status) for chapter in year.chapters}


@pytest.mark.kernel
def test_the_outcome_tells_what_happened_to_each_chapter_and_report(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": [figure("a")], "b": [FAILS, figure("b")]}, YEARS)
    first = make_reports(project, YEARS, OPTIONS)
    made, failed = first.years
    assert (made.status, statuses(made)) == (Status.MADE, {"a": "run", "b": "run"})
    assert (failed.status, statuses(failed)) == (Status.FAILED, {"a": "run", "b": "failed"})
    assert [chapter.why for chapter in made.chapters] == [("no run is cached",)] * 2
    assert all((chapter.seconds or 0) > 0 for chapter in made.chapters)
    failure = failed.chapters[1].failure
    assert failure is not None
    assert (failure.error, failure.message) == ("AssertionError", "nog niet")
    assert failed.chapters[1].opens == project.root / "reports/2023.failed/b.ipynb"
    assert (made.page, failed.page) == (project.reports(2022) / "index.html", None)
    assert first.pages == (made.page,)
    assert first.index == project.root / "reports/index.html"
    assert first.error is not None
    assert first.error.exit_code == 1
    kept, again = make_reports(project, YEARS, OPTIONS).years
    assert (kept.status, statuses(kept)) == (Status.KEPT, {"a": "kept", "b": "kept"})
    assert [one.seconds for one in kept.chapters] == pytest.approx(
        [one.seconds for one in made.chapters], abs=0.001
    )
    assert statuses(again) == {"a": "kept", "b": "failed"}


@pytest.mark.kernel
def test_the_opened_chapter_runs_once_as_soon_as_its_results_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is shown while the other results are still computed; the report then takes that run."""
    project = write_project(tmp_path, {"a": [figure("a")]})
    shown: list[str] = []
    seen: list[int] = []

    def refreshed(
        _: Project, year: int, *, stale: bool, awaited: Awaited | None
    ) -> list[Refreshed]:
        assert stale
        if awaited:
            assert awaited.names == set()
            awaited.ready()
            seen.append(len(shown))
        return [Refreshed(year, "build", "tables", ("asked for",), {})]

    monkeypatch.setattr(reports, "refresh", refreshed)
    session = Session(opened=OpenedChapter("a", CaptionCounts(figure=7), shown.append))
    options = RunOptions(cold=True)
    (made,) = make_reports(project, [2023], options, session=session).years
    assert (made.status, statuses(made), seen, len(shown)) == (Status.MADE, {"a": "run"}, [], 1)
    write_notebook(project, "a", f"{figure('a')}\nprint(1)")
    (again,) = make_reports(project, [2023], options, session=session).years
    assert (again.status, statuses(again), seen) == (Status.MADE, {"a": "kept"}, [2])
    assert len(shown) == 2
    assert 'id="a"' in shown[1]


@pytest.mark.kernel
def test_a_year_without_tables_fails_before_its_notebooks(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": [figure("a")]})
    outcome = make_reports(project, [2023])
    (year,) = outcome.years
    assert (year.status, year.chapters, year.page) == (Status.FAILED, (), None)
    assert [problem.where for problem in outcome.problems] == ["data/raw/2023"]
    assert outcome.index is None
    forecast = would_run(project, [2023])
    assert forecast.reasons == ()
    assert forecast.error is not None


def test_wrong_settings_are_in_the_outcome_and_nothing_runs(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": []})
    outcome = make_reports(project, [2023], RunOptions(chapters=("b",), tables=()))
    assert [year.status for year in outcome.years] == [Status.NOT_RUN]
    assert outcome.error is not None
    assert outcome.error.exit_code == 2


class Stopping(Observer):
    """Stops the run when its first notebook starts."""

    def started(self, job: Job) -> None:
        """Stop."""
        del job
        raise StopRun


@pytest.mark.kernel
def test_an_observer_can_stop_the_run(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": ["import time; time.sleep(600)"]})
    outcome = make_reports(project, [2023], OPTIONS, observer=Stopping())
    assert outcome.stopped
    (year,) = outcome.years
    assert (year.status, statuses(year)) == (Status.NOT_RUN, {"a": "not run"})
    assert not project.reports(2023).exists()


@pytest.mark.parametrize(
    ("current", "refreshed"),
    [({2022, 2023}, []), ({2022}, [2023]), ({2023}, [2022, 2023]), (set[int](), [2022, 2023])],
)
def test_a_year_is_refreshed_when_it_or_an_earlier_one_was_not_current(
    project: Project, monkeypatch: pytest.MonkeyPatch, current: set[int], refreshed: list[int]
) -> None:
    """The results of a year may rest on the tables of the years before it."""
    looked: list[int] = []

    def refresh(_: Project, year: int, **__: bool) -> list[Refreshed]:
        looked.append(year)
        return [Refreshed(year, "build", "tables", ("a reason",), {})]

    monkeypatch.setattr(reports, "stages_stand", lambda _, year, **__: year in current)
    monkeypatch.setattr(reports, "refresh", refresh)
    make_reports(project, [], RunOptions(tables=(2022, 2023), cold=True))
    assert looked == refreshed
