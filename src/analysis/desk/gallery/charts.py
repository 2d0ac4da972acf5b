"""The charts of the gallery: every figure that a notebook can show, also of almost empty tables."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.chapter import ChapterData
from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import Edition, load_plan, of_chapter
from analysis.settings import load_report_settings
from analysis.toolkit.parts import parts_of
from analysis.toolkit.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.paths import Project
    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import Chapter
    from analysis.toolkit.charts.chart import Chart

    Named = Iterator[tuple[str, Chart | None]]

#: A small, a large and an almost empty chapter, to see how their charts look.
CHAPTERS = ("activering", "thema_overschrijdend", "organisatie")
#: The subjects on milestones, which each chapter has.
MILESTONES = ("outcome", "sequel", "planning", "outlook")
_CONFIDENCE = 0.95
#: What a figure is drawn of, when its method asks for it.
_ARGUMENTS = {
    "volumes.years_figure": (
        "arbeidskaarten",
        "aanvragen voor een arbeidskaart",
        "ontvangen dossiers",
    )
}


def whole_plan(project: Project, year: int) -> ChapterData:
    """Open the chapter that covers a whole plan, with results computed from its tables."""
    settings = load_report_settings(project)
    overview = next(chapter for chapter in settings.chapters if not chapter.sections)
    tables = TablesInMemory(load_plan(project, year), year, settings=settings)
    return _opened(project, year, overview, with_results(tables))


def _opened(project: Project, year: int, chapter: Chapter, plan: PlanTables) -> ChapterData:
    settings, own = load_report_settings(project), of_chapter(plan, chapter)
    titles = {known.id: known.title for known in settings.chapters}
    parts, editions = parts_of(own, chapter, settings), (Edition(year, own, plan),)
    return ChapterData(Scope(project, chapter.id, _CONFIDENCE, editions, parts, titles))


def showing(whole: ChapterData, tables: PlanTables) -> ChapterData:
    """Show other tables, and the results computed from them."""
    plan = with_results(TablesInMemory(tables, whole.scope.year))
    edition = Edition(whole.scope.year, plan, plan)
    return replace(whole, scope=replace(whole.scope, editions=(edition,)))


def every_chart(project: Project, year: int, chapters: Sequence[str] = CHAPTERS) -> Named:
    """Draw each figure for the whole plan, and some for a few chapters too."""
    whole, settings = whole_plan(project, year), load_report_settings(project)
    yield from _labelled("heel het plan", figures_of(whole))
    for name in chapters:
        own = _opened(project, year, settings.chapter(name), whole.scope.plan)
        yield from _labelled(name, figures_of(own, *MILESTONES, "budget"))


def edge_cases(project: Project, year: int) -> Named:
    """Draw the figures without rows, with one row of each table, and with nothing realised."""
    whole = whole_plan(project, year)
    for words, n in (("geen rijen", 0), ("één rij", 1)):
        yield from _labelled(words, figures_of(_first(whole, n)))
    rows = whole.scope.plan.milestones
    late = rows.loc[(rows["status"] == "delayed") | (rows["kind"] == "planned")]
    none = showing(whole, whole.scope.plan.replaced(milestones=late))
    yield from _labelled("niets gerealiseerd", figures_of(none, *MILESTONES))


def _labelled(words: str, charts: Named) -> Named:
    """Add what is drawn to the name of each chart."""
    return ((f"{name} · {words}", chart) for name, chart in charts)


def figures_of(chapter: ChapterData, *subjects: str) -> Named:
    """Draw the figures of some subjects, or of all, each named as in a notebook's cell."""
    for subject in subjects or _subjects():
        part = getattr(chapter, subject)
        for method in dir(part):
            if method == "figure" or method.endswith("_figure"):
                name = f"{subject}.{method}"
                yield name, getattr(part, method)(*_ARGUMENTS.get(name, ()))


def _subjects() -> list[str]:
    kinds = property, cached_property
    return [name for name, value in vars(ChapterData).items() if isinstance(value, kinds)]


def _first(whole: ChapterData, n: int) -> ChapterData:
    """Keep the first n rows of every table, of the milestones n evaluated and n planned ones."""
    tables = whole.scope.plan
    rows = tables.milestones
    few = tables.replaced(
        milestones=rows.loc[rows.groupby("kind", observed=True).cumcount() < n],
        norms=tables.norms.head(n),
        inspections=tables.inspections.loc[~tables.inspections["total"]].head(n),
        budget=tables.budget.head(n),
        workforce=tables.workforce.head(n),
        letters=tables.letters.head(n),
        figures=tables.figures.head(n),
    )
    return showing(whole, few)
