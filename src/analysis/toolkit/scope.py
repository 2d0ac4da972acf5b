"""Scope: the chapter and the plan that a notebook shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project
    from analysis.plan.tables.editions import Edition, PlanTables
    from analysis.toolkit.parts import Parts

#: The level of the forecast intervals: fixed, so that forecasts of all years can be tested alike.
FORECAST_CONFIDENCE = 0.8


@dataclass(frozen=True)
class Scope:
    """One chapter of one plan.

    `confidence` is the level of all intervals except the forecast's; the `editions` are the plan
    and the earlier plans that have been built, the oldest first; the `titles` of the chapters are
    by id, in the report's order.
    """

    project: Project
    chapter: str
    confidence: float
    editions: tuple[Edition, ...]
    parts: Parts
    titles: Mapping[str, str]

    @property
    def year(self) -> int:
        """The plan's year: it evaluates the year before."""
        return self.editions[-1].year

    @property
    def own(self) -> PlanTables:
        """The chapter's tables."""
        return self.editions[-1].own

    @property
    def plan(self) -> PlanTables:
        """The tables of the whole plan."""
        return self.editions[-1].plan

    @property
    def whole(self) -> bool:
        """Whether the chapter covers the whole plan."""
        return self.own is self.plan
