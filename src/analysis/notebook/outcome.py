"""What was promised, what came of it, and what runs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.charts.lineage import lineage_chart
from analysis.charts.pooled import pooled_chart
from analysis.charts.realisation import realisation_chart
from analysis.charts.status import status_chart
from analysis.prose import comparison, lineage, milestones
from analysis.stats.clustering import clustering
from analysis.stats.parts import Parts
from analysis.stats.sections import POLICY, kind_of_work
from analysis.tables import lineage as lineage_tables
from analysis.tables import milestones as tables
from analysis.tables.promise import promise_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.charts.chart import Chart
    from analysis.notebook.scope import Scope
    from analysis.prose.sentence import Prose
    from analysis.tables.table import Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """The milestones that the plan looks back on."""

    scope: Scope

    def promise_table(self) -> Table | None:
        """Count the milestones per part: promised, added, realised and planned."""
        return promise_table(self._own, self.scope.year, self.scope.parts)

    def text(self) -> Prose:
        """Say how many milestones were realised."""
        return milestones.realised_text(self._own, self.scope.year, self.scope.confidence)

    def against_rest_text(self) -> Prose:
        """Compare the chapter's realisation with the rest of the plan's."""
        return comparison.against_rest(self._plan, self.scope.chapter, self.scope.confidence)

    def kinds_text(self) -> Prose:
        """Set the policy's milestones beside the organisation's own."""
        return comparison.kinds_text(self._plan, self.scope.confidence)

    def apart_text(self) -> Prose:
        """Name the chapters that differ from the rest."""
        return comparison.apart_text(self._plan, self.scope.titles)

    def clustering_text(self) -> Prose:
        """Say how far the milestones of one project go together."""
        return comparison.clustering_text(clustering(self._plan))

    def drivers_text(self) -> Prose:
        """Say what goes with being realised, apart from the chapter."""
        from analysis.stats.drivers import drivers  # noqa: PLC0415 - half a second, for one chapter

        return comparison.drivers_text(drivers(self._plan, confidence=self.scope.confidence))

    def status_figure(self) -> Chart | None:
        """Draw the statuses of the evaluated milestones, a bar per part."""
        return status_chart(self._own, self.scope.year, self.scope.parts)

    def status_table(self) -> Table | None:
        """Count the evaluated milestones per part and status."""
        return tables.status_table(self._own, self.scope.year, self.scope.parts)

    def realisation_figure(self) -> Chart | None:
        """Draw the share realised per part, with intervals."""
        scope = self.scope
        return realisation_chart(self._own, scope.year, scope.parts, scope.confidence)

    def pooled_figure(self) -> Chart | None:
        """Draw the share realised per section, estimated in the light of those of its kind.

        For the whole plan, the sections of the policy.
        """
        own, plan, scope = self._own, self._plan, self.scope
        if own.empty:  # this plan has no section that the chapter covers
            return None
        kinds = kind_of_work(plan)
        kind = POLICY if scope.whole else kind_of_work(own).mode().iloc[0]
        alike = plan.loc[kinds == kind]
        return pooled_chart(
            alike if scope.whole else own,
            scope.year,
            Parts("section", _headings(plan), "onderdeel", "onderdelen"),
            scope.confidence,
            alike,
            design_effect=clustering(plan).design_effect,
        )

    def not_realised_text(self) -> Prose:
        """Say how many milestones are not realised, by status."""
        return milestones.not_realised_text(self._own, self.scope.year)

    def not_realised_table(self) -> Table | None:
        """List the milestones that are not realised."""
        return tables.not_realised_table(self._own, self.scope.year, self.scope.parts)

    def where_text(self) -> Prose:
        """Say in which chapters those are listed."""
        return milestones.where_text(self._own, self.scope.titles)

    @property
    def _own(self) -> pd.DataFrame:
        return self.scope.own.milestones

    @property
    def _plan(self) -> pd.DataFrame:
        return self.scope.plan.milestones


@dataclass(frozen=True, slots=True)
class Sequel:
    """What runs on, and whether it is planned again."""

    scope: Scope

    def text(self) -> Prose:
        """Say how many milestones promise a sequel, and of how many one was found."""
        return lineage.lineage_text(self.scope.matches, self.scope.year)

    def trust_text(self) -> Prose:
        """Say how far the search can be trusted."""
        return lineage.trust_text()

    def caution_text(self) -> Prose:
        """Say in short what a missing successor does not say."""
        return lineage.caution_text()

    def figure(self) -> Chart | None:
        """Draw how the search ended, a bar per part."""
        scope = self.scope
        return lineage_chart(scope.matches, scope.own.milestones, scope.year, scope.parts)

    def open_ends_table(self) -> Table | None:
        """List the milestones without a successor of their own."""
        scope = self.scope
        return lineage_tables.open_ends_table(scope.matches, scope.plan.milestones, scope.year)

    def successors_table(self) -> Table | None:
        """List the milestones with their successors."""
        scope = self.scope
        return lineage_tables.successors_table(scope.matches, scope.plan.milestones, scope.year)


def _headings(plan: pd.DataFrame) -> dict[str, str]:
    pairs = plan[["section", "section_title"]].drop_duplicates().to_numpy().tolist()
    return {section: f"{section} {title}" for section, title in pairs}
