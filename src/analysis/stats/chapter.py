"""The tables of a plan, whole or of one chapter."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from analysis.data.load import load_table
from analysis.stats.labels import sentence_case
from analysis.stats.parts import Parts

if TYPE_CHECKING:
    import pandas as pd

    from analysis.paths import Project
    from analysis.settings import Chapter, ReportSettings

#: The inspectorate's own chapter covers every inspection, not the rows of one chapter's measures.
_INSPECTORATE = "vsi"


@dataclass(frozen=True, slots=True)
class PlanTables:
    """The processed tables of one year, as `analysis.data.schemas` describes them."""

    milestones: pd.DataFrame
    norms: pd.DataFrame
    inspections: pd.DataFrame
    budget: pd.DataFrame
    workforce: pd.DataFrame
    letters: pd.DataFrame


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
    )


def parts_of(tables: PlanTables, chapter: Chapter, settings: ReportSettings) -> Parts:
    """Return what a chapter is divided in: the plan's sections, or for the whole its chapters."""
    if not chapter.sections:
        titles = {known.id: known.title for known in settings.chapters}
        return Parts("chapter", titles, "hoofdstuk", "hoofdstukken")
    pairs = tables.milestones[["section", "section_title"]].drop_duplicates().to_numpy().tolist()
    labels = {section: f"{section} {sentence_case(title)}" for section, title in pairs}
    return Parts("section", labels, "onderdeel", "onderdelen")


def _rows(table: pd.DataFrame, chapter: Chapter) -> pd.DataFrame:
    return table.loc[table["chapter"] == chapter.id]
