"""What a notebook calls to show where the plan contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.consistency import text as prose
from analysis.subjects.consistency.tables import findings_table, kinds_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Consistency:
    """The places where the plan contradicts itself."""

    scope: Scope

    def text(self) -> Prose:
        """Count the contradictions, by certainty."""
        rules = self.scope.plan.result("audit_rules")
        return prose.consistency_text(self._findings, len(rules))

    def basis_text(self) -> Prose:
        """Say how many of them rest on files kept by hand."""
        return prose.basis_text(self._findings, self.scope.plan.result("audit_rules"))

    def reading_text(self) -> Prose:
        """Say how to read a contradiction."""
        return prose.known_text(self._findings)

    def kinds_table(self) -> Table | None:
        """Count the contradictions per kind and certainty."""
        return kinds_table(self._findings)

    def certain_table(self) -> Table | None:
        """List those that cannot both be right."""
        return findings_table(self._findings, self.scope.titles, ["certain"])

    def possible_table(self) -> Table | None:
        """List those that may turn out to be about different things."""
        return findings_table(self._findings, self.scope.titles, ["probable", "weak"])

    @property
    def _findings(self) -> pd.DataFrame:
        return self.scope.plan.result("findings")
