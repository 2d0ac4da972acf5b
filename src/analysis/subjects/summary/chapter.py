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

    from analysis.toolkit.one_page import OnePage
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


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
        """Say in three sentences what stands out, what to look at first and what is unsure."""
        scope = self.scope
        expected = text.expected_line(self._row("forecast"), scope.year, FORECAST_CONFIDENCE)
        return bullets(
            [
                ("Bevinding", text.verdict_line(self._row("chapter_comparisons"))),
                ("Eerst te bekijken", text.attention_line(scope.own.result("signals"))),
                (
                    "Onzeker",
                    expected or text.open_ends_line(scope.own.result("successors")),
                ),
            ]
        )

    def one_page(self) -> OnePage:
        """Summarise the whole plan on one page, in Dutch and in English."""
        from analysis.subjects.summary.one_page import one_page

        return one_page(self.scope.plan, self.scope.year, FORECAST_CONFIDENCE)

    def others_text(self) -> Prose:
        """Give the findings over a threshold that are not on the page, most points first."""
        from analysis.subjects.summary.one_page import others

        return text.others_text(others(self.scope.plan.result("headlines")))

    def thresholds_table(self) -> Table:
        """List what makes a finding count, and for how many points."""
        from analysis.subjects.summary.tables import thresholds_table

        return thresholds_table()

    def _row(self, name: str) -> pd.Series | None:
        """Return the row of a result on this chapter or on the whole plan; None without one."""
        scope = self.scope
        every_inspection = name == "inspection_totals" and scope.chapter == INSPECTORATE
        return summary_row((scope.plan if every_inspection else scope.own).result(name))
