from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nbformat import NotebookNode

from analysis.publishing.run.executed import Executed, NotebookTiming
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.guard import Guards, KernelGuard
from analysis.publishing.run.observer import Observer
from analysis.publishing.run.plan import Job
from analysis.publishing.run.pool import (
    STOPPED,
    longest_first,
    run_jobs,
    usual_workers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.publishing.run.observer import Seconds


def job(chapter: str, year: int = 2023) -> Job:
    return Job(year, chapter, chapter.title(), Path(f"{chapter}.ipynb"), chapter, {}, cells=2)


def ignore(_: Executed | Failure) -> None:
    """Ignore an outcome."""


def executed(one: Job) -> Executed:
    return Executed(one, NotebookNode(), NotebookTiming(1, 1, 0))  # type: ignore[no-untyped-call]


def failed(one: Job) -> Failure:
    return Failure(one, 1, "1/0", "ZeroDivisionError", "division by zero", "", None)


class Written(Observer):
    """Records the events, and the thread of each."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str, int]] = []
        self.threads: set[str] = set()

    def _note(self, what: str, one: Job, number: int = 0) -> None:
        self.events.append((what, one.chapter, number))
        self.threads.add(threading.current_thread().name)

    def planned(self, jobs: Sequence[Job], expected: Seconds) -> None:
        """Record how many there are."""
        del expected
        self.jobs = len(jobs)

    def started(self, job: Job) -> None:
        """Record it."""
        self._note("started", job)

    def cell_done(self, job: Job, done: int) -> None:
        """Record it with the number of cells."""
        self._note("cell", job, done)

    def finished(self, executed: Executed) -> None:
        """Record it."""
        self._note("finished", executed.job)

    def failed(self, failure: Failure) -> None:
        """Record it."""
        self._note("failed", failure.job)


def test_a_failure_does_not_stop_the_others() -> None:
    """Each outcome is delivered."""

    def execute(one: Job, _: Callable[[], None]) -> Executed | Failure:
        return failed(one) if one.chapter == "a" else executed(one)

    came: list[Executed | Failure] = []
    jobs = [job("a"), job("b"), job("c")]
    run_jobs(jobs, execute, deliver=came.append, guards=Guards(), workers=2)
    assert {one.job.chapter: type(one) for one in came} == {
        "a": Failure,
        "b": Executed,
        "c": Executed,
    }


def test_the_observer_gets_all_events_in_order_on_the_calling_thread() -> None:
    def execute(one: Job, cell_done: Callable[[], None]) -> Executed | Failure:
        cell_done()
        cell_done()
        return failed(one) if one.chapter == "b" else executed(one)

    seen = Written()
    jobs = [job("a"), job("b")]
    run_jobs(jobs, execute, deliver=ignore, guards=Guards(), workers=1, observer=seen)
    assert seen.events == [
        ("started", "a", 0), ("cell", "a", 1), ("cell", "a", 2), ("finished", "a", 0),
        ("started", "b", 0), ("cell", "b", 1), ("cell", "b", 2), ("failed", "b", 0),
    ]  # fmt: skip
    assert seen.jobs == 2
    assert seen.threads == {threading.current_thread().name}


def test_two_run_at_a_time() -> None:
    """Each waits for the other, so that one worker alone would never finish."""
    meeting = threading.Barrier(2, timeout=60)

    def execute(one: Job, _: Callable[[], None]) -> Executed:
        meeting.wait()
        return executed(one)

    came: list[Executed | Failure] = []
    run_jobs([job("a"), job("b")], execute, deliver=came.append, guards=Guards(), workers=2)
    assert len(came) == 2


def test_unknown_durations_start_first_then_the_longest() -> None:
    jobs = [job("short"), job("long"), job("new")]
    order = longest_first(jobs, {(2023, "short"): 1.0, (2023, "long"): 9.0})
    assert [one.chapter for one in order] == ["new", "long", "short"]


def test_a_year_ends_before_the_next_begins() -> None:
    """Its report is made while the next year runs, which frees its notebooks early."""
    jobs = [job("a", year=2022), job("b", year=2023), job("c", year=2022)]
    order = longest_first(jobs, {(2022, "a"): 1.0, (2023, "b"): 9.0, (2022, "c"): 2.0})
    assert [(one.year, one.chapter) for one in order] == [(2022, "c"), (2022, "a"), (2023, "b")]


class WatchedGuard(KernelGuard):
    """Sets an event when it ends its kernel."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.ended = threading.Event()

    def end(self, reason: str, timeout: str | None = None) -> None:
        """End it, and set the event."""
        super().end(reason, timeout)
        self.ended.set()


def test_ctrl_c_ends_the_kernels_and_starts_no_other_notebook() -> None:
    """A running job returns when its kernel ends, as nbclient does; the others never start."""
    guards, begun = Guards(), []

    class Impatient(Written):
        def started(self, job: Job) -> None:
            del job
            raise KeyboardInterrupt

    def execute(one: Job, _: Callable[[], None]) -> Failure:
        begun.append(one.chapter)
        guard = WatchedGuard(60)
        guards.add(guard)
        assert guard.ended.wait(60)
        assert guard.reason == STOPPED
        return failed(one)

    jobs = [job("a"), job("b")]
    with pytest.raises(KeyboardInterrupt):
        run_jobs(jobs, execute, deliver=ignore, guards=guards, workers=1, observer=Impatient())
    assert begun == ["a"]


def test_an_observer_can_stop_the_run_within_a_cell() -> None:
    """No cell ends here: the observer, which is called repeatedly, stops the run."""
    guards = Guards()

    class Stopped(Written):
        def waiting(self) -> None:
            raise InterruptedError

    def execute(one: Job, _: Callable[[], None]) -> Failure:
        guard = WatchedGuard(60)
        guards.add(guard)
        assert guard.ended.wait(60)
        return failed(one)

    came: list[Executed | Failure] = []
    with pytest.raises(InterruptedError):
        run_jobs([job("a")], execute, deliver=came.append, guards=guards, observer=Stopped())
    assert came == [], "its kernel was ended: that is no failure of the notebook"


@pytest.mark.posix
def test_the_default_is_one_notebook_more_than_the_available_cores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    assert usual_workers() == 4
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usual_workers() == 2
