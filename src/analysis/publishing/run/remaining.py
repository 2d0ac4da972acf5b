"""How long a run still takes: from how long its notebooks took before, or else from their cells."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from analysis.publishing.run.plan import Job

    Which = tuple[int, str]  # the year and the chapter's id


@dataclass(slots=True)
class _Course:
    cells: int
    before: float | None
    started: float | None = None
    ended: float | None = None
    done: int = 0


class Remaining:
    """Estimates of the seconds that notebooks, and the run, still take.

    A notebook that ran before takes as long as it did then; another takes for each cell what its
    own cells took so far, or those of the notebooks that have ended. None where nothing is known.

    Parameters
    ----------
    before
        How long notebooks took in an earlier run, in seconds.
    clock
        Gives the time in seconds; another one for a test.
    """

    def __init__(
        self,
        before: Mapping[Which, float] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._before = dict(before or {})
        self._clock = clock
        self._courses: dict[Which, _Course] = {}

    def plan(self, jobs: Sequence[Job]) -> None:
        """Take in what will run."""
        for job in jobs:
            which = job.year, job.chapter
            self._courses[which] = _Course(job.cells, self._before.get(which))

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
        """Return the seconds that a notebook still takes."""
        return self._left(self._courses[job.year, job.chapter])

    def of_run(self) -> float | None:
        """Return the seconds that the run still takes, when as many go on side by side as now."""
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
