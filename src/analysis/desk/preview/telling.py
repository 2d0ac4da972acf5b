"""Says what a run is doing, and stops it when a newer save arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.publishing.run.observer import Observer, StopRun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.failure import Failure
    from analysis.publishing.run.observer import Seconds
    from analysis.publishing.run.plan import Job
    from analysis.stages import Refreshed


class Telling(Observer):
    """An observer that passes on one line about what runs now."""

    def __init__(self, tell: Callable[[str], None], stopping: Callable[[], bool]) -> None:
        self._tell = tell
        self._stopping = stopping
        self._running: dict[str, str] = {}

    def blocked(self, message: str) -> None:
        """Say what the run waits for."""
        self._tell(message)

    def refreshed(self, made: Sequence[Refreshed]) -> None:
        """Say which tables and results were made again."""
        if made:
            more = f" and {len(made) - 1} more" if len(made) > 1 else ""
            self._tell(f"Made again: {made[0]}{more}")
        self._stop()

    def planned(self, jobs: Sequence[Job], expected: Seconds) -> None:
        """Say how many notebooks run."""
        del expected
        self._tell(f"Running {len(jobs)} notebook{'s' if len(jobs) > 1 else ''}")

    def waiting(self) -> None:
        """Stop when asked to."""
        self._stop()

    def started(self, job: Job) -> None:
        """Say which notebook starts."""
        self._show(job, job.title)

    def cell_done(self, job: Job, done: int) -> None:
        """Say how far a notebook is."""
        self._show(job, f"{job.title}: {done} of {job.cells} cells")
        self._stop()

    def finished(self, executed: Executed) -> None:
        """Say what still runs, or that the page is next."""
        self._end(executed.job)

    def failed(self, failure: Failure) -> None:
        """Say what still runs."""
        self._end(failure.job)

    def _show(self, job: Job, line: str) -> None:
        self._running[job.chapter] = line
        self._tell(" · ".join(self._running.values()))

    def _end(self, job: Job) -> None:
        self._running.pop(job.chapter, None)
        self._tell(" · ".join(self._running.values()) or "Rendering the page")

    def _stop(self) -> None:
        if self._stopping():
            raise StopRun
