"""Whether the measures met their norms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.norms import text
from analysis.subjects.norms.charts.norms import norms_chart
from analysis.subjects.norms.tables import norms_table
from analysis.toolkit.section import Part, section

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Norms:
    """Whether the measures met their norms."""

    scope: Scope

    def section(self) -> Section:
        """Show the section on norms that the chapters have in common."""
        if self._rows.empty:
            return section(self.scope.chapter, text.HEADING, self.text())
        return section(
            self.scope.chapter,
            text.HEADING,
            self.text(),
            Part(self.figure(), "normen", optional=True),
            text.TABLE,
            Part(self.table(), "normen"),
            text.CAUTION,
        )

    def text(self) -> Prose:
        """Say how many norms were met."""
        counts, figures = self.scope.own.result("norm_counts"), self.scope.own.figures
        return text.norms_text(counts, self._rows, self.scope.year, figures)

    def coverage_text(self) -> Prose:
        """Say for how many of the plan's measures there are norms."""
        return text.coverage_text(self.scope.plan.figures, self.scope.year)

    def change_text(self) -> Prose:
        """Say whether the norms as a whole were met better or worse."""
        scope = self.scope
        changes = scope.own.result("norm_changes")
        figures = scope.own.figures
        return text.change_text(changes, scope.confidence, self._rows, figures, scope.year)

    def figure(self) -> Chart | None:
        """Draw the norms that were missed in one of both years."""
        return norms_chart(self._rows, self.scope.year)

    def transitions_figure(self) -> Chart | None:
        """Draw how many norms went from each step to each."""
        from analysis.subjects.norms.charts.transitions import transitions_chart

        changes = self.scope.own.result("norm_changes")
        return transitions_chart(changes, self._rows, self.scope.year)

    def table(self) -> Table | None:
        """List every norm."""
        return norms_table(self._rows, self.scope.year)

    @property
    def _rows(self) -> pd.DataFrame:
        return self.scope.own.norms
