"""What a notebook calls to show the inspectorate's files and reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.tables.editions import INSPECTORATE
from analysis.subjects.inspections import text as inspections
from analysis.subjects.inspections.tables import inspections_table
from analysis.toolkit.section import Part, section

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Inspections:
    """The inspectorate's files, official reports and proposed recoveries."""

    scope: Scope

    def section(self) -> Section:
        """Show the section on inspections that the policy chapters have in common."""
        return section(
            self.scope.chapter,
            inspections.HEADING,
            self.text(),
            self.rates_text(),
            Part(self.table(), "inspecties"),
            inspections.CAUTION,
        )

    def text(self) -> Prose:
        """Say how many files, official reports and proposed recoveries there were."""
        figures = None if self._everything else self.scope.own.figures
        return inspections.inspections_text(
            self._rows, self.scope.year, whole=self._everything, figures=figures
        )

    def rates_text(self) -> Prose:
        """Say where the number of files changed by more than counting noise."""
        return inspections.rates_text(self._rates("file_rates"))

    def reports_text(self) -> Prose:
        """Say how many official reports came per hundred files."""
        rates = self._rates("report_rates")
        return inspections.reports_text(self._rows, rates, self._p_of_reports, self.scope.year)

    def totals_text(self) -> Prose:
        """Say whether the inspections add up to the printed total."""
        return inspections.totals_text(self._rows)

    def rates_figure(self) -> Chart | None:
        """Draw the files per measure as a multiple of last year's, with intervals."""
        from analysis.subjects.inspections.charts.rates import file_rates_chart

        return file_rates_chart(self._rows, self._rates("file_rates"), self.scope.year)

    def reports_figure(self) -> Chart | None:
        """Draw the official reports per hundred files."""
        from analysis.subjects.inspections.charts.reports import reports_chart

        return reports_chart(self._rows, self._rates("report_rates"), self.scope.year)

    def table(self) -> Table | None:
        """List the files, official reports and recoveries."""
        return inspections_table(self._rows, self.scope.year)

    @property
    def _everything(self) -> bool:
        """Whether every inspection is shown, also those of measures without a chapter."""
        return self.scope.whole or self.scope.chapter == INSPECTORATE

    @property
    def _rows(self) -> pd.DataFrame:
        return self.scope.own.inspections

    def _rates(self, name: str) -> pd.DataFrame:
        tables = self.scope.plan if self._everything else self.scope.own
        return tables.result(name)

    @property
    def _p_of_reports(self) -> float:
        totals = self.scope.plan.result("inspection_totals")
        own = totals["chapter"] == ("" if self._everything else self.scope.chapter)
        return float(totals.loc[own, "p_holm"].min())  # NaN for a chapter without inspections
