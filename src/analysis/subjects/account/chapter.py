"""What a notebook calls to show what the report is based on."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from analysis.dutch import share
from analysis.subjects.account import tables
from analysis.subjects.account import text as prose
from analysis.toolkit.scope import FORECAST_CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table

#: The software that decides most of what a reader sees.
PACKAGES = ("pandas", "scipy", "statsmodels", "rapidfuzz", "matplotlib", "seaborn", "papermill")


@dataclass(frozen=True, slots=True)
class Account:
    """What a reader needs to check the report."""

    scope: Scope

    def sources_text(self) -> Prose:
        """Name the plans that were read."""
        plan = self.scope.plan
        years = [int(year) for year in plan.result("documents")["year"]]
        return prose.sources_text(years, plan.result("raw_files"))

    def sources_table(self) -> Table:
        """List the plans."""
        return tables.sources_table(self.scope.plan.result("documents"))

    def tables_table(self) -> Table:
        """List the tables read from the plan."""
        return tables.tables_table(self.scope.plan.result("raw_files"), self.scope.year)

    def review_text(self) -> Prose:
        """Say how much of what machines propose people judged."""
        return prose.review_text(self.scope.plan.result("reviewed"))

    def definitions_text(self) -> Prose:
        """Count the terms that are explained."""
        return prose.definitions_text()

    def definitions_table(self) -> Table:
        """List every statistic with its meaning."""
        return tables.definitions_table()

    def settings_text(self) -> Prose:
        """State the levels of the intervals."""
        levels = {"confidence": self.scope.confidence, "forecast": FORECAST_CONFIDENCE}
        return prose.settings_text(levels)

    def settings_table(self, others: Sequence[tuple[str, str]] = ()) -> Table:
        """List the settings of this report, with those of other subjects in words."""
        return tables.settings_table(
            [
                ("Jaar van het plan", str(self.scope.year)),
                ("Niveau van intervallen", share(self.scope.confidence)),
                ("Niveau van intervallen van een verwachting", share(FORECAST_CONFIDENCE)),
                *others,
                ("Zaad van toevalsgetallen", str(self.scope.year)),
            ]
        )

    def corrections_text(self) -> Prose:
        """Count the corrected errors of the plan."""
        return prose.corrections_text(self.scope.plan.corrections)

    def corrections_table(self) -> Table | None:
        """List what was corrected."""
        return tables.corrections_table(self.scope.plan.corrections, self.scope.year)

    def software_table(self) -> Table:
        """List the software that made the report."""
        versions = {"Python": platform.python_version()}
        return tables.software_table(versions | {name: version(name) for name in PACKAGES})

    def glossary_table(self) -> Table | None:
        """List the plan's abbreviations."""
        return tables.glossary_table(self.scope.plan.abbreviations, self.scope.year)
