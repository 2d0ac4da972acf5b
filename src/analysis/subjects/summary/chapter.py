"""The head of a chapter, key figures and conclusions: what a notebook calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.tables.editions import INSPECTORATE
from analysis.subjects.summary import key_figures as figures
from analysis.subjects.summary import text
from analysis.toolkit.parts import share_of
from analysis.toolkit.per_chapter import summary_row
from analysis.toolkit.provisional import provisional
from analysis.toolkit.scope import FORECAST_CONFIDENCE
from analysis.toolkit.section import Part, section
from analysis.toolkit.sentence import bullets
from analysis.toolkit.tables.key_figures import KeyFigures

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose


@dataclass(frozen=True, slots=True)
class Glance:
    """The head of a chapter."""

    scope: Scope

    def section(self) -> Section:
        """Show the head of a chapter."""
        return section(self.scope.chapter, Part(self.figures()), text.TOGETHER, self.text())

    def figures(self) -> KeyFigures:
        """Return the chapter's key figures."""
        scope, own, year = self.scope, self.scope.own, self.scope.year
        realised = share_of(own, scope.chapter, whole=scope.whole)
        unsure = not provisional(scope.plan.remarks).empty
        return KeyFigures(
            (
                *figures.milestone_figures(realised, own.milestones, year, scope.confidence),
                *figures.sequel_figures(own.result("successors"), year),
                *figures.planned_figures(own.milestones, year),
                *figures.norm_figures(self._row("norm_counts"), year),
                *figures.budget_figures(self._row("budget_totals"), year, provisional=unsure),
                *figures.inspection_figures(self._row("inspection_totals"), year),
            )
        )

    def text(self) -> Prose:
        """State the conclusions in a few lines."""
        scope = self.scope
        realised = (
            text.kinds_line(scope.plan.result("realisation"))
            if scope.whole
            else text.verdict_line(self._row("chapter_comparisons"))
        )
        expected = text.expected_line(self._row("forecast"), scope.year, FORECAST_CONFIDENCE)
        return bullets(
            [
                ("Realisatie", realised),
                ("Vervolg", text.open_ends_line(scope.own.result("successors"))),
                ("Verwachting", expected),
                ("Aandacht", text.attention_line(scope.own.result("signals"))),
            ]
        )

    def _row(self, name: str) -> pd.Series | None:
        """Return the row of a result on this chapter or on the whole plan; None without one."""
        scope = self.scope
        every_inspection = name == "inspection_totals" and scope.chapter == INSPECTORATE
        return summary_row((scope.plan if every_inspection else scope.own).result(name))
