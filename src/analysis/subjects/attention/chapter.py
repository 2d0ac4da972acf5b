"""What a notebook calls to show what needs attention first, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.attention import text as attention
from analysis.subjects.attention.charts import attention_chart
from analysis.subjects.attention.points import totals
from analysis.subjects.attention.tables import attention_table, thresholds_table
from analysis.toolkit.provisional import with_provisional_note

if TYPE_CHECKING:
    import pandas as pd

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
        """Name the measures and sections with the most points."""
        return attention.attention_text(self._signals, self.scope.titles)

    def figure(self) -> Chart | None:
        """Draw the signals of the measures with the most points."""
        signals = self._signals
        most = totals(signals)
        kept = most.loc[most["points"] >= _LEAST_POINTS, "subject"]
        shown = signals.loc[signals["subject"].isin(kept)]
        return self._noted(attention_chart(shown, self.scope.year))

    def table(self) -> Table | None:
        """List what has the most points, with every reason."""
        return attention_table(self._signals, self.scope.titles, _LEAST_POINTS)

    def thresholds_table(self) -> Table:
        """List what makes each signal fire, and for how many points."""
        return thresholds_table()

    def _noted(self, item: Chart | None) -> Chart | None:
        """Say how final the amounts are, which the signals of credits rest on."""
        return with_provisional_note(item, self.scope.plan.remarks, self.scope.year)

    @property
    def _signals(self) -> pd.DataFrame:
        return self.scope.own.result("signals")
