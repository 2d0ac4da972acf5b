"""Runs jobs side by side on threads that drive kernels, and tells an observer how it goes."""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING, Protocol

from analysis.publishing.run.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analysis.publishing.run.guard import Guards
    from analysis.publishing.run.outcome import Executed
    from analysis.publishing.run.plan import Job

    Told = Callable[["Observer"], None]
    # Executes one job, calls back after each code cell, and returns a failure rather than raise it.
    Execute = Callable[[Job, Callable[[], None]], Executed | Failure]
    Deliver = Callable[[Executed | Failure], None]

BROKEN_OFF = "the run was broken off"
LOOK_SECONDS = 0.25  # how often an observer that waits is asked whether the run goes on


class Observer(Protocol):
    """Is told how a run goes: from the thread that called `run_jobs`, one event at a time."""

    def reused(self, jobs: Sequence[Job]) -> None:
        """Tell which notebooks need not run, for an earlier run had the same inputs."""

    def planned(self, jobs: Sequence[Job]) -> None:
        """Tell what will run, before anything does."""

    def waiting(self) -> None:
        """Tell, a few times a second, that nothing happens; raising here breaks the run off."""

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

    def reused(self, jobs: Sequence[Job]) -> None:
        """Do nothing."""

    def planned(self, jobs: Sequence[Job]) -> None:
        """Do nothing."""

    def waiting(self) -> None:
        """Do nothing."""

    def started(self, job: Job) -> None:
        """Do nothing."""

    def cell_done(self, job: Job, done: int) -> None:
        """Do nothing."""

    def finished(self, executed: Executed) -> None:
        """Do nothing."""

    def failed(self, failure: Failure) -> None:
        """Do nothing."""


def usual_workers() -> int:
    """Return how many notebooks to run at a time: one more than there are cores to this process.

    While a kernel starts or ends, and while its results are rendered, a core would be idle.
    """
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows do not tell
        cores = os.cpu_count() or 1
    return cores + 1


def run_jobs(  # noqa: PLR0913 - what to run, and how; all but two by name
    jobs: Sequence[Job],
    execute: Execute,
    *,
    deliver: Deliver,
    guards: Guards,
    workers: int = 2,
    observer: Observer | None = None,
) -> None:
    """Run all jobs, some at a time; one that fails does not stop the others.

    Parameters
    ----------
    jobs
        What to run, in the order in which to start.
    execute
        What runs one of them, with its kernel under one of the `guards`.
    deliver
        Is given each outcome at once, by the thread that made it; nothing once the run is broken
        off. No outcome is held here: a run of many years needs no more memory than one of few.
    guards
        Ends the kernels when the run is broken off.
    workers
        How many run at a time.
    observer
        Is told how it goes.

    Raises
    ------
    KeyboardInterrupt
        At Ctrl-C, after all kernels have been ended. So does whatever the observer raises.
    """
    observer = observer or Unobserved()
    observer.planned(jobs)
    events: SimpleQueue[Told | None] = SimpleQueue()
    with (
        ThreadPoolExecutor(workers, thread_name_prefix="notebook") as threads,
        _ending(threads, guards) as broken_off,
    ):
        given = _unless(broken_off, deliver)
        futures = [threads.submit(_run, job, execute, events, given) for job in jobs]
        _tell(observer, events, len(jobs))
    for future in futures:
        future.result()  # raises what must not happen


@contextmanager
def _ending(threads: ThreadPoolExecutor, guards: Guards) -> Iterator[Event]:
    """End all that runs, and start nothing more, when an error breaks the run off."""
    broken_off = Event()
    try:
        yield broken_off
    except BaseException:
        broken_off.set()
        threads.shutdown(wait=False, cancel_futures=True)
        guards.end_all(BROKEN_OFF)
        raise


def _unless(broken_off: Event, deliver: Deliver) -> Deliver:
    def given(outcome: Executed | Failure) -> None:
        if not broken_off.is_set():  # its kernel was ended: that is no failure of the notebook
            deliver(outcome)

    return given


def longest_first(jobs: Sequence[Job], seconds: Mapping[tuple[int, str], float]) -> list[Job]:
    """Order jobs so that the last to start is short: the workers then end at about one time.

    The years stay in their order, so that the report of one can be made while the next one runs.

    Parameters
    ----------
    jobs
        What is to run.
    seconds
        How long each took before, by year and chapter; one never timed starts before all of its
        year.
    """
    years = list(dict.fromkeys(job.year for job in jobs))

    def key(job: Job) -> tuple[int, float]:
        return years.index(job.year), -seconds.get((job.year, job.chapter), math.inf)

    return sorted(jobs, key=key)


def _run(job: Job, execute: Execute, events: SimpleQueue[Told | None], deliver: Deliver) -> None:
    done = 0

    def cell_done() -> None:
        nonlocal done
        done += 1
        count = done
        events.put(lambda observer: observer.cell_done(job, count))

    events.put(lambda observer: observer.started(job))
    try:
        outcome = execute(job, cell_done)
        deliver(outcome)
        events.put(lambda observer: _tell_outcome(observer, outcome))
    finally:
        events.put(None)


def _tell_outcome(observer: Observer, outcome: Executed | Failure) -> None:
    if isinstance(outcome, Failure):
        observer.failed(outcome)
    else:
        observer.finished(outcome)


def _tell(observer: Observer, events: SimpleQueue[Told | None], jobs: int) -> None:
    """Pass the events on until every job has ended."""
    while jobs:
        try:
            event = events.get(timeout=LOOK_SECONDS)
        except Empty:
            observer.waiting()
            continue
        if event is None:
            jobs -= 1
        else:
            event(observer)
