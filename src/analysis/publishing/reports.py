"""A whole run: plan, execute, assemble, check, publish. What is published is complete, or stays."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from analysis.errors import Problem, SettingsError
from analysis.publishing.edition import PAGE, Edition
from analysis.publishing.outputs.output import TABLES
from analysis.publishing.outputs.registry import outputs_named, outputs_to_keep
from analysis.publishing.production import Production
from analysis.publishing.provenance import report_key
from analysis.publishing.run.cache import cache_folder, cache_of
from analysis.publishing.run.environment import environment
from analysis.publishing.run.explain import explain
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.publishing.run.interrupt import terminable
from analysis.publishing.run.lean import start_lean
from analysis.publishing.run.limits import limits_of
from analysis.publishing.run.lock import locked
from analysis.publishing.run.plan import plan_jobs, plan_years
from analysis.publishing.run.pool import usual_workers
from analysis.publishing.run.scratch import remove_abandoned
from analysis.publishing.run.warm import warm_kernels
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.explain import Reason
    from analysis.publishing.run.pool import Observer
    from analysis.publishing.run.warm import WarmKernels


class How(TypedDict, total=False):
    """How reports are made; every key may be left out.

    Attributes
    ----------
    chapters
        Ids of the chapters to run. A report of some chapters is a draft, published in
        `reports/<year>.draft/`: it never takes the place of the whole one.
    jobs
        How many notebooks run at a time; by default as `params/report.yaml` says, or else one more
        than there are cores.
    observer
        Is told how the run goes, as the one that `runner.progress.progress` gives.
    cold
        Start each kernel as a Python of its own, rather than fork it from one that has imported.
    fresh
        Execute all notebooks, whatever earlier runs are kept.
    scheduler
        The address of a Dask scheduler; the notebooks then run on its workers.
    outputs
        The formats to write next to the page, by their names in `outputs.registry`. Formats that
        are published already are written again, so that no PDF is older than its page.
    warm
        Starts the kernels, as `early_kernels` gives it.
    """

    chapters: Iterable[str] | None
    jobs: int | None
    observer: Observer | None
    cold: bool
    fresh: bool
    scheduler: str | None
    outputs: Iterable[str]
    warm: WarmKernels | None


def run_report(project: Project, year: int, **how: Unpack[How]) -> Path:
    """Make the report of one year: `run_reports` for it alone.

    Returns
    -------
    Path
        The report, `reports/<year>/index.html`.

    Raises
    ------
    PlanmonitorError
        As `run_reports`.
    """
    (page,) = run_reports(project, [year], **how)
    return page


def run_reports(project: Project, years: Iterable[int], **how: Unpack[How]) -> list[Path]:
    """Make the reports of several years, their notebooks in one pool; the data must be built.

    A notebook runs only when something that it depends on has changed since the run that is kept.

    Parameters
    ----------
    project
        The project folder.
    years
        The years of the reports.
    how
        As `How` describes.

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
        published. A `TimedOutError` when only deadlines were passed.
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
    remove_abandoned()
    production = _production(project, how)
    editions = _editions(production, years, how)
    with terminable(), _alone(project, editions, production.limits.run):
        stale = [each for each in editions if production.fresh or not each.is_published()]
        if stale:
            production.make(stale)
    return [edition.target / PAGE for edition in editions]


def would_run(
    project: Project, years: Iterable[int], chapters: Iterable[str] | None = None
) -> list[Reason]:
    """Tell which notebooks `run_reports` would execute, and why; nothing is run.

    None of a report that stands there as it would be made, whatever became of the runs kept for it.

    Parameters
    ----------
    project
        The project folder.
    years
        The years of the reports.
    chapters
        Ids of the chapters; all that have a notebook by default.

    Raises
    ------
    SettingsError
        As `run_reports`.
    """
    chosen = tuple(chapters or ()) or None
    how = How(chapters=chosen)
    editions = _editions(_production(project, how), years, how)
    stand = {edition.year for edition in editions if edition.is_published()}
    return [
        replace(one, causes=()) if one.year in stand else one
        for one in explain(project, [edition.year for edition in editions], chosen)
    ]


@contextmanager
def early_kernels(
    project: Project, years: Iterable[int], chapters: Iterable[str] | None = None
) -> Iterator[WarmKernels | None]:
    """Start what kernels are forked from: its imports go on while the tables are built."""

    def imports() -> frozenset[str]:
        try:
            jobs = plan_years(project, years, chapters)
        except SettingsError:  # the run tells it, and makes the years that can be made
            return frozenset()
        return Fingerprints(project).imported_elsewhere(jobs)

    with warm_kernels(imports, environment()) as warm:
        yield warm


def failed_years(project: Project) -> list[int]:
    """Return the years whose last whole run failed, to run again; its good chapters are kept."""
    found = project.reports(0).parent.glob("[0-9][0-9][0-9][0-9].failed")
    return sorted(int(folder.stem) for folder in found)


def published_folder(project: Project, year: int, *, draft: bool = False) -> Path:
    """Return where a year's report is published; a draft, of some chapters only, beside it."""
    folder = project.reports(year)
    return folder.with_name(f"{folder.name}.draft") if draft else folder


def _production(project: Project, how: How) -> Production:
    report = load_report_settings(project)
    return Production(
        project,
        Fingerprints(project),
        cache_of(project),
        limits_of(report),
        how.get("jobs") or report.jobs or usual_workers(),
        how.get("observer"),
        cold=how.get("cold", False),
        fresh=how.get("fresh", False),
        scheduler=_scheduler(how),
        warm=how.get("warm"),
    )


def _scheduler(how: How) -> str | None:
    address = how.get("scheduler")
    if address is not None and not address.strip():
        expected = "the address of a Dask scheduler, such as tcp://host:8786"
        remedy = "Give the address, or leave --scheduler out to run here."
        raise SettingsError(Problem("--scheduler", "an empty address", expected, remedy))
    return address


def _editions(production: Production, years: Iterable[int], how: How) -> list[Edition]:
    """Plan each year; the problems of all of them at once."""
    editions: list[Edition] = []
    problems: list[Problem] = []
    for year in dict.fromkeys(years):
        try:
            editions.append(_edition(production, year, how))
        except SettingsError as error:
            problems += [one for one in error.problems if one not in problems]
    outputs_named(how.get("outputs", ()))  # report a wrong name before anything else
    if problems:
        raise SettingsError(*problems)
    return editions


def _edition(production: Production, year: int, how: How) -> Edition:
    project, fingerprints = production.project, production.fingerprints
    chapters = tuple(how.get("chapters") or ()) or None
    target = published_folder(project, year, draft=chapters is not None)
    outputs = outputs_named({*how.get("outputs", ()), *outputs_to_keep(target)})
    report = load_report_settings(project)
    jobs = plan_jobs(project, report, load_year_settings(project, year), chapters)
    return Edition(
        project,
        report,
        year,
        jobs,
        target=target,
        key=report_key(fingerprints, project, jobs, [output.name for output in outputs]),
        unchanged=fingerprints.still_hold,
        early=[output.writer for output in outputs if output.needs == TABLES],
        writers=[output.writer for output in outputs if output.needs != TABLES],
    )


@contextmanager
def _alone(project: Project, editions: Iterable[Edition], seconds: float) -> Iterator[None]:
    """Hold the lock of each report; in one order, or two runs could wait for each other."""
    names = sorted(edition.target.name for edition in editions)
    with ExitStack() as stack:
        for name in names:
            path = cache_folder(project) / "locks" / name
            stack.enter_context(locked(path, seconds=seconds))
        yield
