"""What the inspectorate did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.inspections import text as inspections
from analysis.subjects.inspections.charts.cases import inspections_chart
from analysis.subjects.inspections.tables import inspections_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Inspections:
    """What the inspectorate did."""

    scope: Scope

    def text(self) -> Prose:
        """Say how many files, official reports and proposed recoveries there were."""
        whole = len(self._rows) == len(self.scope.plan.inspections)
        figures = None if whole else self.scope.own.figures
        return inspections.inspections_text(
            self._rows, self.scope.year, whole=whole, figures=figures
        )

    def rates_text(self) -> Prose:
        """Say where the number of files changed by more than counting noise."""
        return inspections.rates_text(self._rows)

    def reports_text(self) -> Prose:
        """Say how many official reports came per hundred files."""
        return inspections.reports_text(self._rows, self.scope.year)

    def totals_text(self) -> Prose:
        """Say whether the inspections add up to the printed total."""
        return inspections.totals_text(self._rows)

    def figure(self) -> Chart | None:
        """Draw the files per measure."""
        return inspections_chart(self._rows, self.scope.year)

    def rates_figure(self) -> Chart | None:
        """Draw how many times as many files as the year before, with intervals."""
        from analysis.subjects.inspections.charts.rates import file_rates_chart

        return file_rates_chart(self._rows, self.scope.year, self.scope.confidence)

    def reports_figure(self) -> Chart | None:
        """Draw the official reports per hundred files."""
        from analysis.subjects.inspections.charts.reports import reports_chart

        return reports_chart(self._rows, self.scope.year)

    def table(self) -> Table | None:
        """List the files, official reports and recoveries."""
        return inspections_table(self._rows, self.scope.year)

    @property
    def _rows(self) -> pd.DataFrame:
        return self.scope.own.inspections
