"""What the notebook that compares two plans can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.comparison import charts, tables
from analysis.toolkit.sentence import prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.plan.tables.editions import PlanTables
    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans side by side: their tables and results by year, the earlier one first.

    `titles` has the title of each chapter by its id.
    """

    plans: Mapping[int, PlanTables]
    titles: Mapping[str, str]

    def text(self) -> Prose:
        """Say which plans are compared, and how to read the tables."""
        earlier, later = self.plans
        return prose(
            f"Wat de plannen van {earlier} en {later} over hetzelfde zeggen.",
            "Elk plan evalueert het jaar ervoor.",
            "Een rij die in één van beide plannen ontbreekt, krijgt daar een streepje.",
        )

    def realisation_figure(self) -> Chart | None:
        """Draw the share of realised milestones per chapter."""
        return charts.realisation_chart(self.plans, self.titles)

    def realisation_table(self) -> Table:
        """Compare the share of realised milestones per chapter."""
        return tables.realisation_table(self.plans, self.titles)

    def norms_figure(self) -> Chart | None:
        """Draw the norms whose result changed most."""
        return charts.norms_chart(self.plans)

    def norms_table(self) -> Table:
        """Compare target and result of each norm."""
        return tables.norms_table(self.plans)

    def budget_figure(self) -> Chart | None:
        """Draw how the credit of each budget post changed."""
        return charts.credits_chart(self.plans)

    def budget_table(self) -> Table:
        """Compare expenditure and credit of each budget post."""
        return tables.budget_table(self.plans)

    def inspections_figure(self) -> Chart | None:
        """Draw how the files of the inspectorate changed."""
        return charts.inspections_chart(self.plans)

    def inspections_table(self) -> Table:
        """Compare what the inspectorate did for each measure."""
        return tables.inspections_table(self.plans)
