"""Estimates the time left in a run, from how long notebooks took before or from their cells."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.publishing.run.observer import Seconds
    from analysis.publishing.run.plan import Job


@dataclass(slots=True)
class _Course:
    cells: int
    before: float | None
    started: float | None = None
    ended: float | None = None
    done: int = 0


class Remaining:
    """Estimates the seconds left for each notebook and for the run; None where nothing is known.

    A notebook that ran before is expected to take as long again. For another one the estimate
    comes from its own cells so far, or from those of the notebooks that have ended.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._courses: dict[tuple[int, str], _Course] = {}

    def plan(self, jobs: Sequence[Job], expected: Seconds | None = None) -> None:
        """Take in what will run, and how many seconds it took before where that is known."""
        for job in jobs:
            which = job.year, job.chapter
            self._courses[which] = _Course(job.cells, (expected or {}).get(which))

    def start(self, job: Job) -> None:
        """Start a notebook's clock."""
        self._courses[job.year, job.chapter].started = self._clock()

    def advance(self, job: Job, done: int) -> None:
        """Take in how many cells are done."""
        self._courses[job.year, job.chapter].done = done

    def end(self, job: Job) -> None:
        """Stop its clock."""
        self._courses[job.year, job.chapter].ended = self._clock()

    @property
    def cells(self) -> int:
        """How many cells are done."""
        return sum(one.done for one in self._courses.values())

    @property
    def ended(self) -> int:
        """How many notebooks have ended."""
        return sum(one.ended is not None for one in self._courses.values())

    @property
    def planned(self) -> int:
        """How many notebooks there are."""
        return len(self._courses)

    def of_notebook(self, job: Job) -> float | None:
        """Return the seconds left for a notebook."""
        return self._left(self._courses[job.year, job.chapter])

    def of_run(self) -> float | None:
        """Return the seconds left for the run, if as many notebooks keep running in parallel."""
        going = [one for one in self._courses.values() if one.ended is None]
        left = [self._left(one) for one in going]
        known = [seconds for seconds in left if seconds is not None]
        if not known or len(known) < len(left):
            return None if going else 0.0
        side_by_side = max(1, sum(one.started is not None for one in going))
        return max(*known, sum(known) / side_by_side)

    def _left(self, one: _Course) -> float | None:
        if one.ended is not None:
            return 0.0
        elapsed = self._clock() - one.started if one.started is not None else 0.0
        whole = one.before
        if whole is None and one.done:
            whole = elapsed / one.done * one.cells
        if whole is None:
            whole = self._per_cell() * one.cells or None
        return None if whole is None else max(0.0, whole - elapsed)

    def _per_cell(self) -> float:
        """Return how long a cell of the notebooks that have ended took; 0 when none has."""
        ended = [one for one in self._courses.values() if one.ended is not None]
        cells = sum(one.cells for one in ended)
        seconds = sum((one.ended or 0) - (one.started or 0) for one in ended)
        return seconds / cells if cells else 0.0
