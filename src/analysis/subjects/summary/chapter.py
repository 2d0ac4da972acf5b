"""The head of a chapter: key figures, and the judgement in a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.attention import text as attention
from analysis.subjects.summary import key_figures as figures
from analysis.subjects.summary import text as brief
from analysis.toolkit.scope import FORECAST_CONFIDENCE
from analysis.toolkit.sentence import bullets
from analysis.toolkit.tables.key_figures import KeyFigures

if TYPE_CHECKING:
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose


@dataclass(frozen=True, slots=True)
class Glance:
    """The head of a chapter."""

    scope: Scope

    def figures(self) -> KeyFigures:
        """Return the chapter's figures at a glance."""
        own, year = self.scope.own, self.scope.year
        return KeyFigures(
            (
                *figures.milestone_figures(own.milestones, year, self.scope.confidence),
                *figures.sequel_figures(self.scope.own.result("successors"), year),
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
                ("Vervolg", brief.open_ends_line(scope.own.result("successors"))),
                (
                    "Verwachting",
                    brief.expected_line(scope.expected, scope.year, FORECAST_CONFIDENCE),
                ),
                ("Aandacht", attention.in_chapter_text(scope.own.result("signals"))),
            ]
        )
