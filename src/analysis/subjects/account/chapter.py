"""What the report rests on: sources, definitions, settings, corrections, software."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from analysis.dutch import number, share
from analysis.subjects.account import tables
from analysis.subjects.account import text as prose
from analysis.subjects.attention.tables import thresholds_table
from analysis.subjects.sequel.lineage import DEFAULT
from analysis.toolkit.scope import FORECAST_CONFIDENCE
from analysis.yaml_text import parse_yaml

if TYPE_CHECKING:
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table

#: The software that decides most of what a reader sees.
PACKAGES = ("pandas", "scipy", "statsmodels", "rapidfuzz", "matplotlib", "seaborn", "papermill")


@dataclass(frozen=True)
class Account:
    """What a reader needs to check the report."""

    scope: Scope

    def sources_text(self) -> Prose:
        """Say which plans were read."""
        return prose.sources_text(self._years, self._manifest["rows"])

    def sources_table(self) -> Table:
        """List the plans."""
        return tables.sources_table([self._source(year) for year in self._years])

    def tables_table(self) -> Table:
        """List the tables read from the plan."""
        return tables.tables_table(self._manifest)

    def definitions_text(self) -> Prose:
        """Say how many terms are explained."""
        return prose.definitions_text()

    def definitions_table(self) -> Table:
        """List every statistic with its meaning."""
        return tables.definitions_table()

    def settings_text(self) -> Prose:
        """Say at which levels the intervals stand."""
        levels = {"confidence": self.scope.confidence, "forecast": FORECAST_CONFIDENCE}
        return prose.settings_text(levels)

    def settings_table(self) -> Table:
        """List what was set for this report."""
        weights = (DEFAULT.label_weight, DEFAULT.theme_weight, DEFAULT.section_weight)
        return tables.settings_table(
            [
                ("Jaar van het plan", str(self.scope.year)),
                ("Niveau van intervallen", share(self.scope.confidence)),
                ("Niveau van intervallen van een verwachting", share(FORECAST_CONFIDENCE)),
                (
                    "Opvolger: gewicht van woorden, thema en onderdeel",
                    " – ".join(share(weight) for weight in weights),
                ),
                ("Opvolger: laagste score", number(DEFAULT.threshold, 2)),
                ("Opvolger: waarschijnlijk vanaf", number(DEFAULT.probable, 2)),
                ("Opvolger: zeker vanaf", number(DEFAULT.sure, 2)),
                ("Zaad van toevalsgetallen", str(self.scope.year)),
            ]
        )

    def thresholds_table(self) -> Table:
        """List what makes each signal of attention fire."""
        return thresholds_table()

    def corrections_text(self) -> Prose:
        """Say how many errors of the plan were corrected."""
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

    @property
    def _years(self) -> list[int]:
        return [edition.year for edition in self.scope.editions]

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        path = self.scope.project.processed(self.scope.year) / "manifest.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def _source(self, year: int) -> dict[str, Any]:
        path = self.scope.project.raw(year) / "source.yaml"
        found = parse_yaml(path.read_text(encoding="utf-8")) if path.is_file() else None
        return {**(found or {}), "year": year}
