"""One chapter of a plan, and the call that opens it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.notebook.scope import Scope
from analysis.paths import find_project
from analysis.settings import load_report_settings, load_year_settings
from analysis.stats.chapter import load_editions, parts_of

if TYPE_CHECKING:
    from analysis.notebook.account import Account
    from analysis.notebook.attention import Attention
    from analysis.notebook.budget import Budget
    from analysis.notebook.consistency import Consistency
    from analysis.notebook.glance import Glance
    from analysis.notebook.inspections import Inspections
    from analysis.notebook.norms import Norms
    from analysis.notebook.outcome import Outcome
    from analysis.notebook.outlook import Outlook, Planning, Years
    from analysis.notebook.people import People
    from analysis.notebook.sequel import Sequel
    from analysis.notebook.volumes import Volumes


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
        from analysis.notebook.attention import Attention

        return Attention(self.scope)

    @property
    def glance(self) -> Glance:
        """Key figures, and the judgement in a few lines."""
        from analysis.notebook.glance import Glance

        return Glance(self.scope)

    @property
    def outcome(self) -> Outcome:
        """What was promised, and what came of it."""
        from analysis.notebook.outcome import Outcome

        return Outcome(self.scope)

    @property
    def sequel(self) -> Sequel:
        """What runs on, and whether it is planned again."""
        from analysis.notebook.sequel import Sequel

        return Sequel(self.scope)

    @property
    def planning(self) -> Planning:
        """What is planned, and when."""
        from analysis.notebook.outlook import Planning

        return Planning(self.scope)

    @cached_property
    def outlook(self) -> Outlook:
        """What to expect of it."""
        from analysis.notebook.outlook import Outlook

        return Outlook(self.scope)

    @property
    def years(self) -> Years:
        """The plan beside those before it."""
        from analysis.notebook.outlook import Years

        return Years(self.scope)

    @property
    def norms(self) -> Norms:
        """Whether the measures kept their norms."""
        from analysis.notebook.norms import Norms

        return Norms(self.scope)

    @property
    def budget(self) -> Budget:
        """What was spent, and what is granted."""
        from analysis.notebook.budget import Budget

        return Budget(self.scope)

    @property
    def inspections(self) -> Inspections:
        """What the inspectorate did."""
        from analysis.notebook.inspections import Inspections

        return Inspections(self.scope)

    @property
    def volumes(self) -> Volumes:
        """How much work the measures were."""
        from analysis.notebook.volumes import Volumes

        return Volumes(self.scope)

    @cached_property
    def consistency(self) -> Consistency:
        """Where the plan contradicts itself."""
        from analysis.notebook.consistency import Consistency

        return Consistency(self.scope)

    @cached_property
    def account(self) -> Account:
        """What the report rests on."""
        from analysis.notebook.account import Account

        return Account(self.scope)

    @property
    def people(self) -> People:
        """The department's own people and letters."""
        from analysis.notebook.people import People

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
        When the year's tables have not been built.
    """
    project = find_project()
    settings = load_report_settings(project)
    found = settings.chapter(chapter)
    load_year_settings(project, year)
    editions = load_editions(project, year, found)
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
