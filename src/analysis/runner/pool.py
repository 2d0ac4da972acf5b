"""Runs jobs side by side on threads that drive kernels, and tells an observer how it goes."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Protocol

from analysis.runner.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from analysis.runner.guard import Guards
    from analysis.runner.outcome import Executed
    from analysis.runner.plan import Job

    Event = Callable[["Observer"], None]
    # Executes one job, calls back after each code cell, and returns a failure rather than raise it.
    Execute = Callable[[Job, Callable[[], None]], Executed | Failure]

BROKEN_OFF = "the run was broken off"


class Observer(Protocol):
    """Is told how a run goes: from the thread that called `run_jobs`, one event at a time."""

    def planned(self, jobs: Sequence[Job]) -> None:
        """Tell what will run, before anything does."""

    def started(self, job: Job) -> None:
        """Tell that a notebook starts."""

    def cell_done(self, job: Job, done: int) -> None:
        """Tell that so many of the job's cells are done."""

    def finished(self, executed: Executed) -> None:
        """Tell that a notebook ran to its end."""

    def failed(self, failure: Failure) -> None:
        """Tell that a notebook did not run to its end."""


class Unobserved:
    """An observer that looks away."""

    def planned(self, jobs: Sequence[Job]) -> None:
        """Do nothing."""

    def started(self, job: Job) -> None:
        """Do nothing."""

    def cell_done(self, job: Job, done: int) -> None:
        """Do nothing."""

    def finished(self, executed: Executed) -> None:
        """Do nothing."""

    def failed(self, failure: Failure) -> None:
        """Do nothing."""


def run_jobs(  # noqa: PLR0913 - what to run, and how; all but two by name
    jobs: Sequence[Job],
    execute: Execute,
    *,
    guards: Guards,
    workers: int = 2,
    observer: Observer | None = None,
    seconds: Mapping[str, float] | None = None,
) -> tuple[Executed | Failure, ...]:
    """Run all jobs, some at a time; one that fails does not stop the others.

    Parameters
    ----------
    jobs
        What to run.
    execute
        What runs one of them, with its kernel under one of the `guards`.
    guards
        Ends the kernels when the run is broken off.
    workers
        How many run at a time.
    observer
        Is told how it goes.
    seconds
        How long each chapter took before: the longest starts first, one never timed before all.

    Returns
    -------
    tuple of Executed or Failure
        One for each job, in the order of the jobs.

    Raises
    ------
    KeyboardInterrupt
        At Ctrl-C, after all kernels have been ended. So does whatever the observer raises.
    """
    events: SimpleQueue[Event | None] = SimpleQueue()
    observer = observer or Unobserved()
    observer.planned(jobs)
    with ThreadPoolExecutor(workers, thread_name_prefix="notebook") as threads:
        futures = {
            job.chapter: threads.submit(_run, job, execute, events)
            for job in longest_first(jobs, seconds or {})
        }
        try:
            _tell(observer, events, len(jobs))
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            guards.end_all(BROKEN_OFF)
            raise
    return tuple(futures[job.chapter].result() for job in jobs)


def longest_first(jobs: Sequence[Job], seconds: Mapping[str, float]) -> list[Job]:
    """Order jobs so that the last to start is short: the workers then end at about one time."""
    return sorted(jobs, key=lambda job: seconds.get(job.chapter, math.inf), reverse=True)


def _run(job: Job, execute: Execute, events: SimpleQueue[Event | None]) -> Executed | Failure:
    done = 0

    def cell_done() -> None:
        nonlocal done
        done += 1
        count = done
        events.put(lambda observer: observer.cell_done(job, count))

    events.put(lambda observer: observer.started(job))
    try:
        outcome = execute(job, cell_done)
        events.put(lambda observer: _tell_outcome(observer, outcome))
    finally:
        events.put(None)
    return outcome


def _tell_outcome(observer: Observer, outcome: Executed | Failure) -> None:
    if isinstance(outcome, Failure):
        observer.failed(outcome)
    else:
        observer.finished(outcome)


def _tell(observer: Observer, events: SimpleQueue[Event | None], jobs: int) -> None:
    """Pass the events on until every job has ended."""
    while jobs:
        event = events.get()
        if event is None:
            jobs -= 1
        else:
            event(observer)
