"""The department itself: its people and its letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.milestones.tables.promise import projects_table
from analysis.subjects.people import text as organisation
from analysis.subjects.people.charts import letters_chart, savings_chart, workforce_chart
from analysis.subjects.people.tables import letters_table, workforce_table
from analysis.toolkit.kinds import ORGANISATION

if TYPE_CHECKING:
    import pandas as pd

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
        return organisation.workforce_text(plan.workforce, plan.corrections)

    def workforce_table(self) -> Table | None:
        """List the people per level."""
        return workforce_table(self.scope.plan.workforce, self.scope.year)

    def workforce_figure(self) -> Chart | None:
        """Draw the people per level."""
        return workforce_chart(self.scope.plan.workforce, self.scope.year)

    def savings_text(self) -> Prose:
        """Say how many heads are to be saved, and how many are."""
        return organisation.savings_text(self.scope.own.figures)

    def savings_figure(self) -> Chart | None:
        """Draw the heads saved of those to save."""
        return savings_chart(self.scope.own.figures, self.scope.year)

    def diversity_text(self) -> Prose:
        """Say how the department stands with its targets for diversity."""
        return organisation.diversity_text(self.scope.own.figures)

    def projects_table(self) -> Table | None:
        """List the organisation's projects, with the plan's own verdict."""
        return projects_table(self._projects, self.scope.own.milestones, self.scope.year)

    def verdicts_text(self) -> Prose:
        """Name the projects whose verdict their milestones do not bear out."""
        return organisation.verdicts_text(self._projects, self.scope.own.milestones)

    def letters_figure(self) -> Chart | None:
        """Draw how far the letters are, with the target."""
        scope = self.scope
        return letters_chart(scope.plan.letters, scope.own.figures, scope.year)

    def letters_text(self) -> Prose:
        """Say how many letters are to be rewritten."""
        return organisation.letters_text(self.scope.plan.letters, self.scope.own.figures)

    def letters_table(self) -> Table | None:
        """List the letters per department."""
        return letters_table(self.scope.plan.letters, self.scope.year)

    @property
    def _projects(self) -> pd.DataFrame:
        projects = self.scope.own.projects
        return projects.loc[projects["kind"] == ORGANISATION]
