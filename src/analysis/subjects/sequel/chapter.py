"""What a notebook calls to show which milestones run on and have a successor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.sequel import tables
from analysis.subjects.sequel import text as lineage
from analysis.subjects.sequel.charts import lineage_chart
from analysis.subjects.sequel.text import settings_in_words
from analysis.toolkit.section import Part, section

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Sequel:
    """The milestones that run on, and their successors in the new plan."""

    scope: Scope

    def section(self) -> Section:
        """Show the section on milestones that run on, which the chapters have in common."""
        return section(
            self.scope.chapter,
            lineage.HEADING,
            self.text(),
            self.caution_text(),
            Part(self.open_ends_table(), "open-einden"),
            lineage.FOUND,
            Part(self.successors_table(), "opvolgers"),
        )

    def text(self) -> Prose:
        """Say how many milestones run on, and how many have a successor."""
        return lineage.lineage_text(self._matches, self.scope.year)

    def trust_text(self) -> Prose:
        """Say how reliable the search is."""
        return lineage.trust_text(self.scope.plan.result("successor_trust"))

    def reviewers_text(self) -> Prose | None:
        """Say whether it is known who reviewed the successors."""
        return lineage.reviewers_text(self.scope.plan.review)

    def caution_text(self) -> Prose:
        """Say briefly what a missing successor does not mean."""
        guessed = (self._matches["confidence"] != "reviewed").any()
        trust = self.scope.plan.result("successor_trust") if guessed else None
        return lineage.caution_text(self._matches, trust, whole=self.scope.whole)

    def settings(self) -> list[tuple[str, str]]:
        """Return the settings of the search in words, each with its value."""
        return settings_in_words()

    def figure(self) -> Chart | None:
        """Draw the outcomes of the search, a bar per part."""
        scope = self.scope
        return lineage_chart(self._matches, scope.own.milestones, scope.year, scope.parts)

    def open_ends_table(self) -> Table | None:
        """List the milestones without a successor of their own."""
        return tables.open_ends_table(*self._linked, self.scope.year)

    def successors_table(self) -> Table | None:
        """List the milestones with their successors."""
        return tables.successors_table(*self._linked, self.scope.year)

    @property
    def _linked(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        own = self.scope.own
        return self._matches, own.milestones, own.result("related_milestones")

    @property
    def _matches(self) -> pd.DataFrame:
        return self.scope.own.result("successors")
