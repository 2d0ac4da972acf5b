"""What a notebook opens, a chapter of a plan or two plans side by side, and how it shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.opening import bring_up_to_date
from analysis.paths import find_project
from analysis.plan.tables.editions import PlanTables, load_editions
from analysis.plan.tables.load import TableReader
from analysis.settings import load_report_settings, load_year_settings
from analysis.toolkit.display import show
from analysis.toolkit.parts import parts_of
from analysis.toolkit.scope import Scope

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.subjects.account.chapter import Account
    from analysis.subjects.attention.chapter import Attention
    from analysis.subjects.budget.chapter import Budget
    from analysis.subjects.comparison.chapter import Comparison
    from analysis.subjects.consistency.chapter import Consistency
    from analysis.subjects.forecast.chapter import Outlook, Planning, Years
    from analysis.subjects.inspections.chapter import Inspections
    from analysis.subjects.milestones.chapter import Outcome
    from analysis.subjects.norms.chapter import Norms
    from analysis.subjects.people.chapter import People
    from analysis.subjects.sequel.chapter import Sequel
    from analysis.subjects.summary.chapter import Glance
    from analysis.subjects.volumes.chapter import Volumes

__all__ = ["ChapterData", "open_chapter", "open_comparison", "show"]


@dataclass(frozen=True)
class ChapterData:
    """One chapter of a plan, by subject.

    A subject's method `text` or `..._text` gives a computed sentence, `figure` or `..._figure` a
    chart, `table` or `..._table` a table; the last two are None where the plan has nothing to show,
    and `show` then says so. A subject is imported when it is asked for: a notebook depends on what
    it shows, and runs again when one of those modules changes.

    Attributes
    ----------
    scope
        The chapter's tables, those of the whole plan, and how the chapter is divided.
    """

    scope: Scope

    @property
    def attention(self) -> Attention:
        """What needs attention first, and why."""
        from analysis.subjects.attention.chapter import Attention

        return Attention(self.scope)

    @property
    def glance(self) -> Glance:
        """Key figures, and the judgement in a few lines."""
        from analysis.subjects.summary.chapter import Glance

        return Glance(self.scope)

    @property
    def outcome(self) -> Outcome:
        """What was promised, and what came of it."""
        from analysis.subjects.milestones.chapter import Outcome

        return Outcome(self.scope)

    @property
    def sequel(self) -> Sequel:
        """What runs on, and whether it is planned again."""
        from analysis.subjects.sequel.chapter import Sequel

        return Sequel(self.scope)

    @property
    def planning(self) -> Planning:
        """What is planned, and when."""
        from analysis.subjects.forecast.chapter import Planning

        return Planning(self.scope)

    @cached_property
    def outlook(self) -> Outlook:
        """What to expect of it."""
        from analysis.subjects.forecast.chapter import Outlook

        return Outlook(self.scope)

    @property
    def years(self) -> Years:
        """The plan beside those before it."""
        from analysis.subjects.forecast.chapter import Years

        return Years(self.scope)

    @property
    def norms(self) -> Norms:
        """Whether the measures kept their norms."""
        from analysis.subjects.norms.chapter import Norms

        return Norms(self.scope)

    @property
    def budget(self) -> Budget:
        """What was spent, and what is granted."""
        from analysis.subjects.budget.chapter import Budget

        return Budget(self.scope)

    @property
    def inspections(self) -> Inspections:
        """What the inspectorate did."""
        from analysis.subjects.inspections.chapter import Inspections

        return Inspections(self.scope)

    @property
    def volumes(self) -> Volumes:
        """How much work the measures were."""
        from analysis.subjects.volumes.chapter import Volumes

        return Volumes(self.scope)

    @cached_property
    def consistency(self) -> Consistency:
        """Where the plan contradicts itself."""
        from analysis.subjects.consistency.chapter import Consistency

        return Consistency(self.scope)

    @cached_property
    def account(self) -> Account:
        """What the report rests on."""
        from analysis.subjects.account.chapter import Account

        return Account(self.scope)

    @property
    def people(self) -> People:
        """The department's own people and letters."""
        from analysis.subjects.people.chapter import People

        return People(self.scope)


def open_chapter(year: int, chapter: str, confidence: float = 0.95) -> ChapterData:
    """Find the project from the working directory and open one chapter of a plan.

    Parameters
    ----------
    year
        The plan's year.
    chapter
        The chapter's id in `params/report.yaml`; one without sections covers the whole plan.
    confidence
        The level of every interval but the forecast's, between 0 and 1.

    Raises
    ------
    SettingsError
        When there is no project here, or the year or chapter is not known (with the nearest name).
    DataError
        When the year's tables or results are stale and cannot be made.
    """
    project = find_project()
    settings = load_report_settings(project)
    found = settings.chapter(chapter)
    load_year_settings(project, year)
    bring_up_to_date(project, year, confidence)
    editions = load_editions(project, year, found, confidence)
    return ChapterData(
        Scope(
            project=project,
            chapter=found.id,
            confidence=confidence,
            editions=editions,
            parts=parts_of(editions[-1].own, found, settings),
            titles={known.id: known.title for known in settings.chapters},
        )
    )


def open_comparison(earlier: int, later: int) -> Comparison:
    """Find the project from the working directory and open two plans side by side.

    Parameters
    ----------
    earlier, later
        The years of the plans.

    Raises
    ------
    SettingsError
        When there is no project here, or a year is not known.
    DataError
        When the tables or results of a year are stale and cannot be made.
    """
    from analysis.subjects.comparison.chapter import Comparison

    project = find_project()
    settings = load_report_settings(project)
    level = float(settings.parameters.get("confidence", 0.95))
    return Comparison(
        {year: _whole_plan(project, year, level) for year in (earlier, later)},
        {known.id: known.title for known in settings.chapters},
    )


def _whole_plan(project: Project, year: int, level: float) -> PlanTables:
    load_year_settings(project, year)
    bring_up_to_date(project, year, level)
    reader = TableReader(project, year)
    return PlanTables(lambda table: reader.read(table, confidence_level=level))
