"""Whether the measures kept their norms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.norms import text as norms
from analysis.subjects.norms.charts.norms import norms_chart, steps_chart
from analysis.subjects.norms.tables import norms_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Norms:
    """Whether the measures kept their norms."""

    scope: Scope

    def text(self) -> Prose:
        """Say how many norms were met."""
        return norms.norms_text(self._rows, self.scope.year, self.scope.own.figures)

    def change_text(self) -> Prose:
        """Say whether the norms as a whole were kept better or worse."""
        return norms.change_text(self._rows, self.scope.year, self.scope.confidence)

    def figure(self) -> Chart | None:
        """Draw the norms that were missed in one of both years."""
        return norms_chart(self._rows, self.scope.year)

    def steps_figure(self) -> Chart | None:
        """Draw how many norms stand on each step of the legend."""
        return steps_chart(self._rows, self.scope.year)

    def transitions_figure(self) -> Chart | None:
        """Draw how many norms went from each step to each."""
        from analysis.subjects.norms.charts.transitions import transitions_chart

        return transitions_chart(self._rows, self.scope.year)

    def table(self) -> Table | None:
        """List every norm."""
        return norms_table(self._rows, self.scope.year)

    @property
    def _rows(self) -> pd.DataFrame:
        return self.scope.own.norms
