"""What the plan says of its measures: norms, money and inspections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.charts.budget import budget_chart
from analysis.charts.inspections import inspections_chart
from analysis.charts.norms import norms_chart, steps_chart
from analysis.charts.rates import file_rates_chart
from analysis.charts.reports import reports_chart
from analysis.charts.transitions import transitions_chart
from analysis.charts.waterfall import waterfall_chart
from analysis.prose import budget, inspections, norms
from analysis.tables import budget as budget_tables
from analysis.tables.inspections import inspections_table
from analysis.tables.norms import norms_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.charts.chart import Chart
    from analysis.notebook.scope import Scope
    from analysis.prose.sentence import Prose
    from analysis.tables.table import Table


@dataclass(frozen=True, slots=True)
class Norms:
    """Whether the measures kept their norms."""

    scope: Scope

    def text(self) -> Prose:
        """Say how many norms were met."""
        return norms.norms_text(self._rows, self.scope.year)

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
        return transitions_chart(self._rows, self.scope.year)

    def table(self) -> Table | None:
        """List every norm."""
        return norms_table(self._rows, self.scope.year)

    @property
    def _rows(self) -> pd.DataFrame:
        return self.scope.own.norms


@dataclass(frozen=True, slots=True)
class Budget:
    """What was spent, and what is granted."""

    scope: Scope

    def text(self) -> Prose:
        """Say what was spent and what is granted."""
        return budget.budget_text(self._rows, self.scope.year)

    def concentration_text(self) -> Prose:
        """Say how much of the change comes from one measure."""
        return budget.concentration_text(self._rows, self.scope.year)

    def figure(self) -> Chart | None:
        """Draw what was spent and what is granted, per measure."""
        return budget_chart(self._rows, self.scope.year)

    def waterfall_figure(self) -> Chart | None:
        """Draw what each measure adds to the change."""
        return waterfall_chart(self._rows, self.scope.year)

    def table(self) -> Table | None:
        """List every row of the budget."""
        return budget_tables.budget_table(self._rows, self.scope.year)

    def objectives_figure(self) -> Chart | None:
        """Draw what was spent and what is granted, per objective."""
        return budget_chart(self._rows, self.scope.year, "objective")

    def objectives_table(self) -> Table | None:
        """Add the budget up per objective."""
        return budget_tables.objectives_table(self._rows, self.scope.year)

    @property
    def _rows(self) -> pd.DataFrame:
        return self.scope.own.budget


@dataclass(frozen=True, slots=True)
class Inspections:
    """What the inspectorate did."""

    scope: Scope

    def text(self) -> Prose:
        """Say how many files, official reports and proposed recoveries there were."""
        whole = len(self._rows) == len(self.scope.plan.inspections)
        return inspections.inspections_text(self._rows, self.scope.year, whole=whole)

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
        return file_rates_chart(self._rows, self.scope.year, self.scope.confidence)

    def reports_figure(self) -> Chart | None:
        """Draw the official reports per hundred files."""
        return reports_chart(self._rows, self.scope.year)

    def table(self) -> Table | None:
        """List the files, official reports and recoveries."""
        return inspections_table(self._rows, self.scope.year)

    @property
    def _rows(self) -> pd.DataFrame:
        return self.scope.own.inspections
