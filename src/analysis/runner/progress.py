"""Shows a run's progress: a bar for each notebook on a terminal, plain lines anywhere else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.progress import TaskID

    from analysis.runner.failure import Failure
    from analysis.runner.outcome import Executed
    from analysis.runner.plan import Job
    from analysis.runner.pool import Observer


@contextmanager
def progress(console: Console | None = None) -> Iterator[Observer]:
    """Give an observer that shows a run while the context lasts.

    Parameters
    ----------
    console
        Where to show it; on stderr by default, so that stdout holds results only.
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
    )
    with Progress(*columns, console=console) as bars:
        yield Bars(bars)


class Bars:
    """An observer with a bar for each notebook."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._years = 1
        self._tasks: dict[tuple[int, str], TaskID] = {}

    def reused(self, jobs: Sequence[Job]) -> None:
        """Say above the bars how many notebooks have none."""
        if jobs:
            self._bars.console.print(_unchanged(jobs), highlight=False)

    def planned(self, jobs: Sequence[Job]) -> None:
        """Give each its bar at once, so that the reader sees how much there is."""
        self._years = len({job.year for job in jobs})
        for job in jobs:
            bar = self._bars.add_task(self._named(job), start=False, total=job.cells)
            self._tasks[job.year, job.chapter] = bar

    def started(self, job: Job) -> None:
        """Start the notebook's clock."""
        self._bars.start_task(self._tasks[job.year, job.chapter])

    def cell_done(self, job: Job, done: int) -> None:
        """Move its bar."""
        self._bars.update(self._tasks[job.year, job.chapter], completed=done)

    def finished(self, executed: Executed) -> None:
        """Mark it as done."""
        self._close(executed.job, "[green]✓[/]")

    def failed(self, failure: Failure) -> None:
        """Mark it as failed, at the cell where it stopped."""
        self._close(failure.job, "[red]✗[/]")

    def _close(self, job: Job, mark: str) -> None:
        task = self._tasks[job.year, job.chapter]
        self._bars.update(task, description=f"{mark} {self._named(job)}")
        self._bars.stop_task(task)

    def _named(self, job: Job) -> str:
        return escape(f"{job.year} {job.title}" if self._years > 1 else job.title)


class Lines:
    """An observer that writes a line when a notebook has ended, for logs."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def reused(self, jobs: Sequence[Job]) -> None:
        """Write how many notebooks are not executed."""
        if jobs:
            self._write(_unchanged(jobs))

    def planned(self, jobs: Sequence[Job]) -> None:
        """Write nothing."""

    def started(self, job: Job) -> None:
        """Write nothing: a line at the end says it all."""

    def cell_done(self, job: Job, done: int) -> None:
        """Write nothing."""

    def finished(self, executed: Executed) -> None:
        """Write how long it took."""
        job = executed.job
        self._write(f"{job.name}: {job.cells} cells in {executed.timing.total:.1f} s")

    def failed(self, failure: Failure) -> None:
        """Write where it stopped; the whole message comes at the end of the run."""
        self._write(f"{failure.job.name}: failed at code cell {failure.cell}, {failure.error}")

    def _write(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


def _unchanged(jobs: Sequence[Job]) -> str:
    what = "1 notebook is" if len(jobs) == 1 else f"{len(jobs)} notebooks are"
    return f"{what} not executed: nothing changed since the run that is kept"
