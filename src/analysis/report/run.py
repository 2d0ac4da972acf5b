"""A whole run: plan, execute, assemble, check, publish. What is published is complete, or stays."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from analysis.errors import SettingsError
from analysis.report.edition import PAGE, Edition
from analysis.report.outputs import outputs_to_keep, writers_of
from analysis.report.production import Production
from analysis.report.provenance import report_key
from analysis.runner.cache import cache_folder, cache_of
from analysis.runner.fingerprint import Fingerprints
from analysis.runner.interrupt import terminable
from analysis.runner.lean import start_lean
from analysis.runner.limits import limits_of
from analysis.runner.lock import locked
from analysis.runner.plan import plan_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from analysis.errors import Problem
    from analysis.paths import Project
    from analysis.runner.pool import Observer
    from analysis.settings import ReportSettings


def run_report(  # noqa: PLR0913 - what is made, and how; all but two by name
    project: Project,
    year: int,
    *,
    chapters: Iterable[str] | None = None,
    jobs: int | None = None,
    observer: Observer | None = None,
    cold: bool = False,
    fresh: bool = False,
    scheduler: str | None = None,
    outputs: Iterable[str] = (),
) -> Path:
    """Execute a year's notebooks and publish the report made of them; the data must be built.

    Parameters
    ----------
    project
        The project folder.
    year
        The year of the report.
    chapters, jobs, observer, cold, fresh, scheduler, outputs
        As `run_reports` has them.

    Returns
    -------
    Path
        The report, `reports/<year>/index.html`.

    Raises
    ------
    PlanmonitorError
        As `run_reports`.
    """
    (page,) = run_reports(
        project,
        [year],
        chapters=chapters,
        jobs=jobs,
        observer=observer,
        cold=cold,
        fresh=fresh,
        scheduler=scheduler,
        outputs=outputs,
    )
    return page


def run_reports(  # noqa: PLR0913 - as above
    project: Project,
    years: Iterable[int],
    *,
    chapters: Iterable[str] | None = None,
    jobs: int | None = None,
    observer: Observer | None = None,
    cold: bool = False,
    fresh: bool = False,
    scheduler: str | None = None,
    outputs: Iterable[str] = (),
) -> list[Path]:
    """Make the reports of several years, their notebooks in one pool; the data must be built.

    A notebook runs only when something that it depends on has changed since the run that is kept.

    Parameters
    ----------
    project
        The project folder.
    years
        The years of the reports.
    chapters
        Ids of the chapters to run. A report of some chapters is a draft, published in
        `reports/<year>.draft/`: it never takes the place of the whole one.
    jobs
        How many notebooks run at a time; as `params/report.yaml` says by default.
    observer
        Is told how the run goes, as the one that `runner.progress.progress` gives.
    cold
        Start each kernel as a Python of its own, rather than fork it from one that has imported.
    fresh
        Execute all notebooks, whatever earlier runs are kept.
    scheduler
        The address of a Dask scheduler; the notebooks then run on its workers.
    outputs
        What to write beside the page, as `analysis.report.outputs` names it. What lies beside the
        published page is written too, anew: a PDF never stays that is older than its page.

    Returns
    -------
    list of Path
        The reports, in the order of the years.

    Raises
    ------
    SettingsError
        When the settings, a parameter or a notebook's parameters cell is wrong; nothing has run.
    NotebookError
        When notebooks failed, one problem for each; the others finished. The executed part of each
        lies in `reports/<year>.failed/`, and what was published stays. Years without a failure are
        published.
    ReportError
        When all ran but a report is not fit to be published; likewise.
    OutputError
        When all ran but a PDF, a Word document or a book cannot be made; likewise.
    WriteError
        When a report cannot be written; likewise.
    BusyError
        When another run writes one of these reports, and goes on doing so.
    """
    start_lean()
    report = load_report_settings(project)
    limits = limits_of(report)
    fingerprints = Fingerprints(project)
    chosen, wanted = tuple(chapters or ()) or None, tuple(sorted(set(outputs)))
    editions = _editions(project, fingerprints, report, years, chosen, wanted)
    production = Production(
        project,
        fingerprints,
        cache_of(project),
        limits,
        jobs or report.jobs,
        observer,
        cold=cold,
        fresh=fresh,
        scheduler=scheduler,
    )
    with terminable(), _alone(project, editions, limits.run):
        stale = [edition for edition in editions if fresh or not edition.is_published()]
        if stale:
            production.make(stale)
    return [edition.target / PAGE for edition in editions]


def failed_years(project: Project) -> list[int]:
    """Return the years whose last whole run failed, to run again; its good chapters are kept."""
    found = project.reports(0).parent.glob("[0-9][0-9][0-9][0-9].failed")
    return sorted(int(folder.stem) for folder in found)


def published_folder(project: Project, year: int, *, draft: bool = False) -> Path:
    """Return where a year's report is published; a draft, of some chapters only, beside it."""
    folder = project.reports(year)
    return folder.with_name(f"{folder.name}.draft") if draft else folder


def _editions(  # noqa: PLR0913, PLR0917 - what an edition is made of
    project: Project,
    fingerprints: Fingerprints,
    report: ReportSettings,
    years: Iterable[int],
    chapters: tuple[str, ...] | None,
    outputs: tuple[str, ...],
) -> list[Edition]:
    """Plan each year; the problems of all of them at once."""
    editions: list[Edition] = []
    writers_of(outputs)  # a wrong name is told before anything else
    problems: list[Problem] = []
    for year in dict.fromkeys(years):
        try:
            own = load_year_settings(project, year)
            jobs = plan_jobs(project, report, own, chapters)
        except SettingsError as error:
            problems += [one for one in error.problems if one not in problems]
            continue
        inputs = {job.chapter: fingerprints.inputs(job) for job in jobs}
        parts = [(job, inputs[job.chapter]) for job in jobs]
        target = published_folder(project, year, draft=chapters is not None)
        kept = tuple(sorted({*outputs, *outputs_to_keep(target)}))
        editions.append(
            Edition(
                project,
                report,
                year,
                jobs,
                inputs,
                target=target,
                key=report_key(fingerprints, project, parts, kept),
                unchanged=fingerprints.still_hold,
                writers=writers_of(kept),
            )
        )
    if problems:
        raise SettingsError(*problems)
    return editions


@contextmanager
def _alone(project: Project, editions: Iterable[Edition], seconds: float) -> Iterator[None]:
    """Hold the lock of each report; in one order, or two runs could wait for each other."""
    names = sorted(edition.target.name for edition in editions)
    with ExitStack() as stack:
        for name in names:
            path = cache_folder(project) / "locks" / name
            stack.enter_context(locked(path, seconds=seconds))
        yield
