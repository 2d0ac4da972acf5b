"""The door to a run: build tables, execute notebooks, assemble, check and publish reports."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from analysis.analyse import Awaited
from analysis.errors import PlanmonitorError, Problem, SettingsError
from analysis.lock import locked
from analysis.publishing.notebooks import NotebookRunner
from analysis.publishing.outcome import OutputFile, RunOutcome, Status, YearOutcome, together
from analysis.publishing.outputs.registry import OUTPUTS, outputs_in, outputs_named
from analysis.publishing.page.remembered import RememberedChapters
from analysis.publishing.provenance import older_outputs, read_provenance
from analysis.publishing.report_build import PAGE, ReportBuild
from analysis.publishing.report_kinds import YearComparison, YearReport, report_build
from analysis.publishing.run.cache import cache_folder, cache_of
from analysis.publishing.run.environment import environment
from analysis.publishing.run.explain import reason
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.publishing.run.interrupt import terminable
from analysis.publishing.run.lean import start_lean
from analysis.publishing.run.limits import limits_of
from analysis.publishing.run.observer import Observer, StopRun
from analysis.publishing.run.pool import usual_workers
from analysis.publishing.run.scratch import remove_abandoned
from analysis.publishing.run.warm import warm_kernels
from analysis.publishing.years import write_index
from analysis.settings import built_before, load_report_settings
from analysis.stages import refresh, stages_stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from analysis.checksums import Checksums
    from analysis.paths import Project
    from analysis.publishing.opened import OpenedChapter
    from analysis.publishing.report_kinds import ReportKind
    from analysis.publishing.run.explain import Reason
    from analysis.publishing.run.reserve import KernelReserve
    from analysis.publishing.run.warm import WarmKernels
    from analysis.stages import Refreshed


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What to make and how.

    Parameters
    ----------
    chapters
        Ids of the chapters to run; all by default. A report of some chapters is a draft in
        `reports/<year>.draft/` and never replaces the whole one.
    outputs
        What to write besides the page, by the names in `outputs.registry`. Documents that are
        published already and not named stay as they are; the outcome tells that they are older.
    jobs
        How many notebooks run at a time; by default as `params/report.yaml` says, or one more than
        there are cores.
    cold
        Start each kernel as a new Python instead of forking it from one with its imports done.
    fresh
        Execute every notebook, whatever the cache holds.
    scheduler
        The address of a Dask scheduler whose workers run the notebooks.
    refresh
        Also write the documents again that are published.
    tables
        The years whose tables to bring up to date first; those of the reports by default.
    folder
        Where to write the report instead of in `reports/`, whose index then stays as it is.
    """

    chapters: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    jobs: int | None = None
    cold: bool = False
    fresh: bool = False
    scheduler: str | None = None
    refresh: bool = False
    tables: tuple[int, ...] | None = None
    folder: Path | None = None


DEFAULTS = RunOptions()


@dataclass(slots=True)
class Session:
    """What a process keeps from one run to the next.

    `kernels` is a fork server that is running; without it each run starts one of its own, and
    `reserve` may have a kernel of it. `opened` is the chapter that a reader waits for.
    """

    kernels: WarmKernels | None = None
    remembered: RememberedChapters = field(default_factory=RememberedChapters)
    opened: OpenedChapter | None = None
    reserve: KernelReserve | None = None


def make_reports(
    project: Project,
    years: Iterable[int],
    options: RunOptions = DEFAULTS,
    *,
    observer: Observer | None = None,
    session: Session | None = None,
) -> RunOutcome:
    """Make the reports of some years, and the index of all years.

    Stale tables are built first. A notebook runs only when something it depends on has changed
    since its last run. A report is published whole or not at all: when it fails, the published one
    stays, and the executed notebooks are in `reports/<year>.failed/`. The other years are made.
    The outcome includes failures and Ctrl-C; nothing that a user can fix is raised. The observer
    stops the run by raising `StopRun`. Runs of one `session` share what can be used again.
    """
    reports = _year_reports(project, years, options)
    run = _Run(project, reports, options, observer or Observer(), session or Session())
    return _outcome(run)


def make_comparison(
    project: Project,
    earlier: int,
    later: int,
    options: RunOptions = DEFAULTS,
    *,
    observer: Observer | None = None,
) -> RunOutcome:
    """Compare the plans of two years on a page of their own, and update the index of all years.

    It is made like a report of one notebook, `notebooks/vergelijking.ipynb`, and counts as a report
    of the later year: see `make_reports`.
    """
    if earlier >= later:
        remedy = f"planmonitor compare {min(earlier, later)} {max(earlier, later)}"
        found, expected = f"{earlier} and {later}", "an earlier and a later year"
        return RunOutcome(errors=(SettingsError(Problem("compare", found, expected, remedy)),))
    comparison = YearComparison(project, earlier, later)
    return _outcome(_Run(project, [comparison], options, observer or Observer()))


