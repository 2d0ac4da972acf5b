"""What needs attention first, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.attention import text as attention
from analysis.subjects.attention.charts import attention_chart
from analysis.subjects.attention.points import totals
from analysis.subjects.attention.tables import attention_table

if TYPE_CHECKING:
    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table

_LEAST_POINTS = 4  # to be listed


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs attention first, and why."""

    scope: Scope

    def text(self) -> Prose:
        """Name what gathers most points."""
        return attention.attention_text(self.scope.signals, self.scope.titles)

    def figure(self) -> Chart | None:
        """Draw which signals fired, per measure with at least so many points."""
        signals = self.scope.signals
        most = totals(signals)
        kept = most.loc[most["points"] >= _LEAST_POINTS, "subject"]
        shown = signals.loc[signals["subject"].isin(kept)]
        names = dict(zip(shown["subject"], shown["name"], strict=True))
        return attention_chart(shown, self.scope.year, names)

    def table(self) -> Table | None:
        """List what gathers most points, and every reason."""
        return attention_table(self.scope.signals, self.scope.titles, _LEAST_POINTS)
