"""The tables of a plan, whole or of one chapter, of this year and of the years before."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from analysis.plan.tables.load import load_table
from analysis.settings import known_years

if TYPE_CHECKING:
    import pandas as pd

    from analysis.paths import Project
    from analysis.settings import Chapter

#: The inspectorate's own chapter covers every inspection, not the rows of one chapter's measures.
_INSPECTORATE = "vsi"


@dataclass(frozen=True, slots=True)
class PlanTables:
    """The processed tables of one year, as `analysis.plan.tables.schemas` describes them."""

    milestones: pd.DataFrame
    norms: pd.DataFrame
    inspections: pd.DataFrame
    budget: pd.DataFrame
    workforce: pd.DataFrame
    letters: pd.DataFrame
    objectives: pd.DataFrame
    projects: pd.DataFrame
    figures: pd.DataFrame
    abbreviations: pd.DataFrame
    corrections: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's plan: a chapter's rows, and all rows.

    Attributes
    ----------
    year
        The plan's year: it evaluates the year before.
    own, plan
        The chapter's tables; those of the whole plan.
    """

    year: int
    own: PlanTables
    plan: PlanTables


def load_editions(project: Project, until: int, chapter: Chapter) -> tuple[Edition, ...]:
    """Read the plan of a year and all plans before it that have been built, the oldest first.

    A later plan is left out, so that a report stays as it was when the next plan comes.

    Raises
    ------
    DataError
        When a table of the year itself has not been built.
    """
    earlier = [year for year in known_years(project) if year < until]
    built = [year for year in earlier if project.processed(year).is_dir()]
    plans = {year: load_plan(project, year) for year in (*built, until)}
    return tuple(Edition(year, of_chapter(plan, chapter), plan) for year, plan in plans.items())


def load_plan(project: Project, year: int) -> PlanTables:
    """Read the tables of a year.

    Raises
    ------
    DataError
        When a table has not been built.
    """
    names = [field.name for field in fields(PlanTables)]
    return PlanTables(**{name: load_table(project, year, name) for name in names})


def of_chapter(plan: PlanTables, chapter: Chapter) -> PlanTables:
    """Return a chapter's rows of every table; one without sections covers the whole plan."""
    if not chapter.sections:
        return plan
    inspections = plan.inspections
    if chapter.id != _INSPECTORATE:
        inspections = _rows(inspections, chapter)
    return replace(
        plan,
        milestones=_rows(plan.milestones, chapter),
        norms=_rows(plan.norms, chapter),
        inspections=inspections,
        budget=_rows(plan.budget, chapter),
        objectives=_rows(plan.objectives, chapter),
        projects=_rows(plan.projects, chapter),
        figures=_rows(plan.figures, chapter),
    )


def _rows(table: pd.DataFrame, chapter: Chapter) -> pd.DataFrame:
    return table.loc[table["chapter"] == chapter.id]
