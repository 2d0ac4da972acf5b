"""The run panel: choose a year and chapters, see what would run and why, run it, open the result.

It calls `make_reports` with the same outputs as `planmonitor report`: after a run here the command
line finds nothing to do.
"""

from __future__ import annotations

import os
import traceback
from html import escape
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import ipywidgets
from IPython.display import display

from analysis.desk.lab.front_end import is_live
from analysis.desk.lab.intentions import intentions, intentions_html
from analysis.desk.lab.page import message, show_html, style
from analysis.desk.lab.previewing import PreviewButton
from analysis.desk.lab.progress import ProgressBars
from analysis.errors import PlanmonitorError, Problem, SettingsError
from analysis.opening import refreshed_elsewhere
from analysis.paths import find_project
from analysis.publishing.outputs.registry import of_tables
from analysis.publishing.reports import RunOptions, make_reports, would_run
from analysis.settings import built_before, known_years, load_report_settings

if TYPE_CHECKING:
    from analysis.desk.lab.intentions import Explain
    from analysis.paths import Project
    from analysis.publishing.outcome import RunOutcome

_WHOLE = "Geen hoofdstuk gekozen: het hele verslag. Met hoofdstukken: een proefversie ernaast."
_LABEL = {"description_width": "7rem"}
_STOPPED = "Afgebroken. De bestaande bestanden zijn ongewijzigd."
_UNEXPECTED = (
    "Een onverwachte fout. De bestaande bestanden zijn ongewijzigd. "
    "Bezorg deze tekst aan wie planmonitor onderhoudt:"
)


def run_panel(year: int | None = None) -> None:
    """Show the run panel in a live notebook, or a table of what a run would do elsewhere.

    It begins with the latest year.

    Raises
    ------
    SettingsError
        When no year has a file in `params/`, or a setting is wrong.
    """
    project = find_project()
    first = year or _latest(project)
    if is_live():
        display(RunPanel(project, first, would_run).panel)  # type: ignore[no-untyped-call] # IPython's
        return
    show_html(style() + intentions_html(intentions(project, first, would_run)))


class RunPanel:
    """The panel's widgets; `panel` is what to display, and `explain` shows which chapters run."""

    def __init__(self, project: Project, year: int, explain: Explain) -> None:
        self._project, self._explain = project, explain
        self._thread: Thread | None = None
        self._bars = ProgressBars()
        chapters = [(c.title, c.id) for c in load_report_settings(project).chapters if c.notebook]
        self.year = ipywidgets.Dropdown(
            options=known_years(project), value=year, description="Jaar", style=_LABEL
        )
        self.chapters = ipywidgets.SelectMultiple(
            options=chapters, rows=len(chapters), description="Hoofdstukken", style=_LABEL
        )
        self.plan = ipywidgets.HTML()
        self.run = ipywidgets.Button(description="Uitvoeren", icon="play", button_style="primary")
        self.stop = ipywidgets.Button(description="Afbreken", icon="stop", disabled=True)
        self.preview = PreviewButton(project, lambda: (self.year.value, self.chapters.value))
        self.progress = ipywidgets.VBox()
        self.result = ipywidgets.Output()
        self.panel = self._laid_out()
        for control in (self.year, self.chapters):
            control.observe(lambda _change: self._look_ahead(), "value")
        self.run.on_click(lambda _button: self.start())
        self.stop.on_click(lambda _button: self._ask_to_stop())
        self._look_ahead()

    def start(self) -> Thread:
        """Run in a thread of its own, so that the stop button keeps working."""
        self._bars = ProgressBars()
        self.progress.children = [self._bars.panel]
        self._busy(busy=True)
        self._thread = Thread(target=self._run, name="planmonitor-run")
        self._thread.start()
        return self._thread

    def _laid_out(self) -> Any:  # noqa: ANN401 - ipywidgets has no types
        chosen = ipywidgets.VBox([self.year, self.chapters, ipywidgets.Label(_WHOLE)])
        buttons = [self.run, self.stop, self.preview.button]
        right = ipywidgets.VBox([self.plan, ipywidgets.HBox(buttons), self.preview.link])
        columns = ipywidgets.HBox([chosen, right], layout={"flex_flow": "row wrap"})
        rows = [ipywidgets.HTML(style()), columns, self.progress, self.result]
        return ipywidgets.VBox(rows)

    def _look_ahead(self) -> None:
        """Show what a run would do, or why it cannot start."""
        try:
            found = intentions(self._project, self.year.value, self._explain, self.chapters.value)
        except (PlanmonitorError, OSError) as error:
            self.plan.value = message(str(error), bad=True)
        else:
            self.plan.value = intentions_html(found)

    def _run(self) -> None:
        try:
            outcome = self._make(self.year.value, self.chapters.value)
        except OSError as error:
            self._show_result(message(str(error), bad=True))
        except Exception:  # noqa: BLE001 - nobody sees what ends a thread
            self._show_result(message(f"{_UNEXPECTED}\n\n{traceback.format_exc()}", bad=True))
        else:
            self._show_result(outcome_html(outcome, self._project))
        finally:
            self._busy(busy=False)
            self._look_ahead()

    def _make(self, year: int, chapters: tuple[str, ...]) -> RunOutcome:
        # The kernel may hold older code than the files: another process computes the results.
        refreshed_elsewhere(self._project, [*built_before(self._project, year), year])
        options = RunOptions(chapters=tuple(chapters), outputs=tuple(of_tables()))
        return make_reports(self._project, [year], options, observer=self._bars)

    def _ask_to_stop(self) -> None:
        self._bars.stop_asked = True
        self.stop.disabled = True

    def _busy(self, *, busy: bool) -> None:
        self.run.disabled, self.stop.disabled = busy, not busy

    def _show_result(self, html: str) -> None:
        data = {"text/html": html, "text/plain": ""}
        self.result.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)


def outcome_html(outcome: RunOutcome, project: Project) -> str:
    """Write how a run ended: links to its reports, or what went wrong."""
    if outcome.stopped:
        return message(_STOPPED)
    links = "".join(result_html(page, project) for page in outcome.pages)
    return links + (message(str(outcome.error), bad=True) if outcome.error else "")


def result_html(path: Path, project: Project) -> str:
    """Write a link to a report.

    It is relative to the notebook's folder: JupyterLab turns that into an address of its server,
    whatever that server's address is.
    """
    href = Path(os.path.relpath(path, project.notebooks)).as_posix()
    name = escape(project.relative(path))
    return f'<p>Klaar: <a href="{escape(href)}" target="_blank">{name}</a></p>'


def _latest(project: Project) -> int:
    years = known_years(project)
    if not years:
        raise SettingsError(
            Problem("params/", "no year", "a file params/YEAR.yaml", "Add the year's settings.")
        )
    return years[-1]
