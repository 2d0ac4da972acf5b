"""The events of a run, for whoever shows its progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.failure import Failure
    from analysis.publishing.run.plan import Job
    from analysis.stages import Refreshed

    Seconds = Mapping[tuple[int, str], float]  # by year and chapter


class StopRun(Exception):  # noqa: N818 - a request, as StopIteration is
    """Raised by an observer to stop the run; all kernels are ended."""


class Observer:
    """Receives the events of a run, one at a time and on the thread that called `make_reports`.

    Each method does nothing; a subclass overrides those it needs.
    """

    def blocked(self, message: str) -> None:
        """Report that the run waits for another one, which the message names."""

    def refreshed(self, made: Sequence[Refreshed]) -> None:
        """Report the tables and results that were made again, if any."""

    def reused(self, jobs: Sequence[Job]) -> None:
        """Report notebooks that need not run: the cache has a run with the same inputs."""

    def planned(self, jobs: Sequence[Job], expected: Seconds) -> None:
        """Report notebooks that will run, and how long they took before where that is known."""

    def waiting(self) -> None:
        """Report that nothing happens; called a few times a second."""

    def started(self, job: Job) -> None:
        """Report that a notebook starts."""

    def cell_done(self, job: Job, done: int) -> None:
        """Report how many of a notebook's cells are done."""

    def finished(self, executed: Executed) -> None:
        """Report a notebook that ran to its end."""

    def failed(self, failure: Failure) -> None:
        """Report a notebook that failed."""
