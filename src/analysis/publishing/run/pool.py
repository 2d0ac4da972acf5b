"""Runs jobs in parallel on threads that drive kernels, and passes events to an observer."""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

from analysis.publishing.run.failure import Failure
from analysis.publishing.run.observer import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.guard import Guards
    from analysis.publishing.run.observer import Seconds
    from analysis.publishing.run.plan import Job

    # What to pass to the observer; None when a job has ended.
    Events = SimpleQueue[Callable[[Observer], None] | None]
    # Executes one job, calls back after each code cell, and returns a failure rather than raise it.
    Execute = Callable[[Job, Callable[[], None]], Executed | Failure]
    Deliver = Callable[[Executed | Failure], None]

STOPPED = "the run was stopped"
LOOK_SECONDS = 0.25  # how often `waiting` is called when nothing happens


def usual_workers() -> int:
    """Return how many notebooks to run at a time: one more than this process has cores.

    One core would be idle while a kernel starts or ends, or while its results are rendered.
    """
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
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
    expected: Seconds | None = None,
) -> None:
    """Run jobs in this order, some at a time; one that fails does not stop the others.

    `deliver` receives each outcome at once, on the thread that made it, until the run is stopped;
    `guards` end the kernels then. `expected` has the seconds that jobs took before, where known.

    Raises
    ------
    KeyboardInterrupt
        At Ctrl-C, after all kernels are ended. What the observer raises has the same effect.
    """
    observer = observer or Observer()
    observer.planned(jobs, expected or {})
    events: Events = SimpleQueue()
    with (
        ThreadPoolExecutor(workers, thread_name_prefix="notebook") as threads,
        _ending(threads, guards) as stopped,
    ):
        given = _unless(stopped, deliver)
        futures = [threads.submit(_run, job, execute, events, given) for job in jobs]
        _tell(observer, events, len(jobs))
    for future in futures:
        future.result()  # raises an error of our own code


@contextmanager
def _ending(threads: ThreadPoolExecutor, guards: Guards) -> Iterator[Event]:
    """End all that runs, and start nothing more, when an error stops the run."""
    stopped = Event()
    try:
        yield stopped
    except BaseException:
        stopped.set()
        threads.shutdown(wait=False, cancel_futures=True)
        guards.end_all(STOPPED)
        raise


def _unless(stopped: Event, deliver: Deliver) -> Deliver:
    def given(outcome: Executed | Failure) -> None:
        if not stopped.is_set():  # its kernel was ended, so the notebook did not fail
            deliver(outcome)

    return given


def longest_first(jobs: Sequence[Job], seconds: Mapping[tuple[int, str], float]) -> list[Job]:
    """Order jobs by length, so that the workers end at about the same time.

    The years keep their order, so that one report can be assembled while the next one runs. A job
    without a time starts first in its year.
    """
    years = list(dict.fromkeys(job.year for job in jobs))

    def key(job: Job) -> tuple[int, float]:
        return years.index(job.year), -seconds.get((job.year, job.chapter), math.inf)

    return sorted(jobs, key=key)


def _run(job: Job, execute: Execute, events: Events, deliver: Deliver) -> None:
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


def _tell(observer: Observer, events: Events, jobs: int) -> None:
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
