"""What a notebook opens and shows: one chapter of a plan, or two plans side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.errors import Problem, SettingsError
from analysis.opening import bring_up_to_date
from analysis.paths import find_project
from analysis.plan.tables.editions import load_editions, load_plan
from analysis.settings import is_level, load_report_settings, load_year_settings
from analysis.toolkit.display import show
from analysis.toolkit.parts import parts_of
from analysis.toolkit.scope import Scope
from analysis.toolkit.section import joined

if TYPE_CHECKING:
    from analysis.subjects.account.chapter import Account
    from analysis.subjects.attention.chapter import Attention
    from analysis.subjects.budget.chapter import Budget
    from analysis.subjects.comparison.chapter import Comparison
    from analysis.subjects.consistency.chapter import Consistency
    from analysis.subjects.forecast.chapter import Outlook
    from analysis.subjects.inspections.chapter import Inspections
    from analysis.subjects.measures.chapter import Measures
    from analysis.subjects.milestones.chapter import Outcome
    from analysis.subjects.norms.chapter import Norms
    from analysis.subjects.people.chapter import People
    from analysis.subjects.planning.chapter import Planning
    from analysis.subjects.remarks.chapter import Remarks
    from analysis.subjects.sequel.chapter import Sequel
    from analysis.subjects.summary.chapter import Glance
    from analysis.subjects.volumes.chapter import Volumes
    from analysis.subjects.years.chapter import Years
    from analysis.toolkit.section import Section

__all__ = ["ChapterData", "open_chapter", "open_comparison", "show"]


@dataclass(frozen=True)
class ChapterData:
    """One chapter of a plan, by subject.

    A subject's methods `text` and `..._text` return sentences, `figure` and `..._figure` a chart,
    `table` and `..._table` a table. Charts and tables are None where the plan has nothing to show;
    `show` then displays a note. A subject is imported on first use: a notebook depends only on the
    modules that it uses, and runs again when one of those changes.

    Attributes
    ----------
    scope
        The chapter's tables and results, and those of the whole plan.
    """

    scope: Scope

    @property
    def attention(self) -> Attention:
        """What needs attention first, and why."""
        from analysis.subjects.attention.chapter import Attention

        return Attention(self.scope)

    @property
    def glance(self) -> Glance:
        """Key figures and conclusions, for the head of the chapter."""
        from analysis.subjects.summary.chapter import Glance

        return Glance(self.scope)

    @property
    def outcome(self) -> Outcome:
        """The milestones of the year before: promised and realised."""
        from analysis.subjects.milestones.chapter import Outcome

        return Outcome(self.scope)

    @property
    def remarks(self) -> Remarks:
        """What the plan says in words only: causes, audits, data products, ends."""
        from analysis.subjects.remarks.chapter import Remarks

        return Remarks(self.scope)

    @property
    def sequel(self) -> Sequel:
        """The milestones that run on, and their successors."""
        from analysis.subjects.sequel.chapter import Sequel

        return Sequel(self.scope)

    @property
    def planning(self) -> Planning:
        """The planned milestones, and when they are due."""
        from analysis.subjects.planning.chapter import Planning

        return Planning(self.scope)

    @cached_property
    def outlook(self) -> Outlook:
        """The forecast of the planned milestones."""
        from analysis.subjects.forecast.chapter import Outlook

        return Outlook(self.scope)

    @property
    def years(self) -> Years:
        """The plan compared with those before it."""
        from analysis.subjects.years.chapter import Years

        return Years(self.scope)

    @property
    def norms(self) -> Norms:
        """The processing norms of the measures."""
        from analysis.subjects.norms.chapter import Norms

        return Norms(self.scope)

    @property
    def budget(self) -> Budget:
        """The budget: realised, and new credit."""
        from analysis.subjects.budget.chapter import Budget

        return Budget(self.scope)

    @property
    def inspections(self) -> Inspections:
        """The inspections."""
        from analysis.subjects.inspections.chapter import Inspections

        return Inspections(self.scope)

    @property
    def volumes(self) -> Volumes:
        """The workload of the measures."""
        from analysis.subjects.volumes.chapter import Volumes

        return Volumes(self.scope)

    @cached_property
    def consistency(self) -> Consistency:
        """Contradictions within the plan."""
        from analysis.subjects.consistency.chapter import Consistency

        return Consistency(self.scope)

    @cached_property
    def account(self) -> Account:
        """Sources, definitions and corrections."""
        from analysis.subjects.account.chapter import Account

        return Account(self.scope)

    @property
    def measures(self) -> Measures:
        """All measures: the board, and a card for each."""
        from analysis.subjects.measures.chapter import Measures

        return Measures(self.scope)

    @property
    def people(self) -> People:
        """The department's staff and letters."""
        from analysis.subjects.people.chapter import People

        return People(self.scope)

    def milestones(self) -> Section:
        """Show last year's milestones, what runs on, and what is planned: four sections."""
        return joined(
            self.outcome.section(),
            self.years.section(),
            self.sequel.section(),
            self.planning.section(),
            self.outlook.section(),
        )

    def execution(self) -> Section:
        """Show how the measures were carried out: the sections on norms and on workload."""
        return joined(self.norms.section(), self.volumes.section())

    def means(self) -> Section:
        """Show the sections on the budget and on the inspections."""
        return joined(self.budget.section(), self.inspections.section())


def open_chapter(year: int, chapter: str, confidence: float = 0.95) -> ChapterData:
    """Find the project from the working directory and open one chapter of a plan.

    Parameters
    ----------
    year
        The plan's year.
    chapter
        The chapter's id in `params/report.yaml`; one without sections covers the whole plan.
    confidence
        The level of all intervals except the forecast's, between 0 and 1.

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
    _check_level(confidence)
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
    for year in (earlier, later):
        load_year_settings(project, year)
        bring_up_to_date(project, year, level)
    return Comparison(
        {year: load_plan(project, year) for year in (earlier, later)},
        {known.id: known.title for known in settings.chapters},
    )


def _check_level(confidence: float) -> None:
    if not is_level(confidence):
        expected, remedy = "a number between 0 and 1", "Give a level such as 0.95."
        raise SettingsError(Problem("confidence", repr(confidence), expected, remedy))
