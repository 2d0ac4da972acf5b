"""The explorer: controls for a selection, and the views that follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets
from IPython.display import display

from analysis.desk.lab.clickable import NO_MARK, ClickableFigures, link_bars
from analysis.desk.lab.controls import Controls
from analysis.desk.lab.front_end import is_live
from analysis.desk.lab.listing import download_link, listing
from analysis.desk.lab.page import NO_ROWS, drawn, figures_html, rows_html, show_html, style
from analysis.desk.lab.selection import Choice, built_years, matching, select
from analysis.desk.lab.views import VIEWS, view
from analysis.errors import DataError, Problem
from analysis.paths import find_project
from analysis.plan.tables.editions import load_plan
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.desk.lab.selection import Selection
    from analysis.desk.lab.views import View
    from analysis.paths import Project
    from analysis.plan.tables.editions import PlanTables

_EVERY_MARK = ("Alle rijen", NO_MARK)  # None would be no choice at all


def explorer(year: int | None = None, chapter: str = "overzicht") -> None:
    """Show the explorer where widgets work, and elsewhere the views that it starts with.

    It begins with the latest year whose tables are built.

    Raises
    ------
    DataError
        When the tables of the year, or of any year, have not been built.
    SettingsError
        When the chapter is not known.
    """
    project = find_project()
    choice = Choice(year or _latest(project), chapter)
    if is_live():
        display(Explorer(project, choice).panel)  # type: ignore[no-untyped-call] # IPython's own
    else:
        show_html(picture(project, choice))


def picture(project: Project, choice: Choice) -> str:
    """Return the views of a choice below each other, as a page that needs no kernel."""
    chosen = select(load_plan(project, choice.year), load_report_settings(project), choice)
    parts = [style()]
    for name, kind in VIEWS.items():
        seen = view(name, chosen)
        table = rows_html(listing(name, seen.rows, choice.year))
        parts.append(f"<h3>{kind.title}</h3>{figures_html(drawn(seen.charts))}{table}")
    return "".join(parts)


class Explorer:
    """The controls and the views, bound together; `panel` is what to display.

    Only the visible view is drawn: a change redraws one figure, not all of them.
    """

    def __init__(self, project: Project, choice: Choice) -> None:
        self._project = project
        self._settings = load_report_settings(project)
        self._plans: dict[int, PlanTables] = {}
        self._view: View | None = None
        self.controls = Controls(built_years(project), self._settings, choice)
        self.figures = ClickableFigures()
        self.marks = ipywidgets.Dropdown(description="Rijen achter", layout={"width": "30rem"})
        self.search = ipywidgets.Text(description="Zoeken", placeholder="woorden uit een rij")
        self.table = ipywidgets.HTML()
        self.download = ipywidgets.HTML()
        self.panel = self._laid_out()
        self.controls.on_change(self._select)
        self.marks.observe(self._list, "value")
        self.figures.observe(self._pressed, "mark")
        self.search.observe(self._list, "value")
        self._select()

    @property
    def selection(self) -> Selection:
        """The rows that the controls leave."""
        return select(self._plan(self.controls.choice.year), self._settings, self.controls.choice)

    def _laid_out(self) -> Any:  # noqa: ANN401 - ipywidgets has no types
        below = ipywidgets.HBox([self.marks, self.search], layout={"flex_flow": "row wrap"})
        right = [self.controls.views, self.figures, below, self.download, self.table]
        main = ipywidgets.VBox(right, layout={"flex": "1 1 32rem", "min_width": "0"})
        columns = {"flex_flow": "row wrap", "grid_gap": "1rem", "align_items": "flex-start"}
        panel = ipywidgets.HBox([self.controls.panel, main], layout=columns)
        return ipywidgets.VBox([ipywidgets.HTML(style()), panel])

    def _plan(self, year: int) -> PlanTables:
        if year not in self._plans:
            self._plans[year] = load_plan(self._project, year)
        return self._plans[year]

    def _select(self) -> None:
        """Draw the visible view, and offer its marks."""
        self.controls.offer_measures(self._plan(self.controls.choice.year))
        self._view = view(self.controls.views.value, self.selection)
        shown = drawn(self._view.charts)
        for _, drawing in shown[:1]:
            link_bars(drawing, self._view.marks)
        self.figures.labels = [mark.label for mark in self._view.marks]
        self.figures.html = figures_html(shown)
        marks = [(f"{mark.label} ({len(mark.rows)})", n) for n, mark in enumerate(self._view.marks)]
        self.marks.options = [_EVERY_MARK, *marks]
        self._list()

    def _pressed(self, _change: object) -> None:
        """List the rows behind the bar that was pressed."""
        if self._view and self.figures.mark < len(self._view.marks):
            self.marks.value = self.figures.mark

    def _list(self, _change: object = None) -> None:
        """List the rows behind the chosen mark, or all rows, that contain the words."""
        seen = self._view
        if seen is None:
            return
        place = self.marks.value
        self.figures.mark = NO_MARK if place is None else place  # so that it can be pressed again
        behind = seen.rows if place is None or place < 0 else seen.marks[place].rows
        rows = matching(behind, self.search.value)
        choice = self.controls.choice
        table = listing(seen.name, rows, choice.year)
        self.table.value = rows_html(table, _nothing(self.search.value) if len(behind) else NO_ROWS)
        name = f"{seen.name}-{choice.year}-{choice.chapter}.csv"
        self.download.value = download_link(table, name) if table else ""


def _nothing(words: str) -> str:
    """Say that a search finds no row."""
    return f"Geen rij bevat ‘{words.strip()}’. Maak het zoekveld leeg om alle rijen te zien."


def _latest(project: Project) -> int:
    years = built_years(project)
    if not years:
        raise DataError(
            Problem(
                "data/processed",
                "no year whose tables are built",
                "the tables of at least one year",
                "Build them: planmonitor data YEAR",
            )
        )
    return years[-1]
