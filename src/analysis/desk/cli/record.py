"""Remembers what a run tells of its notebooks, and passes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.publishing.run.failure import Failure
    from analysis.publishing.run.outcome import Executed
    from analysis.publishing.run.plan import Job
    from analysis.publishing.run.pool import Observer

    Which = tuple[int, str]  # the year and the chapter's id


class Record:
    """An observer that keeps the outcome of each notebook.

    Attributes
    ----------
    kept, to_run
        The notebooks that need not run, and those that must.
    seconds
        How long each took that ran to its end.
    failures
        Those that did not.
    observer
        Is told the same.
    """

    def __init__(self, observer: Observer | None = None) -> None:
        self.kept: list[Which] = []
        self.to_run: list[Which] = []
        self.seconds: dict[Which, float] = {}
        self.failures: dict[Which, Failure] = {}
        self.observer = observer

    @property
    def is_planned(self) -> bool:
        """Whether the run came as far as to know what has to run."""
        return bool(self.kept or self.to_run)

    def reused(self, jobs: Sequence[Job]) -> None:
        """Keep which need not run."""
        self.kept = [(job.year, job.chapter) for job in jobs]
        if self.observer:
            self.observer.reused(jobs)

    def planned(self, jobs: Sequence[Job]) -> None:
        """Keep what will run."""
        self.to_run = [(job.year, job.chapter) for job in jobs]
        if self.observer:
            self.observer.planned(jobs)

    def waiting(self) -> None:
        """Pass on that nothing happens."""
        if self.observer:
            self.observer.waiting()

    def started(self, job: Job) -> None:
        """Pass on which starts."""
        if self.observer:
            self.observer.started(job)

    def cell_done(self, job: Job, done: int) -> None:
        """Pass on how far one is."""
        if self.observer:
            self.observer.cell_done(job, done)

    def finished(self, executed: Executed) -> None:
        """Keep how long it took."""
        job = executed.job
        self.seconds[job.year, job.chapter] = executed.timing.total
        if self.observer:
            self.observer.finished(executed)

    def failed(self, failure: Failure) -> None:
        """Keep where and why it failed."""
        self.failures[failure.job.year, failure.job.chapter] = failure
        if self.observer:
            self.observer.failed(failure)
