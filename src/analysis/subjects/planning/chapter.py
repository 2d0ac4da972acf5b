"""The planned milestones: what a notebook calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.planning.charts.quarters import planning_chart, planning_heatmap
from analysis.subjects.planning.text import HEADING, WHEN, evenness_text, planned_text
from analysis.toolkit.per_chapter import summary_row
from analysis.toolkit.section import Part, section

if TYPE_CHECKING:
    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Planning:
    """The milestones that the plan announces."""

    scope: Scope

    def section(self) -> Section:
        """Show the section on the planned milestones that the chapters have in common."""
        return section(
            self.scope.chapter,
            HEADING,
            self.text(),
            Part(self.figure(), "planning"),
            WHEN,
            self.evenness_text(),
            Part(self.calendar_figure(), "kalender"),
        )

    def text(self) -> Prose:
        """State how many milestones are planned, and when."""
        return planned_text(self.scope.own.milestones, self.scope.year)

    def evenness_text(self) -> Prose:
        """State whether the deadlines pile up in one quarter."""
        return evenness_text(summary_row(self.scope.own.result("evenness")), self.scope.year)

    def calendar_figure(self) -> Chart | None:
        """Draw the planned milestones per project and quarter."""
        from analysis.subjects.planning.charts.gantt import gantt_chart

        return gantt_chart(self.scope.own.milestones, self.scope.year, self.scope.parts)

    def laws_table(self) -> Table | None:
        """List the legislation that is planned, by quarter."""
        from analysis.subjects.planning.tables import laws_table

        return laws_table(self.scope.own.milestones, self.scope.year)

    def figure(self) -> Chart | None:
        """Draw the planned milestones per quarter."""
        return planning_chart(self.scope.own.milestones, self.scope.year)

    def heatmap_figure(self) -> Chart | None:
        """Draw the planned milestones per part and quarter."""
        return planning_heatmap(self.scope.own.milestones, self.scope.year, self.scope.parts)
