"""The charts of the gallery, each drawn from a plan's tables and from almost empty ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import load_plan, of_chapter
from analysis.plan.tables.load import load_table
from analysis.settings import load_report_settings
from analysis.subjects.attention.charts import attention_chart
from analysis.subjects.budget.charts.credits import budget_chart
from analysis.subjects.budget.charts.waterfall import waterfall_chart
from analysis.subjects.forecast.charts import forecast_chart
from analysis.subjects.inspections.charts.rates import file_rates_chart
from analysis.subjects.inspections.charts.reports import reports_chart
from analysis.subjects.milestones.charts.pooled import pooled_chart
from analysis.subjects.milestones.charts.realisation import realisation_chart
from analysis.subjects.milestones.charts.status import status_chart
from analysis.subjects.norms.charts.norms import norms_chart
from analysis.subjects.norms.charts.transitions import transitions_chart
from analysis.subjects.people.charts import letters_chart, savings_chart, workforce_chart
from analysis.subjects.planning.charts.gantt import gantt_chart
from analysis.subjects.planning.charts.quarters import planning_chart, planning_heatmap
from analysis.subjects.sequel.charts import lineage_chart
from analysis.subjects.volumes.charts.job_bonus import job_bonus_chart
from analysis.subjects.volumes.charts.received import received_chart
from analysis.toolkit.charts.years import years_chart
from analysis.toolkit.parts import Parts, parts_of
from analysis.toolkit.provisional import with_provisional_note
from analysis.toolkit.scope import FORECAST_CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.tables.editions import PlanTables
    from analysis.toolkit.charts.chart import Chart

    Named = Iterator[tuple[str, Chart | None]]

#: A small, a large and an almost empty chapter, to see how their charts look.
CHAPTERS = ("activering", "thema_overschrijdend", "organisatie")
_CONFIDENCE = 0.95
_PERMITS = ("arbeidskaarten", ["ontvangen dossiers"], "aanvragen voor een arbeidskaart")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the charts of one part of the gallery are drawn from."""

    year: int
    own: PlanTables
    plan: PlanTables
    figures: pd.DataFrame
    parts: Parts
    chapters: Parts
    names: dict[str, str]


def whole_plan(project: Project, year: int) -> Shown:
    """Read a year's tables, to be drawn by section."""
    plan = load_plan(project, year)
    settings = load_report_settings(project)
    plan = with_results(TablesInMemory(plan, year, settings=settings))
    overview = next(chapter for chapter in settings.chapters if not chapter.sections)
    named = [table[["measure", "name"]] for table in (plan.norms, plan.budget, plan.inspections)]
    names = {
        str(measure): str(name)
        for table in named
        for measure, name in table.dropna().drop_duplicates().to_numpy().tolist()
    }
    figures = load_table(project, year, "figures")
    chapters = parts_of(plan, overview, settings)
    return Shown(year, plan, plan, figures, chapters, chapters, names)


def showing(shown: Shown, tables: PlanTables) -> Shown:
    """Show other tables, and the results computed from them."""
    own = with_results(TablesInMemory(tables, shown.year))
    return replace(shown, own=own, plan=own)


def chapter_of(shown: Shown, project: Project, name: str) -> Shown:
    """Narrow to one chapter, to be drawn by section."""
    settings = load_report_settings(project)
    chapter = settings.chapter(name)
    own = of_chapter(shown.plan, chapter)
    return replace(shown, own=own, parts=parts_of(own, chapter, settings))


def every_chart(project: Project, year: int, chapters: Sequence[str] = CHAPTERS) -> Named:
    """Draw each chart for the whole plan, and those of milestones for some chapters too."""
    whole = whole_plan(project, year)
    yield from labelled("heel het plan", milestone_charts(whole))
    yield from labelled("heel het plan", measure_charts(whole))
    yield from labelled("heel het plan", figure_charts(whole))
    for name in chapters:
        own = chapter_of(whole, project, name)
        yield from labelled(name, milestone_charts(own))
        yield from labelled(name, budget_charts(own))


