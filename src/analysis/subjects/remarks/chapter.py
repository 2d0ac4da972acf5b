"""What a notebook calls to show what the plan says in words only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.remarks import tables, text

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the plan says in words only."""

    scope: Scope

    def causes_text(self) -> Prose:
        """Say why norms were missed."""
        return text.causes_text(self._own, self.scope.own.norms)

    def causes_table(self) -> Table | None:
        """List the causes that the plan gives."""
        title = "Waarom normen gemist werden, volgens het plan"
        return tables.remarks_table(self._own, "cause", title, "Soort oorzaak", self.scope.year)

    def audit_table(self) -> Table | None:
        """List what the audits ask; it is spread over the plan."""
        title = "Wat van de audits nog openstaat"
        everywhere = self.scope.plan.remarks
        return tables.remarks_table(everywhere, "audit", title, "Wanneer", self.scope.year)

    def data_table(self) -> Table | None:
        """List the data products of the whole plan."""
        title = "Dataproducten en dashboards"
        everywhere = self.scope.plan.remarks
        return tables.remarks_table(everywhere, "data", title, "Stand", self.scope.year)

    def ending_text(self) -> Prose:
        """Name the measures that are phased out."""
        return text.ending_text(self._own, self.scope.own.figures)

    def money_text(self) -> Prose:
        """Say by how much amounts changed, and why according to the plan."""
        changes = self.scope.own.result("credit_changes")
        return text.money_text(self._own, changes, self.scope.year)

    @property
    def _own(self) -> pd.DataFrame:
        return self.scope.own.remarks