@dataclass(frozen=True, slots=True)
class RunForecast:
    """What a run would do.

    `reasons` tells for each chapter of each year whether it runs, and why; `error` why some years
    cannot be made. `refreshed` holds the tables and results that were stale and have been made
    again, each with the causes.
    """

    reasons: tuple[Reason, ...]
    error: PlanmonitorError | None = None
    refreshed: tuple[Refreshed, ...] = ()


def would_run(
    project: Project, years: Iterable[int], options: RunOptions = DEFAULTS
) -> RunForecast:
    """Tell which notebooks `make_reports` would execute, and why, without executing any.

    Stale tables and results are made again first, since the answer depends on them. A report that
    is published and up to date runs no notebook, whatever the cache holds.

    Raises
    ------
    SettingsError
        When the settings, a parameter or a notebook's parameters cell is wrong.
    """
    run = _Run(project, _year_reports(project, years, options), options, Observer())
    run.build_tables()
    failures = [*run.failed.values(), *run.errors]
    fingerprints = Fingerprints(project)
    try:
        builds = run.plan(fingerprints)
    except SettingsError as error:
        raise together([*failures, error]) from None
    reasons = [one for build in builds for one in _reasons(build, project, fingerprints)]
    failure = together(failures) if failures else None
    return RunForecast(tuple(reasons), failure, tuple(run.refreshed))


def _reasons(build: ReportBuild, project: Project, fingerprints: Fingerprints) -> Iterator[Reason]:
    published, cache = build.is_published(), cache_of(project)
    before = read_provenance(build.target).get("inputs", {})
    for job in build.jobs:
        found = reason(cache, job, fingerprints.inputs(job))
        edited = before.get(job.name, "") not in {"", fingerprints.checksum(job.notebook)}
        yield replace(found, causes=()) if published else replace(found, rendered=edited)


def failed_years(project: Project) -> list[int]:
    """Return the years whose last whole run failed."""
    found = project.reports(0).parent.glob("[0-9][0-9][0-9][0-9].failed")
    return sorted(int(folder.stem) for folder in found)


def _year_reports(project: Project, years: Iterable[int], options: RunOptions) -> list[ReportKind]:
    chosen, folder = options.chapters, options.folder
    return [YearReport(project, year, chosen, folder) for year in dict.fromkeys(years)]


def _outcome(run: _Run) -> RunOutcome:
    """Make what can be made, and return what happened."""
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


