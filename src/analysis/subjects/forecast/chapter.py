"""What to expect of the planned milestones: what a notebook calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.forecast.text import HEADING, back_test_text, forecast_text
from analysis.toolkit.per_chapter import WHOLE, summary_row
from analysis.toolkit.scope import FORECAST_CONFIDENCE
from analysis.toolkit.section import section

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Outlook:
    """What to expect of the planned milestones."""

    scope: Scope

    def section(self) -> Section:
        """Show the section on the forecast that the chapters have in common."""
        return section(self.scope.chapter, HEADING, self.text(), self.back_test_text())

    def text(self) -> Prose:
        """State how many of the planned milestones to expect."""
        scope = self.scope
        row = summary_row(scope.own.result("forecast"))
        return forecast_text(row, scope.year, FORECAST_CONFIDENCE, brief=not scope.whole)

    def figure(self) -> Chart | None:
        """Draw per chapter how many of the planned milestones to expect."""
        from analysis.subjects.forecast.charts import forecast_chart

        scope = self.scope
        return forecast_chart(
            scope.own.result("forecast"),
            scope.own.milestones,
            scope.year,
            scope.titles,
            FORECAST_CONFIDENCE,
        )

    def back_test_text(self) -> Prose:
        """State how the forecast from the plan before turned out."""
        rows = self._own(self.scope.own.result("back_test")) if self._tested else None
        return back_test_text(rows, self.scope.year, FORECAST_CONFIDENCE)

    def back_test_table(self) -> Table | None:
        """List the forecast and the outcome per chapter; None without an earlier plan."""
        from analysis.subjects.forecast.tables import back_test_table

        if not self._tested:
            return None
        scope = self.scope
        rows = scope.plan.result("back_test")
        return back_test_table(rows, scope.titles, scope.year, FORECAST_CONFIDENCE)

    @property
    def _tested(self) -> bool:
        """Whether the plan of the year before is there to test."""
        return self.scope.year - 1 in [edition.year for edition in self.scope.editions]

    def _own(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows.loc[rows["chapter"] == (WHOLE if self.scope.whole else self.scope.chapter)]
