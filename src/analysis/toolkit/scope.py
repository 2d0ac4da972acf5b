"""Scope: the chapter and the plan that a notebook shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.toolkit.milestones import evaluated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.tables.editions import Edition, PlanTables
    from analysis.toolkit.parts import Parts

#: The level of the forecast intervals: fixed, so that forecasts of all years can be tested alike.
FORECAST_CONFIDENCE = 0.8


@dataclass(frozen=True)
class Scope:
    """One chapter of one plan.

    Attributes
    ----------
    project
        The project folder.
    chapter
        The chapter's id.
    confidence
        The level of all intervals except the forecast's.
    editions
        The plan and the earlier plans that have been built, the oldest first.
    parts
        The chapter's sections, or for the whole plan its chapters.
    titles
        The title of each chapter by id, in the report's order.
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

    @property
    def all_matches(self) -> pd.DataFrame:
        """The plan's milestones that promise a sequel, each with its successor if one was found."""
        return self.plan.result("successors")

    @property
    def matches(self) -> pd.DataFrame:
        """Those of the chapter."""
        return self.own.result("successors")

    @cached_property
    def signals(self) -> pd.DataFrame:
        """Every signal of attention that fired, in words; of a chapter, those of its own."""
        from analysis.subjects.attention.points import collected
        from analysis.subjects.attention.reasons import with_reasons
        from analysis.subjects.attention.signals import measure_signals
        from analysis.subjects.milestones.sections import section_signals
        from analysis.subjects.sequel.lineage import lost

        plan = self.plan
        gone = lost(self.all_matches, evaluated(plan.milestones))
        signals = [
            measure_signals(plan.norms, plan.budget, plan.inspections),
            section_signals(plan.milestones, gone),
        ]
        every = with_reasons(collected(signals), plan)
        return every if self.whole else every.loc[every["chapter"] == self.chapter]
