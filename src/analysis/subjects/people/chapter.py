"""The department itself: its people and its letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.people import text
from analysis.subjects.people.charts import letters_chart, savings_chart, workforce_chart
from analysis.subjects.people.tables import projects_table
from analysis.toolkit.kinds import ORGANISATION

if TYPE_CHECKING:
    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class People:
    """Who works there, and what they still write."""

    scope: Scope

    def workforce_text(self) -> Prose:
        """Say how many people work at the department."""
        plan = self.scope.plan
        return text.workforce_text(plan.workforce, plan.corrections)

    def workforce_figure(self) -> Chart | None:
        """Draw the people per level."""
        return workforce_chart(self.scope.plan.workforce, self.scope.year)

    def staff_text(self) -> Prose:
        """Say how the number of staff changed, and why."""
        own = self.scope.own
        return text.staff_text(own.figures, own.remarks, self.scope.year)

    def own_verdict_text(self) -> Prose:
        """Put the plan's verdict on the chapter's projects next to the count of milestones."""
        projects = self.scope.own.projects
        own = projects.loc[projects["kind"] == ORGANISATION]
        return text.own_verdict_text(own, self.scope.own.milestones)

    def savings_text(self) -> Prose:
        """Say how many heads are to be saved, and how many are."""
        return text.savings_text(self.scope.own.figures)

    def savings_figure(self) -> Chart | None:
        """Draw the heads saved of those to save."""
        return savings_chart(self.scope.own.figures, self.scope.year)

    def diversity_text(self) -> Prose:
        """Say whether the department meets its targets for diversity."""
        return text.diversity_text(self.scope.own.figures)

    def projects_table(self) -> Table | None:
        """List the organisation's projects, with the plan's own verdict."""
        projects = self.scope.own.projects
        own = projects.loc[projects["kind"] == ORGANISATION]
        return projects_table(own, self.scope.own.milestones, self.scope.year)

    def verdicts_text(self) -> Prose:
        """Name the projects that are called realised without a realised milestone."""
        return text.verdicts_text(self.scope.own.result("unfounded_verdicts"))

    def letters_figure(self) -> Chart | None:
        """Draw how far the letters are, with the target."""
        scope = self.scope
        return letters_chart(scope.plan.letters, scope.own.figures, scope.year)

    def letters_text(self) -> Prose:
        """Say how many letters are to be rewritten."""
        return text.letters_text(self.scope.plan.letters, self.scope.own.figures)
