"""What a chapter's notebook needs: `open_chapter`, once, and `show`, again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from IPython.display import publish_display_data

from analysis.charts.budget import budget_chart
from analysis.charts.chart import Chart, svg
from analysis.charts.inspections import inspections_chart
from analysis.charts.norms import norms_chart, steps_chart
from analysis.charts.planning import planning_chart, planning_heatmap
from analysis.charts.realisation import realisation_chart
from analysis.charts.status import status_chart
from analysis.paths import find_project
from analysis.prose import measures as measure_prose
from analysis.prose import milestones as milestone_prose
from analysis.prose import organisation as organisation_prose
from analysis.settings import load_report_settings, load_year_settings
from analysis.stats.budget import per_objective
from analysis.stats.chapter import load_plan, of_chapter, parts_of
from analysis.tables import budget as budget_tables
from analysis.tables import inspections as inspection_tables
from analysis.tables import key_figures as figures
from analysis.tables import milestones as milestone_tables
from analysis.tables import norms as norm_tables
from analysis.tables import organisation as organisation_tables
from analysis.tables.key_figures import KeyFigures
from analysis.tables.table import Table, frame_table

if TYPE_CHECKING:
    from analysis.prose.sentence import Prose
    from analysis.stats.chapter import PlanTables
    from analysis.stats.parts import Parts

#: Display data by MIME type, and metadata.
Bundle = tuple[dict[str, str], dict[str, dict[str, str]]]

_NOTHING = "Het plan geeft hiervoor in dit hoofdstuk geen gegevens."


@dataclass(frozen=True, slots=True)
class ChapterData:
    """One chapter of a plan, and the texts, figures and tables that its notebook shows.

    A method `..._text` gives a computed sentence, `..._figure` a chart, `..._table` a table; the
    last two are None where the plan has nothing to show, and `show` then says so.

    Attributes
    ----------
    year
        The plan's year: it evaluates the year before.
    id, title
        The chapter's.
    confidence
        The level of every interval.
    own, plan
        The chapter's tables; those of the whole plan.
    parts
        What the chapter is divided in: the plan's sections, or for the overview its chapters.
    """

    year: int
    id: str
    title: str
    confidence: float
    own: PlanTables
    plan: PlanTables
    parts: Parts

    def key_figures(self) -> KeyFigures:
        """Return the chapter's figures at a glance."""
        own, year = self.own, self.year
        return KeyFigures(
            (
                *figures.milestone_figures(own.milestones, year, self.confidence),
                *figures.norm_figures(own.norms, year),
                *figures.budget_figures(own.budget, year),
                *figures.inspection_figures(own.inspections, year),
            )
        )

    def realised_text(self) -> Prose:
        """Say how many milestones were realised."""
        return milestone_prose.realised_text(self.own.milestones, self.year, self.confidence)

    def against_rest_text(self) -> Prose:
        """Compare the chapter's realisation with the rest of the plan's."""
        return milestone_prose.against_rest(
            self.own.milestones, self.plan.milestones, self.confidence
        )

    def apart_text(self) -> Prose:
        """Name the parts that stand clearly apart from the whole."""
        return milestone_prose.apart_text(self.own.milestones, self.parts, self.confidence)

    def status_figure(self) -> Chart | None:
        """Draw the statuses of the evaluated milestones, a bar per part."""
        return status_chart(self.own.milestones, self.year, self.parts)

    def status_table(self) -> Table | None:
        """Count the evaluated milestones per part and status."""
        return milestone_tables.status_table(self.own.milestones, self.year, self.parts)

    def realisation_figure(self) -> Chart | None:
        """Draw the share realised per part, with intervals."""
        return realisation_chart(self.own.milestones, self.year, self.parts, self.confidence)

    def not_realised_text(self) -> Prose:
        """Say how many milestones are not realised, by status."""
        return milestone_prose.not_realised_text(self.own.milestones, self.year)

    def not_realised_table(self) -> Table | None:
        """List the milestones that are not realised."""
        return milestone_tables.not_realised_table(self.own.milestones, self.year, self.parts)

    def carried_over_text(self) -> Prose:
        """Say how many milestones run on."""
        return milestone_prose.carried_over_text(self.own.milestones, self.year)

    def carried_over_table(self) -> Table | None:
        """List the milestones that run on."""
        return milestone_tables.carried_over_table(self.own.milestones, self.year, self.parts)

    def planned_text(self) -> Prose:
        """Say how many milestones are planned, and when."""
        return milestone_prose.planned_text(self.own.milestones, self.year)

    def planning_figure(self) -> Chart | None:
        """Draw the planned milestones per quarter."""
        return planning_chart(self.own.milestones, self.year)

    def planning_heatmap(self) -> Chart | None:
        """Draw the planned milestones per part and quarter."""
        return planning_heatmap(self.own.milestones, self.year, self.parts)

    def norms_text(self) -> Prose:
        """Say how many norms were met."""
        return measure_prose.norms_text(self.own.norms, self.year)

    def norms_figure(self) -> Chart | None:
        """Draw the norms that were missed in one of both years."""
        return norms_chart(self.own.norms, self.year)

    def steps_figure(self) -> Chart | None:
        """Draw how many norms stand on each step of the legend."""
        return steps_chart(self.own.norms, self.year)

    def norms_table(self) -> Table | None:
        """List every norm."""
        return norm_tables.norms_table(self.own.norms, self.year)

    def budget_text(self) -> Prose:
        """Say what was spent and what is granted."""
        return measure_prose.budget_text(self.own.budget, self.year)

    def budget_figure(self) -> Chart | None:
        """Draw what was spent and what is granted, per row."""
        budget = self.own.budget
        return budget_chart(budget, self.year, "label", budget)

    def budget_table(self) -> Table | None:
        """List every row of the budget."""
        return budget_tables.budget_table(self.own.budget, self.year)

    def objectives_figure(self) -> Chart | None:
        """Draw what was spent and what is granted, per objective."""
        rows = per_objective(self.own.budget)
        return budget_chart(rows, self.year, "objective", self.own.budget)

    def objectives_table(self) -> Table | None:
        """Add the budget up per objective."""
        return budget_tables.objectives_table(self.own.budget, self.year)

    def inspections_text(self) -> Prose:
        """Say what the inspectorate did."""
        return measure_prose.inspections_text(self.own.inspections, self.year)

    def totals_text(self) -> Prose:
        """Say whether the inspections add up to the printed total."""
        return measure_prose.totals_text(self.own.inspections)

    def inspections_figure(self) -> Chart | None:
        """Draw the inspectorate's files per measure."""
        return inspections_chart(self.own.inspections, self.year)

    def inspections_table(self) -> Table | None:
        """List the inspectorate's files, official reports and recoveries."""
        return inspection_tables.inspections_table(self.own.inspections, self.year)

    def workforce_text(self) -> Prose:
        """Say how many people work at the department."""
        return organisation_prose.workforce_text(self.plan.workforce)

    def workforce_table(self) -> Table | None:
        """List the people per level."""
        return organisation_tables.workforce_table(self.plan.workforce, self.year)

    def letters_text(self) -> Prose:
        """Say how many letters are to be rewritten."""
        return organisation_prose.letters_text(self.plan.letters)

    def letters_table(self) -> Table | None:
        """List the letters per department."""
        return organisation_tables.letters_table(self.plan.letters, self.year)


