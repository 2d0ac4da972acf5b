"""Gets the executed notebooks of reports, from the cache or by running them."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from analysis.publishing.build_thread import BuildThread
from analysis.publishing.run.environment import environment
from analysis.publishing.run.explain import reason
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.guard import Guards
from analysis.publishing.run.pool import longest_first, run_jobs
from analysis.publishing.run.scratch import scratch_folder
from analysis.publishing.run.warm import warm_kernels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.report_build import ReportBuild
    from analysis.publishing.run.cache import Cache
    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.fingerprint import Fingerprints
    from analysis.publishing.run.limits import KernelLimits
    from analysis.publishing.run.observer import Observer
    from analysis.publishing.run.plan import Job
    from analysis.publishing.run.pool import Execute
    from analysis.publishing.run.reserve import KernelReserve
    from analysis.publishing.run.warm import WarmKernels


@dataclass(frozen=True, slots=True)
class NotebookRunner:
    """Runs the notebooks of one run of reports.

    `cold` starts each kernel as a new Python, and `fresh` executes all notebooks, whatever the
    cache holds. `scheduler` is the address of a Dask scheduler; None to run here. Without `warm` it
    starts a fork server once a notebook has to run; `reserve` may have a kernel of it. The chapter
    `first` runs before all others, and alone: somebody waits for it.
    """

    project: Project
    fingerprints: Fingerprints
    cache: Cache
    limits: KernelLimits
    workers: int
    observer: Observer
    cold: bool = False
    fresh: bool = False
    scheduler: str | None = None
    warm: WarmKernels | None = None
    first: str = ""
    reserve: KernelReserve | None = None

    def run_first(self, build: ReportBuild) -> None:
        """Run the chapter `first` of a report, before its other notebooks can run."""
        jobs = [job for job in build.jobs if job.chapter == self.first]
        with scratch_folder() as folder:
            self._run(jobs, {build.year: build}, nullcontext(), folder)

    def run(self, builds: Sequence[ReportBuild]) -> None:
        """Get the notebooks of all reports, and make each report when its own have arrived."""
        if not builds:
            return
        by_year = {build.year: build for build in builds}
        jobs = [job for build in builds for job in build.jobs]
        first = [job for job in jobs if job.chapter == self.first]
        others = [job for job in jobs if job not in first]
        with scratch_folder() as folder:  # until the reports have kept what failed
            if first:
                self._run(first, by_year, nullcontext(), folder)
            self._run(others, by_year, BuildThread(builds), folder)

    def _run(
        self,
        jobs: Sequence[Job],
        builds: Mapping[int, ReportBuild],
        building: AbstractContextManager[object],
        scratch: Path,
    ) -> None:
        """Hand over what the cache has, and execute the rest in the context that builds reports."""
        waiting = [job for job in jobs if not self._take_cached(job, builds[job.year])]
        self.observer.reused([job for job in jobs if job not in waiting])
        with ExitStack() as stack:
            if not waiting:
                stack.enter_context(building)
                return
            guards = Guards()
            stack.enter_context(guards.deadline(self.limits.run))
            place = stack.enter_context(self._executing(waiting, guards, scratch))
            # Start it while the process that kernels fork from is still importing.
            stack.enter_context(building)
            self._execute(waiting, builds, guards, place)

    def _take_cached(self, job: Job, build: ReportBuild) -> bool:
        """Hand over the cached run with these inputs, if there is one; else note what changed."""
        inputs = self.fingerprints.inputs(job)  # now: a file may be edited while notebooks run
        cached = None if self.fresh else self.cache.find(job, inputs)
        if cached is not None:
            build.take(job.chapter, cached)
            return True
        build.expect(job.chapter, reason(self.cache, job, inputs).causes)
        return False

    def _execute(
        self,
        jobs: Sequence[Job],
        builds: Mapping[int, ReportBuild],
        guards: Guards,
        place: tuple[Execute, int],
    ) -> None:
        def deliver(outcome: Executed | Failure) -> None:
            job = outcome.job
            if not isinstance(outcome, Failure):
                self._store(outcome)
            builds[job.year].take(job.chapter, outcome)

        execute, workers = place
        expected = self._expected(jobs)
        run_jobs(
            longest_first(jobs, expected),
            execute,
            deliver=deliver,
            guards=guards,
            workers=workers,
            observer=self.observer,
            expected=expected,
        )

    def _store(self, executed: Executed) -> None:
        """Store a run in the cache, unless a file it may have read changed meanwhile."""
        from analysis.publishing.run.reuse import cached_run  # imports nbformat

        if not self.fingerprints.still_hold():
            return
        inputs = self.fingerprints.inputs(executed.job)
        loaded = executed.modules
        if loaded is None:
            self.cache.store(executed.job, cached_run(executed, inputs))
        elif self.fingerprints.account_for(executed.job, loaded):
            unused = self.fingerprints.unused(inputs, loaded)
            self.cache.store(executed.job, cached_run(executed, inputs, unused))

    def _expected(self, jobs: Sequence[Job]) -> dict[tuple[int, str], float]:
        """Return how many seconds each notebook took before, where that is known."""
        found = {(job.year, job.chapter): self.cache.latest(job) for job in jobs}
        return {which: cached.timing.total for which, cached in found.items() if cached}

    @contextmanager
    def _executing(
        self, jobs: Sequence[Job], guards: Guards, scratch: Path
    ) -> Iterator[tuple[Execute, int]]:
        """Yield what executes a job, on a cluster or here, and how many run at a time."""
        imports = partial(self.fingerprints.imported_elsewhere, jobs)
        warm_up = not (self.cold or self.warm)
        with ExitStack() as stack:
            if self.scheduler:
                from analysis.publishing.run.cluster import cluster

                place = cluster(
                    self.scheduler,
                    self.project,
                    limits=self.limits,
                    guards=guards,
                    scratch=scratch,
                    imports=imports() if warm_up else None,
                )
                yield stack.enter_context(place)
                return
            warm = self.warm
            if warm_up:  # start it before this process does its own slow imports
                warm = stack.enter_context(warm_kernels(imports, environment()))
            from analysis.publishing.run.execute import Execution  # slow to import

            yield Execution(scratch, self.limits, guards, warm, self.reserve), self.workers