@dataclass(slots=True)
class _Run:
    """One run; it records what has happened so far, also when it is interrupted.

    `failed` tells by folder why a report cannot be made: errors before its notebooks start.
    `errors` are those of tables that no report of this run shows. `refreshed` holds the tables and
    results that were made again, `_standing` the years that were current when the run began; None
    where that is not known.
    """

    project: Project
    reports: Sequence[ReportKind]
    options: RunOptions
    observer: Observer
    session: Session = field(default_factory=Session)
    failed: dict[Path, PlanmonitorError] = field(default_factory=dict, init=False)
    errors: list[PlanmonitorError] = field(default_factory=list, init=False)
    refreshed: list[Refreshed] = field(default_factory=list, init=False)
    index: Path | None = field(default=None, init=False)
    _builds: dict[Path, ReportBuild] = field(default_factory=dict, init=False)
    _standing: frozenset[int] | None = field(default=None, init=False)
    _warm: WarmKernels | None = field(default=None, init=False)
    _shown: bool = field(default=False, init=False)

    def make(self) -> None:
        """Make what can be made."""
        start_lean()
        remove_abandoned()
        fingerprints = Fingerprints(self.project)
        current = [one for one in self._years() if _current(self.project, one, fingerprints)]
        self._standing = frozenset(current)
        with ExitStack() as stack:
            self._warm = stack.enter_context(self._early_kernels())
            self.build_tables()
            if self.failed and not self._ready():
                return
            _check(self.options)
            runner = self._runner(Fingerprints(self.project) if self.refreshed else fingerprints)
            builds = self.plan(runner.fingerprints)
            stack.enter_context(_alone(self.project, builds, runner.limits.run, self.observer))
            self._builds = {build.target: build for build in builds}
            runner.run([build for build in builds if not build.keep(fresh=self.options.fresh)])
        if not self.options.folder and (self.project.root / "reports").is_dir():
            self.index = write_index(self.project)

    def build_tables(self) -> None:
        """Refresh the tables and results of each year; record why those of a year fail."""
        found: dict[int, PlanmonitorError] = {}
        for year in self._years():
            try:
                made = self._refresh(year)
                self.refreshed += made
                self.observer.refreshed(made)
            except PlanmonitorError as error:
                found[year] = error
        for report in self.reports:
            if own := [found[year] for year in report.years if year in found]:
                self.failed[report.target] = together(own)
        shown = {year for report in self.reports for year in report.years}
        self.errors += [error for year, error in found.items() if year not in shown]

    def _refresh(self, year: int) -> list[Refreshed]:
        """Refresh one year; those before it are done."""
        if self._standing is None:
            return refresh(self.project, year)
        if year not in self._standing:
            return refresh(self.project, year, stale=True, awaited=self._awaited(year))
        # What was made of an earlier year may change the results of this one.
        return refresh(self.project, year) if self.refreshed else []

    def _awaited(self, year: int) -> Awaited | None:
        """Return the results that the opened chapter read last time; it runs when they are there.

        If it then reads a result for the first time, it fails, and runs again when all are there.
        """
        report = next((one for one in self._ready() if one.years[-1] == year), None)
        if self._opened is None or report is None:
            return None
        cache = cache_of(self.project)
        with suppress(SettingsError):  # planning reports it
            for job in report.jobs():
                if job.chapter == self._opened.id and (run := cache.latest(job)):
                    return Awaited(run.results(year), partial(self._run_opened, report))
        return None

    def _run_opened(self, report: ReportKind) -> None:
        """Run and show the opened chapter of a report that is not planned yet."""
        fingerprints = Fingerprints(self.project)
        build = ReportBuild(
            self.project,
            load_report_settings(self.project),
            report.years,
            report.jobs(),
            report.target,
            key="",
            unchanged=fingerprints.still_hold,
            remembered=self.session.remembered,
            opened=self._opened,
        )
        self._runner(fingerprints).run_first(build)
        self._shown = all(one.status is not Status.FAILED for one in build.chapters())

    @property
    def _opened(self) -> OpenedChapter | None:
        """The chapter to show before the report, unless it was shown."""
        return None if self._shown else self.session.opened

    def plan(self, fingerprints: Fingerprints) -> list[ReportBuild]:
        """Plan each report.

        Raises
        ------
        SettingsError
            With the problems of all reports at once.
        """
        builds: list[ReportBuild] = []
        problems: list[Problem] = []
        for report in self._ready():
            try:
                there = outputs_in(report.target) if self.options.refresh else ()
                wanted = (*self.options.outputs, *there)
                build = report_build(
                    report, fingerprints, wanted, self.session.remembered, self._opened
                )
                builds.append(build)
            except SettingsError as error:
                problems += [one for one in error.problems if one not in problems]
        if problems:
            raise SettingsError(*problems)
        return builds

    def outcomes(self) -> tuple[YearOutcome, ...]:
        """Return what happened to each report so far."""
        return tuple(map(self._outcome, self.reports))

    def _ready(self) -> list[ReportKind]:
        return [report for report in self.reports if report.target not in self.failed]

    def _years(self) -> Iterable[int]:
        """Return the years whose tables and results the run reads, the oldest first."""
        if self.options.tables is not None:
            return self.options.tables
        return sorted(
            {
                needed
                for report in self.reports
                for year in report.years
                for needed in (*built_before(self.project, year), year)
            }
        )

    @contextmanager
    def _early_kernels(self) -> Iterator[WarmKernels | None]:
        """Start the process that kernels fork from: it imports while tables are built."""
        cold = self.options.cold or self.options.scheduler is not None
        if self.session.kernels and not cold:
            yield self.session.kernels
            return
        if cold or self._standing == frozenset(self._years()):
            yield None
            return
        with warm_kernels(self._imports, environment()) as warm:
            yield warm

    def _imports(self) -> frozenset[str]:
        try:
            jobs = [job for report in self.reports for job in report.jobs()]
        except SettingsError:  # planning reports it
            return frozenset()
        return Fingerprints(self.project).imported_elsewhere(jobs)

    def _runner(self, fingerprints: Fingerprints) -> NotebookRunner:
        report, options = load_report_settings(self.project), self.options
        return NotebookRunner(
            self.project,
            fingerprints,
            cache_of(self.project),
            limits_of(report),
            options.jobs or report.jobs or usual_workers(),
            self.observer,
            cold=options.cold,
            fresh=options.fresh,
            scheduler=options.scheduler,
            warm=self._warm,
            first=self._opened.id if self._opened else "",
            reserve=self.session.reserve,
        )

    def _outcome(self, report: ReportKind) -> YearOutcome:
        folder, page = report.target, report.target / PAGE
        build = self._builds.get(folder)
        error = build.error if build else self.failed.get(folder)
        status = build.status if build else Status.FAILED if error else Status.NOT_RUN
        return YearOutcome(
            report.years[-1],
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


def _current(project: Project, year: int, checksums: Checksums) -> bool:
    try:
        return stages_stand(project, year, checksums=checksums)
    except PlanmonitorError:  # the build reports it
        return False


def _output_files(folder: Path) -> Iterator[OutputFile]:
    older = older_outputs(folder)
    for name in outputs_in(folder):
        for path in sorted(folder.glob(OUTPUTS[name].pattern)):
            yield OutputFile(name, path, name in older)


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
