"""A whole run: plan, execute, assemble, check, publish. What is published is complete, or stays."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import NotebookError
from analysis.report.checks import ReportError
from analysis.report.provenance import seconds_before, source_lines, write_provenance
from analysis.runner.failure import Failure
from analysis.runner.guard import Guards
from analysis.runner.outcome import Executed
from analysis.runner.plan import plan_jobs
from analysis.runner.pool import run_jobs
from analysis.runner.publish import keep, staged
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.runner.plan import Job
    from analysis.runner.pool import Observer
    from analysis.settings import ReportSettings

NOTEBOOKS = "notebooks"
PAGE = "index.html"


def run_report(
    project: Project,
    year: int,
    *,
    chapters: Iterable[str] | None = None,
    jobs: int | None = None,
    observer: Observer | None = None,
) -> Path:
    """Execute a year's notebooks and publish the report made of them; the data must be built.

    Parameters
    ----------
    project
        The project folder.
    year
        The year of the report.
    chapters
        Ids of the chapters to run. A report of some chapters is a draft, published in
        `reports/<year>.draft/`: it never takes the place of the whole one.
    jobs
        How many notebooks run at a time; as `params/report.yaml` says by default.
    observer
        Is told how the run goes, as the one that `runner.progress.progress` gives.

    Returns
    -------
    Path
        The report, `reports/<year>/index.html`.

    Raises
    ------
    SettingsError
        When the settings, a parameter or a notebook's parameters cell is wrong; nothing has run.
    NotebookError
        When notebooks failed, one problem for each; the others finished. The executed part of each
        lies in `reports/<year>.failed/`, and what was published stays.
    ReportError
        When all ran but the report is not fit to be published; likewise.
    """
    report, own = load_report_settings(project), load_year_settings(project, year)
    chosen = tuple(chapters or ()) or None
    planned = plan_jobs(project, report, own, chosen)
    target = published_folder(project, year, draft=chosen is not None)
    failed = target.with_name(f"{target.name}.failed")
    with staged(target) as folder:
        (folder / NOTEBOOKS).mkdir()
        run = _Run(project, report, planned, folder, failed)
        begun = time.monotonic()
        executed = _execute(run, jobs or report.jobs, observer, seconds_before(target))
        ran = time.monotonic()
        _render(run, year, executed)
        seconds = {"notebooks": ran - begun, "rendering": time.monotonic() - ran}
        write_provenance(folder, project, year, executed, seconds)
    shutil.rmtree(failed, ignore_errors=True)
    return target / PAGE


def published_folder(project: Project, year: int, *, draft: bool = False) -> Path:
    """Return where a year's report is published; a draft, of some chapters only, beside it."""
    folder = project.reports(year)
    return folder.with_name(f"{folder.name}.draft") if draft else folder


@dataclass(frozen=True, slots=True)
class _Run:
    """One run, and where it writes: a folder of its own until it is published."""

    project: Project
    report: ReportSettings
    jobs: Sequence[Job]
    folder: Path
    failed: Path


def _execute(
    run: _Run, workers: int, observer: Observer | None, seconds: Mapping[str, float]
) -> list[Executed]:
    """Run the notebooks; when one fails, keep what was executed of it and raise."""
    from analysis.runner.execute import Execution  # slow to import

    guards = Guards()
    execution = Execution(run.folder / NOTEBOOKS, run.report.timeouts, guards)
    outcomes = run_jobs(
        run.jobs,
        execution,
        guards=guards,
        workers=workers,
        observer=observer,
        seconds=seconds,
    )
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    if failures:
        keep([one.partial for one in failures if one.partial], run.failed)
        raise NotebookError(*(one.problem(_kept(run, one)) for one in failures))
    return [outcome for outcome in outcomes if isinstance(outcome, Executed)]


def _kept(run: _Run, failure: Failure) -> str | None:
    """Return the path of a failed notebook as a message names it."""
    path = failure.partial
    return run.project.relative(run.failed / path.name) if path else None


def _render(run: _Run, year: int, executed: Sequence[Executed]) -> None:
    """Write the report; when it is not fit to be published, keep the notebooks and raise."""
    from analysis.report.assemble import build_report  # slow to import

    try:
        html = build_report(
            [(one.job.chapter, one.job.title, one.notebook) for one in executed],
            title=run.report.title,
            publisher=run.report.publisher,
            year=year,
            sources=source_lines(run.project, year),
        )
    except ReportError:
        keep((run.folder / NOTEBOOKS).glob("*.ipynb"), run.failed)
        raise
    (run.folder / PAGE).write_text(html, encoding="utf-8", newline="\n")
