"""What is planned, when, what to expect of it, and how the years compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.subjects.forecast.model import TOTAL
from analysis.subjects.forecast.text import back_test_text, forecast_text
from analysis.subjects.planning import text as planning
from analysis.subjects.planning.charts.quarters import planning_chart, planning_heatmap
from analysis.subjects.planning.evenness import evenness_by
from analysis.subjects.years.comparison import (
    forecast_check,
    over_the_years,
    realisation_over_the_years,
)
from analysis.subjects.years.tables import years_table
from analysis.subjects.years.text import years_text
from analysis.toolkit.scope import FORECAST_CONFIDENCE

if TYPE_CHECKING:
    from analysis.subjects.forecast.model import BackTest
    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Planning:
    """The milestones that the plan announces."""

    scope: Scope

    def text(self) -> Prose:
        """Say how many milestones are planned, and when."""
        return planning.planned_text(self.scope.own.milestones, self.scope.year)

    def evenness_text(self) -> Prose:
        """Say whether the deadlines pile up in one quarter."""
        own, year = self.scope.own.milestones, self.scope.year
        if self.scope.whole:
            return planning.evenness_text(own, year)
        chapters = evenness_by(self.scope.plan.milestones, "chapter", year)
        p = chapters.loc[chapters["chapter"] == self.scope.chapter, "p_holm"]
        return planning.evenness_text(own, year, None if p.empty else float(p.iloc[0]))

    def calendar_figure(self) -> Chart | None:
        """Draw the planned milestones per project and quarter."""
        from analysis.subjects.planning.charts.gantt import gantt_chart

        return gantt_chart(self.scope.own.milestones, self.scope.year, self.scope.parts)

    def figure(self) -> Chart | None:
        """Draw the planned milestones per quarter."""
        return planning_chart(self.scope.own.milestones, self.scope.year)

    def heatmap_figure(self) -> Chart | None:
        """Draw the planned milestones per part and quarter."""
        return planning_heatmap(self.scope.own.milestones, self.scope.year, self.scope.parts)


@dataclass(frozen=True)
class Outlook:
    """What to expect of the planned milestones."""

    scope: Scope

    def text(self) -> Prose:
        """Say how many of the planned milestones to expect."""
        scope = self.scope
        return forecast_text(scope.expected, scope.year, FORECAST_CONFIDENCE, brief=not scope.whole)

    def figure(self) -> Chart | None:
        """Draw per part how many of the planned milestones to expect."""
        from analysis.subjects.forecast.charts import forecast_chart

        scope = self.scope
        milestones = scope.own.milestones
        return forecast_chart(
            milestones, scope.year, scope.parts, scope.plan.milestones, FORECAST_CONFIDENCE
        )

    def back_test_text(self) -> Prose:
        """Say how the expectation from the plan before turned out."""
        return back_test_text(self._back_test, self._group, self.scope.year, FORECAST_CONFIDENCE)

    def back_test_table(self) -> Table | None:
        """List per chapter what was expected and what came; None without an earlier plan."""
        from analysis.subjects.forecast.tables import back_test_table

        if self._back_test is None:
            return None
        scope = self.scope
        return back_test_table(self._back_test, scope.titles, scope.year, FORECAST_CONFIDENCE)

    @property
    def _group(self) -> str:
        return TOTAL if self.scope.whole else self.scope.chapter

    @cached_property
    def _back_test(self) -> BackTest | None:
        editions = self.scope.editions
        if len(editions) == 1 or editions[-2].year != self.scope.year - 1:
            return None
        return forecast_check(editions[-2], editions[-1], FORECAST_CONFIDENCE)


@dataclass(frozen=True, slots=True)
class Years:
    """The plan beside those before it.

    With one plan a chapter's years repeat its key figures, so only the whole plan shows them.
    """

    scope: Scope

    def chapter_text(self) -> Prose | None:
        """Compare the share realised with that of the plan before; None without one."""
        return self.text() if len(self.scope.editions) > 1 else None

    def chapter_table(self) -> Table | None:
        """Set the years side by side; None without an earlier plan."""
        return self.table() if len(self.scope.editions) > 1 else None

    def text(self) -> Prose:
        """Compare the share realised with that of the plan before."""
        realised = realisation_over_the_years(self.scope.editions, self.scope.confidence)
        return years_text(realised, self.scope.confidence)

    def table(self) -> Table | None:
        """Set the years side by side."""
        editions = self.scope.editions
        return years_table(over_the_years(editions), [edition.year for edition in editions])
