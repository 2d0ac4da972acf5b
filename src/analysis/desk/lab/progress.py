"""A run's progress as bars in the notebook, and the way to break it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from analysis.dutch import counted, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.publishing.run.failure import Failure
    from analysis.publishing.run.outcome import Executed
    from analysis.publishing.run.plan import Job

_WIDE = {"description_width": "14rem"}


class StoppedError(Exception):
    """The analyst pressed the stop button; the runner then ends all kernels."""


class ProgressBars:
    """An observer of a run (`analysis.publishing.run.pool.Observer`) with a bar for each notebook.

    `panel` is what to display. The runner tells all events from one thread.
    """

    def __init__(self) -> None:
        self.panel = ipywidgets.VBox()
        self.stop_asked = False
        self._reused = 0
        self._bars: dict[str, Any] = {}

    def reused(self, jobs: Sequence[Job]) -> None:
        """Say how many notebooks need not run."""
        self._reused = len(jobs)

    def planned(self, jobs: Sequence[Job]) -> None:
        """Give each notebook its bar at once, so that it is seen how much there is."""
        self._bars = {job.chapter: self._bar(job) for job in jobs}
        lines = [self._said()] if self._reused else []
        self.panel.children = [*lines, *self._bars.values()]

    def waiting(self) -> None:
        """Break the run off, in the midst of a cell too, when that was asked."""
        self.go_on()

    def started(self, job: Job) -> None:
        """Show that its kernel starts."""
        self.go_on()
        self._bars[job.chapter].bar_style = "info"

    def cell_done(self, job: Job, done: int) -> None:
        """Move its bar."""
        self.go_on()
        self._bars[job.chapter].value = done

    def finished(self, executed: Executed) -> None:
        """Mark it as done, with its seconds."""
        bar = self._bars[executed.job.chapter]
        bar.bar_style, bar.value = "success", bar.max
        bar.description = f"{executed.job.title} ({number(executed.timing.total, 1)} s)"

    def failed(self, failure: Failure) -> None:
        """Mark it as failed, at the cell where it stopped."""
        bar = self._bars[failure.job.chapter]
        bar.bar_style = "danger"
        bar.description = f"{failure.job.title}: fout in cel {failure.cell}"

    def go_on(self) -> None:
        """Raise `StoppedError` when the analyst has pressed the button."""
        if self.stop_asked:
            raise StoppedError

    def _bar(self, job: Job) -> Any:  # noqa: ANN401 - ipywidgets has no types
        return ipywidgets.IntProgress(
            max=job.cells, description=job.title, style=_WIDE, layout={"width": "32rem"}
        )

    def _said(self) -> Any:  # noqa: ANN401 - as above
        one, many = "hoofdstuk ongewijzigd overgenomen", "hoofdstukken ongewijzigd overgenomen"
        return ipywidgets.Label(counted(self._reused, one, many))
