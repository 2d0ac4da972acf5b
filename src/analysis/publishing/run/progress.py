"""Shows a run's progress: a bar for each notebook on a terminal, plain lines anywhere else."""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.publishing.run.observer import Observer
from analysis.publishing.run.remaining import Remaining

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.progress import TaskID

    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.failure import Failure
    from analysis.publishing.run.observer import Seconds
    from analysis.publishing.run.plan import Job

_MINUTE = 60


@contextmanager
def progress(console: Console | None = None) -> Iterator[Observer]:
    """Give an observer that shows a run while the context lasts.

    It shows on stderr by default, so that stdout holds results only.
    """
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("cells"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=console) as bars:
        yield Bars(bars)


class Bars(Observer):
    """An observer with a bar for each notebook, and one for all."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._remaining = Remaining()
        self._years = 1
        self._jobs: list[Job] = []
        self._tasks: dict[tuple[int, str], TaskID] = {}
        self._all: TaskID | None = None

    def blocked(self, message: str) -> None:
        """Show the message above the bars."""
        self._bars.console.print(message, markup=False, highlight=False)

    def reused(self, jobs: Sequence[Job]) -> None:
        """Show above the bars how many notebooks have none."""
        if jobs:
            self._bars.console.print(_unchanged(jobs), highlight=False)

    def planned(self, jobs: Sequence[Job], expected: Seconds) -> None:
        """Add a bar for each at once, to show how much there is to do."""
        self._remaining.plan(jobs, expected)
        self._jobs, self._years = list(jobs), len({job.year for job in jobs})
        for job in jobs:
            bar = self._bars.add_task(self._named(job), start=False, total=job.cells, left="")
            self._tasks[job.year, job.chapter] = bar
        cells = sum(job.cells for job in jobs)
        self._all = self._bars.add_task(f"{len(jobs)} notebooks", total=cells, left="")

    def waiting(self) -> None:
        """Update the time left."""
        self._tell_left()

    def started(self, job: Job) -> None:
        """Start the notebook's clock."""
        self._remaining.start(job)
        self._bars.start_task(self._tasks[job.year, job.chapter])

    def cell_done(self, job: Job, done: int) -> None:
        """Move its bar, and that of all."""
        self._remaining.advance(job, done)
        self._bars.update(self._tasks[job.year, job.chapter], completed=done)
        if self._all is not None:
            self._bars.update(self._all, completed=self._remaining.cells)
        self._tell_left()

    def finished(self, executed: Executed) -> None:
        """Mark it as done."""
        self._close(executed.job, "[green]✓[/]")

    def failed(self, failure: Failure) -> None:
        """Mark it as failed, at the cell where it stopped."""
        self._close(failure.job, "[red]✗[/]")

    def _tell_left(self) -> None:
        for job in self._jobs:
            left = left_in_words(self._remaining.of_notebook(job))
            self._bars.update(self._tasks[job.year, job.chapter], left=left)
        if self._all is not None:
            self._bars.update(self._all, left=left_in_words(self._remaining.of_run()))

    def _close(self, job: Job, mark: str) -> None:
        self._remaining.end(job)
        task = self._tasks[job.year, job.chapter]
        self._bars.update(task, left="", description=f"{mark} {self._named(job)}")
        self._bars.stop_task(task)

    def _named(self, job: Job) -> str:
        return escape(f"{job.year} {job.title}" if self._years > 1 else job.title)


class Lines(Observer):
    """An observer that writes a line when a notebook has ended, for logs."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._remaining = Remaining()
        self._years = 1

    def blocked(self, message: str) -> None:
        """Write the message."""
        self._write(message)

    def reused(self, jobs: Sequence[Job]) -> None:
        """Write how many notebooks are not executed."""
        if jobs:
            self._write(_unchanged(jobs))

    def planned(self, jobs: Sequence[Job], expected: Seconds) -> None:
        """Take in what will run."""
        self._remaining.plan(jobs, expected)
        self._years = len({job.year for job in jobs})

    def started(self, job: Job) -> None:
        """Start the notebook's clock."""
        self._remaining.start(job)

    def cell_done(self, job: Job, done: int) -> None:
        """Take in how many cells are done, for the time left."""
        self._remaining.advance(job, done)

    def finished(self, executed: Executed) -> None:
        """Write how long it took, and how much is left."""
        job = executed.job
        self._remaining.end(job)
        took = f"{self._named(job)}: {job.cells} cells in {executed.timing.total:.1f} s"
        self._write(f"{took} ({self._place()})")

    def failed(self, failure: Failure) -> None:
        """Write where it stopped; the full message follows at the end of the run."""
        self._remaining.end(failure.job)
        where = f"{self._named(failure.job)}: failed at code cell {failure.cell}, {failure.error}"
        self._write(f"{where} ({self._place()})")

    def _named(self, job: Job) -> str:
        return f"{job.year} {job.name}" if self._years > 1 else job.name

    def _place(self) -> str:
        """Return how far the run is."""
        left = left_in_words(self._remaining.of_run())
        count = f"{self._remaining.ended} of {self._remaining.planned}"
        return ", ".join(filter(None, [count, left]))

    def _write(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


def left_in_words(seconds: float | None) -> str:
    """Write an estimate no finer than it is; nothing where none is known or nothing is left.

    >>> left_in_words(3.2), left_in_words(97.0), left_in_words(None)
    ('about 4 s left', 'about 1 min 40 s left', '')
    """
    if not seconds:
        return ""
    whole = math.ceil(seconds) if seconds < _MINUTE else 10 * math.ceil(seconds / 10)
    minutes, rest = divmod(whole, _MINUTE)
    words = [f"{minutes} min"] if minutes else []
    words += [f"{rest} s"] if rest or not minutes else []
    return f"about {' '.join(words)} left"


def _unchanged(jobs: Sequence[Job]) -> str:
    what = "1 notebook is" if len(jobs) == 1 else f"{len(jobs)} notebooks are"
    return f"{what} not executed: nothing changed since the last run"
