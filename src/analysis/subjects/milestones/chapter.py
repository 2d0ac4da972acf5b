"""What was promised, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.milestones.charts.pooled import pooled_chart
from analysis.subjects.milestones.charts.status import status_chart
from analysis.subjects.milestones.tables import status as tables
from analysis.subjects.milestones.text import comparison
from analysis.subjects.milestones.text import realisation as milestones
from analysis.toolkit.kinds import POLICY, kind_of_work
from analysis.toolkit.parts import Parts
from analysis.toolkit.statistics.clustering import clustering

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """The milestones that the plan looks back on."""

    scope: Scope

    def promise_table(self) -> Table | None:
        """Count the milestones per part: promised, added, realised and planned."""
        from analysis.subjects.milestones.tables.promise import promise_table

        return promise_table(self._own, self.scope.year, self.scope.parts)

    def text(self) -> Prose:
        """Say how many milestones were realised."""
        return milestones.realised_text(self._own, self.scope.year, self.scope.confidence)

    def against_rest_text(self) -> Prose:
        """Compare the chapter's realisation with that of the other chapters of its kind."""
        return comparison.against_rest(self._plan, self.scope.chapter, self.scope.confidence)

    def kinds_text(self) -> Prose:
        """Set the policy's milestones beside the organisation's own."""
        return comparison.kinds_text(self._plan, self.scope.confidence)

    def apart_text(self) -> Prose:
        """Name the chapters that differ from the others of their kind."""
        return comparison.apart_text(self._plan, self.scope.titles)

    def clustering_text(self) -> Prose:
        """Say how far the milestones of one project go together."""
        return comparison.clustering_text(clustering(self._plan))

    def drivers_text(self) -> Prose:
        """Say what goes with being realised, apart from the chapter."""
        from analysis.subjects.milestones.drivers import drivers

        return comparison.drivers_text(drivers(self._plan, confidence=self.scope.confidence))

    def status_figure(self) -> Chart | None:
        """Draw the statuses of the evaluated milestones, a bar per part."""
        return status_chart(self._own, self.scope.year, self.scope.parts)

    def status_table(self) -> Table | None:
        """Count the evaluated milestones per part and status."""
        return tables.status_table(self._own, self.scope.year, self.scope.parts)

    def realisation_figure(self) -> Chart | None:
        """Draw the share realised per part, with intervals."""
        from analysis.subjects.milestones.charts.realisation import realisation_chart

        scope = self.scope
        return realisation_chart(self._own, scope.year, scope.parts, scope.confidence)

    def pooled_text(self) -> Prose:
        """Say why the mean that is estimated is not the share that is counted."""
        return milestones.pooled_text(self._alike, clustering(self._plan).design_effect)

    def pooled_figure(self) -> Chart | None:
        """Draw the share realised per section, estimated in the light of those of its kind.

        For the whole plan, the sections of the policy.
        """
        alike, plan, scope = self._alike, self._plan, self.scope
        if alike.empty:
            return None
        return pooled_chart(
            alike if scope.whole else self._own,
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
    def _alike(self) -> pd.DataFrame:
        """The plan's milestones of the chapter's kind of work; for the whole plan, the policy's.

        Empty where the plan has no section that the chapter covers.
        """
        if self._own.empty:
            return self._own
        kinds = kind_of_work(self._plan)
        kind = POLICY if self.scope.whole else kind_of_work(self._own).mode().iloc[0]
        return self._plan.loc[kinds == kind]

    @property
    def _own(self) -> pd.DataFrame:
        return self.scope.own.milestones

    @property
    def _plan(self) -> pd.DataFrame:
        return self.scope.plan.milestones


def _headings(plan: pd.DataFrame) -> dict[str, str]:
    pairs = plan[["section", "section_title"]].drop_duplicates().to_numpy().tolist()
    return {section: f"{section} {title}" for section, title in pairs}
