"""Brings the notebooks of reports: from an earlier run where nothing changed, else by executing."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from analysis.publishing.press import Press
from analysis.publishing.run.environment import environment
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.guard import Guards
from analysis.publishing.run.pool import Unobserved, longest_first, run_jobs
from analysis.publishing.run.scratch import scratch_folder
from analysis.publishing.run.warm import warm_kernels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.edition import Edition
    from analysis.publishing.run.cache import Cache
    from analysis.publishing.run.fingerprint import Fingerprints
    from analysis.publishing.run.limits import Limits
    from analysis.publishing.run.outcome import Executed
    from analysis.publishing.run.plan import Job
    from analysis.publishing.run.pool import Execute, Observer
    from analysis.publishing.run.warm import WarmKernels


@dataclass(frozen=True, slots=True)
class Production:
    """How the notebooks of a run are brought.

    Parameters
    ----------
    project
        Whose notebooks they are.
    fingerprints, cache
        What the notebooks depend on, and the runs that are kept.
    limits
        What ends a kernel, and the run.
    workers
        How many notebooks run at a time.
    observer
        Is told how it goes.
    cold
        Start each kernel as a Python of its own.
    fresh
        Execute all, whatever is kept.
    scheduler
        The address of a Dask scheduler; None to run here.
    warm
        Starts kernels already; otherwise what does is started once a notebook has to run.
    """

    project: Project
    fingerprints: Fingerprints
    cache: Cache
    limits: Limits
    workers: int
    observer: Observer | None = None
    cold: bool = False
    fresh: bool = False
    scheduler: str | None = None
    warm: WarmKernels | None = None

    def make(self, editions: Sequence[Edition]) -> None:
        """Bring the notebooks of all editions, and publish each edition when its own have come."""
        by_year = {edition.year: edition for edition in editions}
        jobs = [job for edition in editions for job in edition.jobs]
        waiting = [job for job in jobs if not self._from_earlier(job, by_year[job.year])]
        observer = self.observer or Unobserved()
        observer.reused([job for job in jobs if job not in waiting])
        with ExitStack() as stack:
            if not waiting:
                stack.enter_context(Press(editions))
                return
            folder = stack.enter_context(scratch_folder())
            guards = Guards()
            stack.enter_context(guards.deadline(self.limits.run))
            place = stack.enter_context(self._executing(waiting, guards, folder))
            # Its imports go on while the process that kernels are forked from still has its own.
            stack.enter_context(Press(editions))
            self._execute(waiting, by_year, guards, place)

    def _from_earlier(self, job: Job, edition: Edition) -> bool:
        """Hand over the run that is kept, if there is one for these inputs."""
        inputs = self.fingerprints.inputs(job)  # now: a file may be edited while notebooks run
        entry = None if self.fresh else self.cache.find(job, inputs)
        if entry is not None:
            edition.take(job.chapter, entry)
        return entry is not None

    def _execute(
        self,
        jobs: Sequence[Job],
        editions: Mapping[int, Edition],
        guards: Guards,
        place: tuple[Execute, int],
    ) -> None:
        def deliver(outcome: Executed | Failure) -> None:
            job = outcome.job
            if not isinstance(outcome, Failure):
                self._keep(outcome)
            editions[job.year].take(job.chapter, outcome)

        execute, workers = place
        run_jobs(
            longest_first(jobs, self._seconds(jobs)),
            execute,
            deliver=deliver,
            guards=guards,
            workers=workers,
            observer=self.observer,
        )

    def _keep(self, executed: Executed) -> None:
        from analysis.publishing.run.reuse import entry_of  # imports nbformat

        if not self.fingerprints.still_hold():
            return
        inputs = self.fingerprints.inputs(executed.job)
        loaded = executed.modules
        if loaded is None:
            self.cache.keep(executed.job, entry_of(executed, inputs))
        elif self.fingerprints.account_for(inputs, loaded):
            unused = self.fingerprints.unused(inputs, loaded)
            self.cache.keep(executed.job, entry_of(executed, inputs, unused))

    def _seconds(self, jobs: Sequence[Job]) -> dict[tuple[int, str], float]:
        """Return how long each notebook took before, as far as that is known."""
        found = {(job.year, job.chapter): self.cache.latest(job) for job in jobs}
        return {which: entry.timing.total for which, entry in found.items() if entry}

    @contextmanager
    def _executing(
        self, jobs: Sequence[Job], guards: Guards, scratch: Path
    ) -> Iterator[tuple[Execute, int]]:
        """Give what executes a job, and how many at a time: on a cluster, or here."""
        with ExitStack() as stack:
            asked = partial(self.fingerprints.imported_elsewhere, jobs)
            imports = None if self.cold or self.warm else asked
            if self.scheduler:
                from analysis.publishing.run.cluster import cluster

                place = cluster(
                    self.scheduler,
                    self.project,
                    limits=self.limits,
                    guards=guards,
                    scratch=scratch,
                    imports=imports() if imports else None,
                )
                yield stack.enter_context(place)
                return
            warm = self.warm
            if imports is not None:  # they go on while this process does its own
                warm = stack.enter_context(warm_kernels(imports, environment()))
            from analysis.publishing.run.execute import Execution  # slow to import

            yield Execution(scratch, self.limits, guards, warm), self.workers
