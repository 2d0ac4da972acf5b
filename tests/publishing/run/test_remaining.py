from __future__ import annotations

from pathlib import Path

import pytest

from analysis.publishing.run.plan import Job
from analysis.publishing.run.progress import left_in_words
from analysis.publishing.run.remaining import Remaining


class Clock:
    """A clock that only moves when it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def job(chapter: str, cells: int = 10) -> Job:
    return Job(2023, chapter, chapter, Path(f"{chapter}.ipynb"), chapter, {}, cells)


A, B, C = job("a"), job("b"), job("c", cells=20)


def test_a_notebook_that_ran_before_takes_as_long_again() -> None:
    clock = Clock()
    remaining = Remaining(clock)
    remaining.plan([A], {(2023, "a"): 8.0})
    assert remaining.of_notebook(A) == 8
    remaining.start(A)
    clock.now += 3
    assert remaining.of_notebook(A) == 5
    clock.now += 30
    assert remaining.of_notebook(A) == 0, "never less than nothing"


def test_a_new_notebook_is_estimated_from_its_own_cells() -> None:
    clock = Clock()
    remaining = Remaining(clock)
    remaining.plan([A])
    remaining.start(A)
    assert remaining.of_notebook(A) is None
    clock.now += 4
    remaining.advance(A, 2)
    assert remaining.of_notebook(A) == 16  # 2 s a cell, 8 cells


def test_a_waiting_notebook_is_estimated_from_finished_ones() -> None:
    clock = Clock()
    remaining = Remaining(clock)
    remaining.plan([A, C])
    assert remaining.of_run() is None
    remaining.start(A)
    clock.now += 5
    remaining.end(A)
    assert (remaining.of_notebook(C), remaining.of_run()) == (10, 10)  # half a second a cell
    assert (remaining.ended, remaining.planned) == (1, 2)


@pytest.mark.parametrize(("at_work", "left"), [((A,), 12), ((A, B), 6)])
def test_parallel_notebooks_share_the_time_left(at_work: tuple[Job, ...], left: float) -> None:
    before = {(2023, name): seconds for name, seconds in (("a", 5.0), ("b", 3.0), ("c", 4.0))}
    remaining = Remaining(Clock())
    remaining.plan([A, B, C], before)
    for one in at_work:
        remaining.start(one)
    assert remaining.of_run() == left


def test_a_run_lasts_as_long_as_its_longest_notebook() -> None:
    remaining = Remaining(Clock())
    remaining.plan([A, B], {(2023, "a"): 90.0, (2023, "b"): 1.0})
    remaining.start(A)
    remaining.start(B)
    assert remaining.of_run() == 90


def test_nothing_is_left_at_the_end() -> None:
    remaining = Remaining(Clock())
    remaining.plan([A], {(2023, "a"): 90.0})
    remaining.start(A)
    remaining.end(A)
    assert remaining.of_run() == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.0, ""),
        (0.4, "about 1 s left"),
        (60.0, "about 1 min left"),
        (97.0, "about 1 min 40 s left"),
        (119.0, "about 2 min left"),
    ],
)
def test_an_estimate_is_rounded_to_its_precision(seconds: float | None, words: str) -> None:
    assert left_in_words(seconds) == words
