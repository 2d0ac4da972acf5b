"""A run's progress as bars in the notebook, with a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from analysis.dutch import counted, number
from analysis.publishing.run.observer import Observer, StopRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.failure import Failure
    from analysis.publishing.run.observer import Seconds
    from analysis.publishing.run.plan import Job

_WIDE = {"description_width": "14rem"}


class ProgressBars(Observer):
    """An observer of a run with a bar for each notebook; `panel` is what to display."""

    def __init__(self) -> None:
        self.panel = ipywidgets.VBox()
        self.stop_asked = False
        self._reused = 0
        self._bars: dict[str, Any] = {}

    def blocked(self, message: str) -> None:
        """Show what the run waits for."""
        self.panel.children = [ipywidgets.Label(f"Een andere uitvoering is bezig. {message}")]

    def reused(self, jobs: Sequence[Job]) -> None:
        """Note how many notebooks need not run."""
        self._reused = len(jobs)

    def planned(self, jobs: Sequence[Job], expected: Seconds) -> None:
        """Add a bar for each notebook at once, to show how much there is to do."""
        del expected
        self._bars = {job.chapter: self._bar(job) for job in jobs}
        lines = [self._reused_label()] if self._reused else []
        self.panel.children = [*lines, *self._bars.values()]

    def waiting(self) -> None:
        """Stop the run when asked, also in the middle of a cell."""
        self._check_stop()

    def started(self, job: Job) -> None:
        """Show that its kernel starts."""
        self._check_stop()
        self._bars[job.chapter].bar_style = "info"

    def cell_done(self, job: Job, done: int) -> None:
        """Move its bar."""
        self._check_stop()
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

    def _check_stop(self) -> None:
        """Raise `StopRun` when the analyst has pressed the button."""
        if self.stop_asked:
            raise StopRun

    def _bar(self, job: Job) -> Any:  # noqa: ANN401 - ipywidgets has no types
        return ipywidgets.IntProgress(
            max=job.cells, description=job.title, style=_WIDE, layout={"width": "32rem"}
        )

    def _reused_label(self) -> Any:  # noqa: ANN401 - as above
        one, many = "hoofdstuk ongewijzigd overgenomen", "hoofdstukken ongewijzigd overgenomen"
        return ipywidgets.Label(counted(self._reused, one, many))
