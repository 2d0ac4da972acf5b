"""The door to a run: build tables, execute notebooks, assemble, check and publish reports."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.errors import PlanmonitorError, Problem, SettingsError
from analysis.lock import locked
from analysis.publishing.notebooks import NotebookRunner
from analysis.publishing.outcome import OutputFile, RunOutcome, Status, YearOutcome, together
from analysis.publishing.outputs.output import TABLES
from analysis.publishing.outputs.registry import (
    OUTPUTS,
    outputs_in,
    outputs_named,
    outputs_to_keep,
)
from analysis.publishing.provenance import report_key
from analysis.publishing.report_build import PAGE, ReportBuild
from analysis.publishing.run.cache import cache_folder, cache_of
from analysis.publishing.run.environment import environment
from analysis.publishing.run.explain import explain
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.publishing.run.interrupt import terminable
from analysis.publishing.run.lean import start_lean
from analysis.publishing.run.limits import limits_of
from analysis.publishing.run.observer import Observer, StopRun
from analysis.publishing.run.plan import plan_jobs, plan_years
from analysis.publishing.run.pool import usual_workers
from analysis.publishing.run.scratch import remove_abandoned
from analysis.publishing.run.tables import ensure_tables, tables_stand
from analysis.publishing.run.warm import warm_kernels
from analysis.publishing.years import write_index
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.explain import Reason
    from analysis.publishing.run.warm import WarmKernels


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What to make and how.

    Parameters
    ----------
    chapters
        Ids of the chapters to run; all by default. A report of some chapters is a draft in
        `reports/<year>.draft/` and never replaces the whole one.
    outputs
        What to write besides the page, by the names in `outputs.registry`. What is published
        already is written again, so that a PDF is never older than its page.
    jobs
        How many notebooks run at a time; by default as `params/report.yaml` says, or one more than
        there are cores.
    cold
        Start each kernel as a new Python instead of forking it from one with its imports done.
    fresh
        Execute every notebook, whatever the cache holds.
    scheduler
        The address of a Dask scheduler whose workers run the notebooks.
    tables
        The years whose tables to bring up to date first; those of the reports by default.
    """

    chapters: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    jobs: int | None = None
    cold: bool = False
    fresh: bool = False
    scheduler: str | None = None
    tables: tuple[int, ...] | None = None


DEFAULTS = RunOptions()


def make_reports(
    project: Project,
    years: Iterable[int],
    options: RunOptions = DEFAULTS,
    *,
    observer: Observer | None = None,
) -> RunOutcome:
    """Make the reports of some years, and the index of all years.

    Stale tables are built first. A notebook runs only when something it depends on has changed
    since its last run. A report is published whole or not at all: when it fails, the published one
    stays, and the executed notebooks are in `reports/<year>.failed/`. The other years are made.

    Parameters
    ----------
    project
        The project folder.
    years
        The years of the reports.
    options
        What to make and how.
    observer
        Receives the progress of the run; it stops the run by raising `StopRun`.

    Returns
    -------
    RunOutcome
        What happened, failures and Ctrl-C included; nothing that a user can fix is raised.
    """
    run = _Run(project, tuple(dict.fromkeys(years)), options, observer or Observer())
    begun, stopped = time.monotonic(), False
    errors: list[PlanmonitorError] = []
    try:
        with terminable():
            run.make()
    except (KeyboardInterrupt, StopRun):
        stopped = True
    except PlanmonitorError as error:
        errors.append(error)
    return RunOutcome(
        run.outcomes(),
        time.monotonic() - begun,
        (*run.errors, *errors),
        run.index,
        stopped,
    )


@dataclass(frozen=True, slots=True)
class RunForecast:
    """What a run would do.

    Parameters
    ----------
    reasons
        For each chapter of each year whether it runs, and why.
    error
        Why some years cannot be made; None when all can.
    """

    reasons: tuple[Reason, ...]
    error: PlanmonitorError | None = None


def would_run(
    project: Project, years: Iterable[int], options: RunOptions = DEFAULTS
) -> RunForecast:
    """Tell which notebooks `make_reports` would execute, and why; it executes none.

    Stale tables are built first, since the answer depends on them. No notebook of a report that is
    published as it should be runs, whatever the cache holds.

    Parameters
    ----------
    project, years, options
        As for `make_reports`.

    Raises
    ------
    SettingsError
        When the settings, a parameter or a notebook's parameters cell is wrong.
    """
    run = _Run(project, tuple(dict.fromkeys(years)), options, Observer())
    run.build_tables()
    failures = [*run.failed.values(), *run.errors]
    try:
        builds = run.plan()
        published = {build.year for build in builds if build.is_published()}
        found = explain(project, [build.year for build in builds], options.chapters or None)
    except SettingsError as error:
        raise together([*failures, error]) from None
    reasons = (replace(one, causes=()) if one.year in published else one for one in found)
    return RunForecast(tuple(reasons), together(failures) if failures else None)


def failed_years(project: Project) -> list[int]:
    """Return the years whose last whole run failed."""
    found = project.reports(0).parent.glob("[0-9][0-9][0-9][0-9].failed")
    return sorted(int(folder.stem) for folder in found)


def published_folder(project: Project, year: int, *, draft: bool = False) -> Path:
    """Return where a year's report is published; a draft has a folder of its own."""
    folder = project.reports(year)
    return folder.with_name(f"{folder.name}.draft") if draft else folder


