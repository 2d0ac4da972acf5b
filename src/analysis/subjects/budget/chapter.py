"""What was spent on the measures, and what is granted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.budget import tables, text
from analysis.subjects.budget.charts.credits import budget_chart
from analysis.toolkit.provisional import with_provisional_note
from analysis.toolkit.section import Part, section
from analysis.toolkit.sentence import prose

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Budget:
    """What was spent, and what is granted."""

    scope: Scope

    def section(self) -> Section:
        """Show the section on money that the policy chapters have in common."""
        return section(
            self.scope.chapter,
            text.HEADING,
            self.text(),
            Part(self.figure(), "budget"),
            text.TABLE,
            Part(self.table(), "budget"),
            text.CAUTION,
        )

    def text(self) -> Prose:
        """Say what was spent and what is granted, and how final that is."""
        amounts = text.budget_text(self._totals, self._changes, self._rows, self.scope.year)
        remarks, whole = self.scope.plan.remarks, self.scope.whole
        return prose(str(amounts), text.provisional_text(remarks, self.scope.year, whole=whole))

    def concentration_text(self) -> Prose:
        """Say how much of the change comes from one measure."""
        concentration = self.scope.own.result("credit_concentration")
        return text.concentration_text(self._totals, self._changes, concentration, self.scope.year)

    def relance_text(self) -> Prose:
        """Add up the posts of the recovery budget, over the whole plan."""
        return text.relance_text(self.scope.plan.budget, self.scope.year)

    def figure(self) -> Chart | None:
        """Draw what was spent and what is granted, per measure."""
        return self._noted(budget_chart(self._changes, self._rows, self.scope.year))

    def waterfall_figure(self) -> Chart | None:
        """Draw what each measure adds to the change."""
        from analysis.subjects.budget.charts.waterfall import waterfall_chart

        return self._noted(waterfall_chart(self._changes, self._rows, self.scope.year))

    def table(self) -> Table | None:
        """List every row of the budget."""
        return tables.budget_table(self._rows, self.scope.year)

    def objectives_table(self) -> Table | None:
        """Add the budget up per objective."""
        return tables.objectives_table(self._rows, self.scope.year)

    def _noted(self, item: Chart | None) -> Chart | None:
        """Say on a figure how final its amounts are: the text above the table says so too."""
        return with_provisional_note(item, self.scope.plan.remarks, self.scope.year)

    @property
    def _rows(self) -> pd.DataFrame:
        return self.scope.own.budget

    @property
    def _totals(self) -> pd.DataFrame:
        return self.scope.own.result("budget_totals")

    @property
    def _changes(self) -> pd.DataFrame:
        return self.scope.own.result("credit_changes")
