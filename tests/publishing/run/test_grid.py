"""Several years in one run: only what changed is executed, and a failure stops no other year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from analysis.errors import NotebookError, SettingsError
from analysis.publishing.reports import RunOptions, failed_years, make_reports, would_run
from analysis.publishing.run.observer import Observer
from publishing.run.small import figure, run_report, write_notebook, write_project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.observer import Seconds
    from analysis.publishing.run.plan import Job

YEARS = (2022, 2023)
NO_TABLES = RunOptions(tables=())
FAILS = "assert year != 2023, 'nog niet'"


class Noting(Observer):
    """Records which notebooks run and which do not."""

    def __init__(self) -> None:
        self.ran: list[tuple[int, str]] = []
        self.kept: list[tuple[int, str]] = []

    def planned(self, jobs: Sequence[Job], expected: Seconds) -> None:
        """Record those that run."""
        del expected
        self.ran = sorted((job.year, job.chapter) for job in jobs)

    def reused(self, jobs: Sequence[Job]) -> None:
        """Record those that do not."""
        self.kept = sorted((job.year, job.chapter) for job in jobs)


def run(project: Project, *, fresh: bool = False, jobs: int = 2) -> Noting:
    noting = Noting()
    options = RunOptions(cold=True, fresh=fresh, jobs=jobs, tables=())
    make_reports(project, YEARS, options, observer=noting).raise_for_failure()
    return noting


def published(project: Project) -> dict[str, bytes]:
    files = sorted(path for path in project.root.glob("reports/*/**/*") if path.is_file())
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in files
        if path.name != "provenance.json"
    }


@pytest.mark.kernel
def test_a_run_of_years_executes_what_changed_and_publishes_what_succeeds(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": [figure("a")], "b": [FAILS, figure("b")]}, YEARS)
    with pytest.raises(NotebookError, match="AssertionError: nog niet") as caught:
        run(project)
    assert [problem.where for problem in caught.value.problems] == [
        "notebooks/b.ipynb, code cell 2 (year 2023)"
    ]
    assert (failed_years(project), project.reports(2022).is_dir()) == ([2023], True)
    assert not project.reports(2023).exists()
    _the_failed_one_runs_again_alone(project)
    _nothing_changed_touches_nothing(project)
    _prose_is_rendered_and_not_executed(project)
    _a_run_from_nothing_gives_the_same_bytes(project)


@pytest.mark.kernel
def test_a_report_that_is_up_to_date_runs_nothing_even_without_a_cache(
    tmp_path: Path,
) -> None:
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    run_report(project, 2023, RunOptions(cold=True))
    for path in (tmp_path / ".cache/notebooks").rglob("*.json"):
        path.write_text("damaged")
    assert [str(one) for one in would_run(project, [2023], NO_TABLES).reasons] == [
        "2023 vsi: nothing changed"
    ]
    (project.reports(2023) / "index.html").unlink()
    assert [one.runs for one in would_run(project, [2023], NO_TABLES).reasons] == [True]


def _the_failed_one_runs_again_alone(project: Project) -> None:
    write_notebook(project, "b", figure("b"))
    noting = run(project)
    assert noting.ran == [(2022, "b"), (2023, "b")]
    assert noting.kept == [(2022, "a"), (2023, "a")]
    assert failed_years(project) == []


def _nothing_changed_touches_nothing(project: Project) -> None:
    page = project.reports(2023) / "index.html"
    before = page.stat().st_mtime_ns
    assert (run(project).ran, page.stat().st_mtime_ns) == ([], before)
    page.write_text("damaged")
    assert (run(project).ran, page.read_text() == "damaged") == ([], False)


def _prose_is_rendered_and_not_executed(project: Project) -> None:
    write_notebook(project, "b", figure("b"), prose="Daarom.")
    assert run(project).ran == []
    assert "Daarom." in (project.reports(2023) / "index.html").read_text()


def _a_run_from_nothing_gives_the_same_bytes(project: Project) -> None:
    """A notebook from the cache equals one from papermill, whatever the number of workers."""
    before = published(project)
    assert len(run(project, fresh=True, jobs=1).ran) == 4
    assert published(project) == before
    assert len(before) == 6


@pytest.mark.parametrize("address", ["", " "])
def test_an_empty_cluster_address_is_refused(tmp_path: Path, address: str) -> None:
    """Such as from an unset variable: falling back to this machine would not be what was meant."""
    project = write_project(tmp_path, {"a": [figure("a")]})
    with pytest.raises(SettingsError, match="leave --scheduler out to run here") as caught:
        run_report(project, 2023, RunOptions(scheduler=address))
    assert [(one.where, one.found) for one in caught.value.problems] == [
        ("--scheduler", "an empty address")
    ]
    assert not project.reports(2023).exists()


def test_the_problems_of_all_years_are_reported_before_anything_runs(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": []}, YEARS)
    (tmp_path / "params/2022.yaml").write_text("year: 2021\n")
    (tmp_path / "params/2023.yaml").write_text(json.dumps({"year": 2023, "wrong": 1}))
    with pytest.raises(SettingsError) as caught:
        run(project)
    assert [problem.where for problem in caught.value.problems] == [
        "params/2022.yaml, key 'year'",
        "params/2023.yaml, key 'wrong'",
    ]
