"""The milestones of the year before: what a notebook calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.milestones import tables
from analysis.subjects.milestones.charts.pooled import pooled_chart
from analysis.subjects.milestones.charts.status import status_chart
from analysis.subjects.milestones.text import comparison, realisation
from analysis.toolkit.kinds import POLICY, kind_of_work
from analysis.toolkit.parts import Parts, share_of
from analysis.toolkit.section import Part, section

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """The milestones that the plan evaluates."""

    scope: Scope

    def section(self) -> Section:
        """Show the section on last year's milestones that the chapters have in common."""
        return section(
            self.scope.chapter,
            realisation.HEADING,
            self.text(),
            realisation.CAUTION,
            self.against_rest_text(),
            Part(self.status_figure(), "status"),
            realisation.ESTIMATED,
            Part(self.pooled_figure(), "realisatie"),
            realisation.NOT_REALISED,
            self.not_realised_text(),
            Part(self.not_realised_table(), "niet-gerealiseerd"),
        )

    def promise_table(self) -> Table | None:
        """Count the milestones per part: promised, added, realised and planned."""
        return tables.promise_table(self._own, self.scope.year, self.scope.parts)

    def text(self) -> Prose:
        """State how many milestones were realised."""
        share = share_of(self.scope.own, self.scope.chapter, whole=self.scope.whole)
        return realisation.realised_text(share, self._own, self.scope.year, self.scope.confidence)

    def against_rest_text(self) -> Prose:
        """Compare the chapter's realisation with that of the other chapters of its kind."""
        rows = self.scope.own.result("chapter_comparisons")
        return comparison.against_rest(rows, self.scope.chapter, self.scope.confidence)

    def kinds_text(self) -> Prose:
        """Compare the policy's milestones with the organisation's own."""
        return comparison.kinds_text(self.scope.plan.result("realisation"), self.scope.confidence)

    def apart_text(self) -> Prose:
        """Name the chapters that differ from the others of their kind."""
        rows = self.scope.plan.result("chapter_comparisons")
        return comparison.apart_text(rows, self.scope.titles)

    def clustering_text(self) -> Prose:
        """State the clustering of milestones within projects."""
        return comparison.clustering_text(self.scope.plan.result("clustering").iloc[0])

    def drivers_text(self) -> Prose:
        """State what is associated with being realised, apart from the chapter."""
        return comparison.drivers_text(self.scope.plan.result("drivers"))

    def status_figure(self) -> Chart | None:
        """Draw the statuses of the evaluated milestones, a bar per part."""
        return status_chart(self._own, self.scope.year, self.scope.parts)

    def realisation_figure(self) -> Chart | None:
        """Draw the share realised per part, with intervals."""
        from analysis.subjects.milestones.charts.realisation import realisation_chart

        scope = self.scope
        return realisation_chart(
            scope.own.result("realisation"),
            scope.own.result("chapter_comparisons"),
            self._own,
            scope.year,
            scope.parts,
            scope.confidence,
        )

    def pooled_text(self) -> Prose:
        """Explain why the estimated mean differs from the share that is counted."""
        return realisation.pooled_text(self._alike(self.scope.plan.result("pooled_shares")))

    def pooled_figure(self) -> Chart | None:
        """Draw the share realised per section, estimated from all sections of its kind.

        For the whole plan: the sections of the policy.
        """
        scope = self.scope
        return pooled_chart(
            self._alike(scope.own.result("pooled_shares")),
            self._own.loc[kind_of_work(self._own) == self._kind] if scope.whole else self._own,
            scope.year,
            Parts("section", _headings(self._own), "onderdeel", "onderdelen"),
            scope.confidence,
        )

    def corrected_text(self) -> Prose:
        """Say what the shares are with certain contradictions of the plan corrected."""
        corrected = self.scope.own.result("corrected_shares")
        return realisation.corrected_text(corrected, self.scope.confidence)

    def final_text(self) -> Prose:
        """Say how many realised milestones run on all the same."""
        return realisation.final_text(self._own)

    def not_realised_text(self) -> Prose:
        """State how many milestones are not realised, by status."""
        return realisation.not_realised_text(self._own, self.scope.year)

    def not_realised_table(self) -> Table | None:
        """List the milestones that are not realised."""
        return tables.not_realised_table(self._own, self.scope.year, self.scope.parts)

    def where_text(self) -> Prose:
        """Link the chapters that list those milestones."""
        return realisation.where_text(self._own, self.scope.titles)

    @property
    def _kind(self) -> str:
        """The chapter's kind of work; for the whole plan, the policy."""
        if self.scope.whole or self._own.empty:
            return POLICY
        return str(kind_of_work(self._own).mode().iloc[0])

    def _alike(self, pooled: pd.DataFrame) -> pd.DataFrame:
        return pooled.loc[pooled["kind_of_work"] == self._kind]

    @property
    def _own(self) -> pd.DataFrame:
        return self.scope.own.milestones


def _headings(milestones: pd.DataFrame) -> dict[str, str]:
    pairs = milestones[["section", "section_title"]].drop_duplicates().to_numpy().tolist()
    return {section: f"{section} {title}" for section, title in pairs}