class _Run:
    """One run; holds what happened so far, so that a run that stops can tell it too."""

    def __init__(
        self, project: Project, years: Sequence[int], options: RunOptions, observer: Observer
    ) -> None:
        self._project = project
        self._years = years
        self._options = options
        self._observer = observer
        self._builds: dict[int, ReportBuild] = {}
        self.failed: dict[int, PlanmonitorError] = {}  # by year, before its notebooks
        self.errors: list[PlanmonitorError] = []  # that concern no single report
        self.index: Path | None = None

    def make(self) -> None:
        """Make what can be made."""
        start_lean()
        remove_abandoned()
        with ExitStack() as stack:
            warm = stack.enter_context(self._early_kernels())
            self.build_tables()
            if self.failed and not self._ready():
                return
            _check(self._options)
            runner = self._runner(warm)
            builds = self.plan(runner.fingerprints)
            stack.enter_context(_alone(self._project, builds, runner.limits.run, self._observer))
            self._builds = {build.year: build for build in builds}
            runner.run([build for build in builds if not build.keep(fresh=self._options.fresh)])
        if (self._project.root / "reports").is_dir():
            self.index = write_index(self._project)

    def build_tables(self) -> None:
        """Build the stale tables of each year; note why those of a year cannot be built."""
        for year in self._tables():
            try:
                ensure_tables(self._project, year)
            except PlanmonitorError as error:
                if year in self._years:
                    self.failed[year] = error
                else:
                    self.errors.append(error)

    def plan(self, fingerprints: Fingerprints | None = None) -> list[ReportBuild]:
        """Plan each year's report.

        Raises
        ------
        SettingsError
            With the problems of all years at once.
        """
        found = fingerprints or Fingerprints(self._project)
        builds: list[ReportBuild] = []
        problems: list[Problem] = []
        for year in self._ready():
            try:
                builds.append(_report_build(self._project, found, year, self._options))
            except SettingsError as error:
                problems += [one for one in error.problems if one not in problems]
        if problems:
            raise SettingsError(*problems)
        return builds

    def outcomes(self) -> tuple[YearOutcome, ...]:
        """Return what happened to each year so far."""
        return tuple(map(self._outcome, self._years))

    def _ready(self) -> list[int]:
        return [year for year in self._years if year not in self.failed]

    def _tables(self) -> Sequence[int]:
        return self._years if self._options.tables is None else self._options.tables

    @contextmanager
    def _early_kernels(self) -> Iterator[WarmKernels | None]:
        """Start the process that kernels fork from: it imports while the tables are built."""
        cold = self._options.cold or self._options.scheduler is not None
        if cold or all(_tables_stand(self._project, year) for year in self._tables()):
            yield None
            return
        with warm_kernels(self._imports, environment()) as warm:
            yield warm

    def _imports(self) -> frozenset[str]:
        try:
            jobs = plan_years(self._project, self._years, self._options.chapters or None)
        except SettingsError:  # reported later; the years that can be made are
            return frozenset()
        return Fingerprints(self._project).imported_elsewhere(jobs)

    def _runner(self, warm: WarmKernels | None) -> NotebookRunner:
        report, options = load_report_settings(self._project), self._options
        return NotebookRunner(
            self._project,
            Fingerprints(self._project),
            cache_of(self._project),
            limits_of(report),
            options.jobs or report.jobs or usual_workers(),
            self._observer,
            cold=options.cold,
            fresh=options.fresh,
            scheduler=options.scheduler,
            warm=warm,
        )

    def _outcome(self, year: int) -> YearOutcome:
        folder = published_folder(self._project, year, draft=bool(self._options.chapters))
        page = folder / PAGE
        build = self._builds.get(year)
        error = build.error if build else self.failed.get(year)
        status = build.status if build else Status.FAILED if error else Status.NOT_RUN
        return YearOutcome(
            year,
            folder,
            status,
            build.chapters() if build else (),
            page if page.is_file() else None,
            tuple(_output_files(folder)),
            error,
        )


def _check(options: RunOptions) -> None:
    """Refuse wrong options before any notebook runs.

    Raises
    ------
    SettingsError
        When an output is unknown or lacks a package, or the scheduler's address is empty.
    """
    outputs_named(options.outputs)
    if options.scheduler is not None and not options.scheduler.strip():
        expected = "the address of a Dask scheduler, such as tcp://host:8786"
        remedy = "Give the address, or leave --scheduler out to run here."
        raise SettingsError(Problem("--scheduler", "an empty address", expected, remedy))


def _tables_stand(project: Project, year: int) -> bool:
    try:
        return tables_stand(project, year)
    except PlanmonitorError:  # the build reports it
        return False


def _report_build(
    project: Project, fingerprints: Fingerprints, year: int, options: RunOptions
) -> ReportBuild:
    target = published_folder(project, year, draft=bool(options.chapters))
    outputs = outputs_named({*options.outputs, *outputs_to_keep(target)})
    report = load_report_settings(project)
    chapters = options.chapters or None
    jobs = plan_jobs(project, report, load_year_settings(project, year), chapters)
    return ReportBuild(
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


def _output_files(folder: Path) -> Iterator[OutputFile]:
    for name in outputs_in(folder):
        for path in sorted(folder.glob(OUTPUTS[name].pattern)):
            yield OutputFile(name, path)


@contextmanager
def _alone(
    project: Project, builds: Iterable[ReportBuild], seconds: float, observer: Observer
) -> Iterator[None]:
    """Hold the lock of each report; in one order, or two runs could wait for each other."""
    with ExitStack() as stack:
        for target in sorted(build.target for build in builds):
            path = cache_folder(project) / "locks" / target.name
            what = f"the report in {project.relative(target)}"
            lock = locked(path, what, seconds=seconds, waiting=observer.blocked)
            stack.enter_context(lock)
        yield
