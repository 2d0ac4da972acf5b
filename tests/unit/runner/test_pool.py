from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nbformat import NotebookNode

from analysis.runner.failure import Failure
from analysis.runner.guard import Guards, KernelGuard
from analysis.runner.outcome import Executed, Timing
from analysis.runner.plan import Job
from analysis.runner.pool import BROKEN_OFF, longest_first, run_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def job(chapter: str, cells: int = 2) -> Job:
    return Job(2023, chapter, chapter.title(), Path(f"{chapter}.ipynb"), chapter, {}, cells)


def executed(one: Job) -> Executed:
    return Executed(one, NotebookNode(), Timing(1, 1, 0))  # type: ignore[no-untyped-call]


def failed(one: Job) -> Failure:
    return Failure(one, 1, "1/0", "ZeroDivisionError", "division by zero", "", None)


class Written:
    """An observer that writes down what it is told, and by which thread."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str, int]] = []
        self.threads: set[str] = set()

    def _note(self, what: str, one: Job, number: int = 0) -> None:
        self.events.append((what, one.chapter, number))
        self.threads.add(threading.current_thread().name)

    def planned(self, jobs: Sequence[Job]) -> None:
        """Note how many there are."""
        self.jobs = len(jobs)

    def started(self, job: Job) -> None:
        """Note it."""
        self._note("started", job)

    def cell_done(self, job: Job, done: int) -> None:
        """Note it, with the number of cells."""
        self._note("cell", job, done)

    def finished(self, executed: Executed) -> None:
        """Note it."""
        self._note("finished", executed.job)

    def failed(self, failure: Failure) -> None:
        """Note it."""
        self._note("failed", failure.job)


def test_a_failure_does_not_stop_the_others() -> None:
    """And outcomes come in the order of the jobs, not of their ends."""

    def execute(one: Job, _: Callable[[], None]) -> Executed | Failure:
        return failed(one) if one.chapter == "a" else executed(one)

    outcomes = run_jobs([job("a"), job("b"), job("c")], execute, guards=Guards(), workers=2)
    assert [type(outcome) for outcome in outcomes] == [Failure, Executed, Executed]
    assert [outcome.job.chapter for outcome in outcomes] == ["a", "b", "c"]


def test_the_observer_is_told_everything_in_order_by_the_calling_thread() -> None:
    def execute(one: Job, cell_done: Callable[[], None]) -> Executed | Failure:
        cell_done()
        cell_done()
        return failed(one) if one.chapter == "b" else executed(one)

    seen = Written()
    run_jobs([job("a"), job("b")], execute, guards=Guards(), workers=1, observer=seen)
    assert seen.events == [
        ("started", "a", 0), ("cell", "a", 1), ("cell", "a", 2), ("finished", "a", 0),
        ("started", "b", 0), ("cell", "b", 1), ("cell", "b", 2), ("failed", "b", 0),
    ]  # fmt: skip
    assert seen.jobs == 2
    assert seen.threads == {threading.current_thread().name}


def test_two_run_at_a_time() -> None:
    """Each waits for the other: with one worker they would never meet."""
    meeting = threading.Barrier(2, timeout=5)

    def execute(one: Job, _: Callable[[], None]) -> Executed:
        meeting.wait()
        return executed(one)

    assert len(run_jobs([job("a"), job("b")], execute, guards=Guards(), workers=2)) == 2


def test_the_longest_starts_first_and_an_unknown_one_before_it() -> None:
    jobs = [job("short"), job("long"), job("new")]
    order = longest_first(jobs, {"short": 1.0, "long": 9.0})
    assert [one.chapter for one in order] == ["new", "long", "short"]


class WatchedGuard(KernelGuard):
    """Tells when it has been told to end its kernel."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.ended = threading.Event()

    def end(self, reason: str) -> None:
        """End it, and tell."""
        super().end(reason)
        self.ended.set()


def test_ctrl_c_ends_the_kernels_and_starts_no_other_notebook() -> None:
    """A running job is released by the end of its kernel, as nbclient is; the rest never starts."""
    guards, begun = Guards(), []

    class Impatient(Written):
        def started(self, job: Job) -> None:
            del job
            raise KeyboardInterrupt

    def execute(one: Job, _: Callable[[], None]) -> Failure:
        begun.append(one.chapter)
        guard = WatchedGuard(5)
        guards.add(guard)
        assert guard.ended.wait(5)
        assert guard.reason == BROKEN_OFF
        return failed(one)

    jobs = [job("a"), job("b")]
    with pytest.raises(KeyboardInterrupt):
        run_jobs(jobs, execute, guards=guards, workers=1, observer=Impatient())
    assert begun == ["a"]
