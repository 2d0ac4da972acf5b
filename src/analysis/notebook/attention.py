"""The chapter at a glance: key figures, the judgement in a few lines, what needs attention."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.charts.attention import attention_chart
from analysis.notebook.scope import FORECAST_CONFIDENCE
from analysis.prose import attention, brief
from analysis.prose.sentence import bullets
from analysis.stats.attention import collected, totals
from analysis.stats.lineage import lost
from analysis.stats.reasons import with_reasons
from analysis.stats.sections import section_signals
from analysis.stats.shares import evaluated
from analysis.stats.signals import measure_signals
from analysis.tables import key_figures as figures
from analysis.tables.attention import attention_table
from analysis.tables.key_figures import KeyFigures

if TYPE_CHECKING:
    import pandas as pd

    from analysis.charts.chart import Chart
    from analysis.notebook.scope import Scope
    from analysis.prose.sentence import Prose
    from analysis.tables.table import Table

_LEAST_POINTS = 4  # to be listed


@dataclass(frozen=True)
class Attention:
    """What needs attention first, and why."""

    scope: Scope

    @cached_property
    def signals(self) -> pd.DataFrame:
        """Every signal of the plan that fired, in words; of a chapter, those of its own."""
        plan = self.scope.plan
        gone = lost(self.scope.all_matches, evaluated(plan.milestones))
        signals = [
            measure_signals(plan.norms, plan.budget, plan.inspections),
            section_signals(plan.milestones, gone),
        ]
        every = with_reasons(collected(signals), plan)
        return every if self.scope.whole else every.loc[every["chapter"] == self.scope.chapter]

    def text(self) -> Prose:
        """Name what gathers most points."""
        return attention.attention_text(self.signals, self.scope.titles)

    def figure(self) -> Chart | None:
        """Draw which signals fired, per measure with at least so many points."""
        most = totals(self.signals)
        kept = most.loc[most["points"] >= _LEAST_POINTS, "subject"]
        shown = self.signals.loc[self.signals["subject"].isin(kept)]
        names = dict(zip(shown["subject"], shown["name"], strict=True))
        return attention_chart(shown, self.scope.year, names)

    def table(self) -> Table | None:
        """List what gathers most points, and every reason."""
        return attention_table(self.signals, self.scope.titles, _LEAST_POINTS)


@dataclass(frozen=True, slots=True)
class Glance:
    """The head of a chapter."""

    scope: Scope
    attention: Attention

    def figures(self) -> KeyFigures:
        """Return the chapter's figures at a glance."""
        own, year = self.scope.own, self.scope.year
        return KeyFigures(
            (
                *figures.milestone_figures(own.milestones, year, self.scope.confidence),
                *figures.sequel_figures(self.scope.matches, year),
                *figures.planned_figures(own.milestones, year),
                *figures.norm_figures(own.norms, year),
                *figures.budget_figures(own.budget, year),
                *figures.inspection_figures(own.inspections, year),
            )
        )

    def text(self) -> Prose:
        """Give the judgement in a few lines."""
        scope, milestones = self.scope, self.scope.plan.milestones
        realised = (
            brief.kinds_line(milestones)
            if scope.whole
            else brief.verdict_line(milestones, scope.chapter)
        )
        return bullets(
            [
                ("Realisatie", realised),
                ("Vervolg", brief.open_ends_line(scope.matches)),
                (
                    "Verwachting",
                    brief.expected_line(scope.expected, scope.year, FORECAST_CONFIDENCE),
                ),
                ("Aandacht", attention.in_chapter_text(self.attention.signals)),
            ]
        )