def edge_cases(project: Project, year: int) -> Named:
    """Draw the charts without rows, with one row of each table, and with nothing realised."""
    whole = whole_plan(project, year)
    for words, n in (("geen rijen", 0), ("één rij", 1)):
        small = _first(whole, n)
        for charts in (milestone_charts, measure_charts, figure_charts):
            yield from labelled(words, charts(small))
    rows = whole.own.milestones
    late = rows.loc[(rows["status"] == "delayed") | (rows["kind"] == "planned")]
    none = showing(whole, whole.own.replaced(milestones=late))
    yield from labelled("niets gerealiseerd", milestone_charts(none))


def labelled(words: str, charts: Named) -> Named:
    """Add what is drawn to the name of each chart."""
    return ((f"{name} · {words}", chart) for name, chart in charts)


def milestone_charts(shown: Shown) -> Named:
    """Draw the milestones: their outcome, which continue, what is planned and expected."""
    rows, parts, year = shown.own.milestones, shown.parts, shown.year
    yield "status", status_chart(rows, year, parts)
    yield (
        "realisation",
        realisation_chart(
            shown.own.result("realisation"),
            shown.own.result("chapter_comparisons"),
            rows,
            year,
            parts,
            _CONFIDENCE,
        ),
    )
    pooled, sections = shown.own.result("pooled_shares"), _sections(rows)
    for kind, own in pooled.groupby("kind_of_work"):
        yield f"pooled {kind}", pooled_chart(own, rows, year, sections, _CONFIDENCE)
    yield "lineage", lineage_chart(shown.plan.result("successors"), rows, year, parts)
    yield "planning", planning_chart(rows, year)
    yield "planning_heatmap", planning_heatmap(rows, year, parts)
    yield "gantt", gantt_chart(rows, year, parts)
    yield (
        "forecast",
        forecast_chart(
            shown.own.result("forecast"), rows, year, shown.chapters.labels, FORECAST_CONFIDENCE
        ),
    )


def _sections(milestones: pd.DataFrame) -> Parts:
    labels = {str(section): str(section) for section in milestones["section"]}
    return Parts("section", labels, "onderdeel", "onderdelen")


def measure_charts(shown: Shown) -> Named:
    """Draw the measures: norms, budget, inspections, and the signals they give."""
    own, year = shown.own, shown.year
    yield "norms", norms_chart(own.norms, year)
    yield "transitions", transitions_chart(own.result("norm_changes"), own.norms, year)
    yield from budget_charts(shown)
    files, reports = own.result("file_rates"), own.result("report_rates")
    yield "file_rates", file_rates_chart(own.inspections, files, year)
    yield "reports", reports_chart(own.inspections, reports, year)
    yield "attention", _noted(shown, attention_chart(own.result("signals"), year))


def budget_charts(shown: Shown) -> Named:
    """Draw the budget as pairs and as a waterfall."""
    budget, year = shown.own.budget, shown.year
    changes = shown.own.result("credit_changes")
    yield "budget", _noted(shown, budget_chart(changes, budget, year))
    yield "waterfall", _noted(shown, waterfall_chart(changes, budget, year))


def _noted(shown: Shown, chart: Chart | None) -> Chart | None:
    """Add how final the amounts are, as the report does."""
    return with_provisional_note(chart, shown.plan.remarks, shown.year)


def figure_charts(shown: Shown) -> Named:
    """Draw the key figures from the plan's prose, the people and the letters."""
    figures, year = shown.figures, shown.year
    yield "job_bonus", job_bonus_chart(figures, year)
    yield "years", years_chart(figures, year, *_PERMITS)
    yield "received", received_chart(shown.own.result("files_received"), figures, year)
    yield "savings", savings_chart(figures, year)
    yield "letters", letters_chart(shown.own.letters, figures, year)
    yield "workforce", workforce_chart(shown.own.workforce, year)


def _first(shown: Shown, n: int) -> Shown:
    """Keep the first n rows of every table, of the milestones n evaluated and n planned ones."""
    tables = shown.own
    rows = tables.milestones
    own = tables.replaced(
        milestones=rows.loc[rows.groupby("kind", observed=True).cumcount() < n],
        norms=tables.norms.head(n),
        inspections=tables.inspections.loc[~tables.inspections["total"]].head(n),
        budget=tables.budget.head(n),
        workforce=tables.workforce.head(n),
        letters=tables.letters.head(n),
        figures=tables.figures.head(n),
    )
    return replace(showing(shown, own), figures=shown.figures.head(n))