def open_chapter(year: int, chapter: str, confidence: float = 0.95) -> ChapterData:
    """Find the project from the working directory and open one chapter of a plan.

    Parameters
    ----------
    year
        The plan's year.
    chapter
        The chapter's id in `params/report.yaml`; one without sections covers the whole plan.
    confidence
        The level of every interval, between 0 and 1.

    Raises
    ------
    SettingsError
        When there is no project here, or the year or chapter is not known (with the nearest name).
    DataError
        When the year's tables have not been built.
    """
    project = find_project()
    settings = load_report_settings(project)
    found = settings.chapter(chapter)
    load_year_settings(project, year)
    plan = load_plan(project, year)
    own = of_chapter(plan, found)
    parts = parts_of(own, found, settings)
    return ChapterData(year, found.id, found.title, confidence, own, plan, parts)


def show(item: Chart | Table | KeyFigures | Prose | str | None) -> None:
    """Display one item in the form that the report knows: see `bundle`."""
    data, metadata = bundle(item)
    publish_display_data(data, metadata)  # type: ignore[no-untyped-call]


def bundle(item: Chart | Table | KeyFigures | Prose | str | None) -> Bundle:
    """Return an item's display data and its metadata, which stand under the key `planmonitor`.

    The metadata's `kind` is `figure` (SVG), `table` or `html` (HTML) or `prose` (Markdown). None
    becomes a sentence that there is nothing to show.
    """
    if isinstance(item, Chart):
        return _figure(item)
    if isinstance(item, Table):
        meta = {"kind": "table", "title": item.title, "note": item.note, "source": item.source}
        return {"text/html": item.html, "text/plain": item.title}, {"planmonitor": meta}
    if isinstance(item, KeyFigures):
        data = {"text/html": item.html, "text/plain": str(item)}
        return data, {"planmonitor": {"kind": "html"}}
    text = _NOTHING if item is None else str(item)
    data = {"text/markdown": text, "text/plain": text}
    return data, {"planmonitor": {"kind": "prose"}}


def _figure(chart: Chart) -> Bundle:
    meta = {
        "kind": "figure",
        "title": chart.title,
        "alt": chart.alt,
        "note": chart.note,
        "source": chart.source,
        "data_html": frame_table(chart.data),
    }
    data = {"image/svg+xml": svg(chart.figure), "text/plain": chart.alt}
    return data, {"planmonitor": meta}
