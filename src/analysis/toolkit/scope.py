"""What every part of a chapter knows: which chapter of which plan, and what is found once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.toolkit.milestones import evaluated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.tables.editions import Edition, PlanTables
    from analysis.subjects.forecast.model import Forecast
    from analysis.toolkit.parts import Parts

#: The level of every forecast's interval: wide enough to be useful, narrow enough to be wrong.
FORECAST_CONFIDENCE = 0.8


@dataclass(frozen=True)
class Scope:
    """One chapter of one plan.

    Attributes
    ----------
    project
        Where the plan's tables lie.
    chapter
        The chapter's id.
    confidence
        The level of every interval that says how sure a share or a difference is.
    editions
        The plan and those before it that are at hand, the oldest first.
    parts
        What the chapter is divided in: the plan's sections, or for the whole plan its chapters.
    titles
        The title of every chapter, by its id, in the report's order.
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
    def forecast(self) -> Forecast:
        """What the whole plan's experience says of each chapter's planned milestones."""
        from analysis.subjects.forecast.model import forecast

        return forecast(self.plan.milestones)

    @cached_property
    def expected(self) -> pd.Series | None:
        """The chapter's row of the forecast, or the total's; None when nothing is planned."""
        from analysis.subjects.forecast.model import expected_realisation

        made = self.forecast
        if not self.whole:  # the others' chances are in the pool; their sums take time
            made = replace(made, groups=made.groups.loc[made.groups[made.by] == self.chapter])
        rows = expected_realisation(made, FORECAST_CONFIDENCE)
        return rows.iloc[-1] if rows.iloc[-1]["planned"] else None

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
