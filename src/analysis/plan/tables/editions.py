"""The tables of a plan, whole or of one chapter, of this year and of the years before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.plan.tables.load import TableReader
from analysis.settings import built_before

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.paths import Project
    from analysis.settings import Chapter

    Read = Callable[[str], pd.DataFrame]

#: The inspectorate's own chapter covers every inspection, not the rows of one chapter's measures.
INSPECTORATE = "vsi"
#: The tables of which a chapter has rows of its own; it shares the others with the whole plan.
BY_CHAPTER = frozenset(
    {
        "milestones",
        "norms",
        "inspections",
        "budget",
        "objectives",
        "projects",
        "figures",
        "remarks",
    }
)


class PlanTables:
    """The typed tables and the results of one year; each is read when it is first used.

    `analysis.plan.tables.schemas` describes the tables, the `results.py` of each subject its
    results. `read` returns a table by its name; a result's name begins with `results/`.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._results: dict[str, pd.DataFrame] = {}

    def result(self, name: str) -> pd.DataFrame:
        """Return a result by its name, such as `successors`.

        Raises
        ------
        DataError
            When it has not been computed.
        """
        if name not in self._results:
            self._results[name] = self._read(f"results/{name}")
        return self._results[name]

    def replaced(self, **tables: pd.DataFrame) -> PlanTables:
        """Return the same tables with some of them replaced."""

        def read(table: str) -> pd.DataFrame:
            if table in tables:
                return tables[table]
            kind, _, name = table.partition("/")
            found: pd.DataFrame = self.result(name) if name else getattr(self, kind)
            return found

        return PlanTables(read)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """The milestones, evaluated and planned."""
        return self._read("milestones")

    @cached_property
    def norms(self) -> pd.DataFrame:
        """The processing norms."""
        return self._read("norms")

    @cached_property
    def inspections(self) -> pd.DataFrame:
        """The inspectorate's files."""
        return self._read("inspections")

    @cached_property
    def budget(self) -> pd.DataFrame:
        """The budget rows."""
        return self._read("budget")

    @cached_property
    def workforce(self) -> pd.DataFrame:
        """The staff by level."""
        return self._read("workforce")

    @cached_property
    def letters(self) -> pd.DataFrame:
        """The letters in plain language."""
        return self._read("letters")

    @cached_property
    def objectives(self) -> pd.DataFrame:
        """The objectives."""
        return self._read("objectives")

    @cached_property
    def projects(self) -> pd.DataFrame:
        """The projects."""
        return self._read("projects")

    @cached_property
    def measures(self) -> pd.DataFrame:
        """The measures: id, name, objective, chapter and phase."""
        return self._read("measures")

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The figures that the plan gives in its text."""
        return self._read("figures")

    @cached_property
    def remarks(self) -> pd.DataFrame:
        """The remarks that the plan makes in its text."""
        return self._read("remarks")

    @cached_property
    def review(self) -> pd.DataFrame:
        """What people decided."""
        return self._read("review")

    @cached_property
    def abbreviations(self) -> pd.DataFrame:
        """The abbreviations."""
        return self._read("abbreviations")

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """The corrections of known errors."""
        return self._read("corrections")


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's plan, which evaluates the year before: a chapter's own rows, and all rows.

    For a chapter without sections both are one object.
    """

    year: int
    own: PlanTables
    plan: PlanTables


def load_editions(
    project: Project, until: int, chapter: Chapter, level: float
) -> tuple[Edition, ...]:
    """Open the plan of a year and all plans before it that have been built, the oldest first.

    A later plan is left out, so that a report stays as it was when the next plan comes. `own` has
    the chapter's rows; `level` is that of the intervals of the results.
    """
    return tuple(
        _edition(TableReader(project, year), chapter, level)
        for year in (*built_before(project, until), until)
    )


def load_plan(project: Project, year: int) -> PlanTables:
    """Open the tables of a year; reading one that has not been built raises a `DataError`."""
    return PlanTables(TableReader(project, year).read)


def of_chapter(plan: PlanTables, chapter: Chapter) -> PlanTables:
    """Return a chapter's rows of every table; one without sections covers the whole plan."""
    if not chapter.sections:
        return plan

    def read(table: str) -> pd.DataFrame:
        kind, _, name = table.partition("/")
        rows: pd.DataFrame = plan.result(name) if name else getattr(plan, kind)
        divided = "chapter" in rows if name else _divides(table, chapter)
        return rows.loc[rows["chapter"] == chapter.id] if divided else rows

    return PlanTables(read)


def _edition(reader: TableReader, chapter: Chapter, level: float) -> Edition:
    plan = PlanTables(lambda table: reader.read(table, confidence_level=level))
    if not chapter.sections:
        return Edition(reader.year, plan, plan)

    def read(table: str) -> pd.DataFrame:
        if _divides(table, chapter) or table.startswith("results/"):
            return reader.read(table, confidence_level=level, chapter=chapter.id)
        return reader.read(table)

    return Edition(reader.year, PlanTables(read), plan)


def _divides(table: str, chapter: Chapter) -> bool:
    """Tell whether a chapter has rows of its own in a table."""
    everything = chapter.id == INSPECTORATE and table == "inspections"
    return table in BY_CHAPTER and not everything
