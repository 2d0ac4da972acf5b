"""Compute results from tables in memory, for charts of made-up tables and for tests.

`analysis.analyse` computes the results of a year that has been built, and keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from analysis.analyse import LEVEL, all_results
from analysis.plan.tables.editions import PlanTables
from analysis.result_files import FOLDER
from analysis.settings import ReportSettings, YearSettings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from analysis.paths import Project


@dataclass(frozen=True)
class TablesInMemory:
    """What results are computed from; see `toolkit.results.Inputs`.

    Attributes
    ----------
    plan
        The tables.
    year
        The plan's year.
    level
        The level of every interval.
    settings
        The report's settings.
    earlier
        The plans before it.
    project
        Where project files are; without one there are none.
    """

    plan: PlanTables
    year: int
    level: float = 0.95
    settings: ReportSettings = field(
        default_factory=lambda: ReportSettings(title="", publisher="", chapters=())
    )
    earlier: Mapping[int, PlanTables] = field(default_factory=dict)
    project: Project | None = None

    @property
    def year_settings(self) -> YearSettings:
        """What `params/<year>.yaml` says; without a project nothing but the year."""
        if self.project is None:
            return YearSettings(year=self.year)
        return load_year_settings(self.project, self.year)

    def file(self, name: str) -> Path | None:
        """Return a file of the project by its path from the root, or None if it is absent."""
        path = self.project.root / name if self.project else None
        return path if path and path.is_file() else None


def with_results(inputs: TablesInMemory) -> PlanTables:
    """Return the tables with results computed from them, each when it is first read.

    Results are validated. Those with intervals are at the level of the inputs.
    """
    known = all_results()

    @cache
    def read(table: str) -> pd.DataFrame:
        kind, _, name = table.partition("/")
        if kind != FOLDER:
            found: pd.DataFrame = getattr(inputs.plan, table)
            return found
        _, result = known[name]
        frame = result.compute(both).reset_index(drop=True)
        if result.by_level:
            frame = frame.assign(**{LEVEL: inputs.level})
        checked: pd.DataFrame = result.schema.validate(frame[list(result.schema.columns)])
        return checked

    plan = PlanTables(read)
    both = TablesInMemory(
        plan, inputs.year, inputs.level, inputs.settings, inputs.earlier, inputs.project
    )
    return plan
