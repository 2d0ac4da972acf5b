"""What an analyst chose, and the rows of the plan that it leaves: frames in, frames out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.dutch import listing
from analysis.plan.tables.editions import of_chapter
from analysis.plan.tables.status import STATUSES
from analysis.settings import known_years
from analysis.toolkit.parts import parts_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import ReportSettings
    from analysis.toolkit.parts import Parts

#: The name of "printed without a status", as the charts know it.
NO_STATUS = "none"
STATUS_LABELS = {**STATUSES, NO_STATUS: "Zonder status"}

_MEASURED = ("norms", "budget", "inspections")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the explorer's controls say.

    Attributes
    ----------
    year
        The plan's year: it evaluates the year before.
    chapter
        The chapter's id; one without sections is the whole plan.
    statuses
        Names in `STATUS_LABELS`; empty means every status. Planned milestones have none and stay.
    measure
        The measure's id, or None for every measure. Milestones belong to no measure and stay.
    """

    year: int
    chapter: str
    statuses: tuple[str, ...] = ()
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that a choice leaves, the whole plan, and the parts that a figure compares."""

    choice: Choice
    tables: PlanTables
    plan: PlanTables
    parts: Parts

    @property
    def year(self) -> int:
        """The plan's year."""
        return self.choice.year

    @property
    def statuses(self) -> str:
        """The chosen statuses in words; empty when every status counts."""
        return listing([STATUS_LABELS[name] for name in self.choice.statuses], "of")


def select(plan: PlanTables, settings: ReportSettings, choice: Choice) -> Selection:
    """Return the rows of a plan that a choice leaves.

    Raises a `SettingsError` with the nearest known chapter when the choice's is not known.
    """
    chapter = settings.chapter(choice.chapter)
    own = of_chapter(plan, chapter)
    # The parts are those of the chapter, chosen from or not: a figure keeps its order and names.
    parts = parts_of(own, chapter, settings)
    kept = own.replaced(
        milestones=_with_status(own.milestones, choice.statuses),
        **{name: _of_measure(getattr(own, name), choice.measure) for name in _MEASURED},
    )
    return Selection(choice, kept, plan, parts)


def built_years(project: Project) -> list[int]:
    """Return the years whose tables are built, ascending."""
    return [year for year in known_years(project) if project.processed(year).is_dir()]


def measures_of(tables: PlanTables) -> dict[str, str]:
    """Return the name of each measure in the tables by its id, in the order of the names."""
    known: dict[str, str] = {}
    for name in _MEASURED:
        rows = getattr(tables, name)[["measure", "name"]].dropna()
        known |= dict(rows.itertuples(index=False, name=None))
    return dict(sorted(known.items(), key=lambda item: item[1].casefold()))


def matching(rows: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return the rows that contain every word, in small letters or capitals."""
    words = text.casefold().split()
    if not words or rows.empty:
        return rows
    texts = rows.astype("string").fillna("").agg(" ".join, axis=1).str.casefold()
    return rows.loc[[all(word in line for word in words) for line in texts]]


def _with_status(milestones: pd.DataFrame, statuses: tuple[str, ...]) -> pd.DataFrame:
    if not statuses:
        return milestones
    named = milestones["status"].astype("object").fillna(NO_STATUS)
    return milestones.loc[(milestones["kind"] == "planned") | named.isin(statuses)]


def _of_measure(rows: pd.DataFrame, measure: str | None) -> pd.DataFrame:
    return rows if measure is None else rows.loc[rows["measure"] == measure]
