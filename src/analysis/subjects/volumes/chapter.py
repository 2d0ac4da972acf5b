"""How much work the measures were, and the subjects that only one chapter has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.volumes import tables, text
from analysis.subjects.volumes.charts.received import received_chart
from analysis.toolkit.figures import WAITING
from analysis.toolkit.section import Part, section

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Volumes:
    """The figures that the plan gives in its text."""

    scope: Scope

    def section(self) -> Section:
        """Show the section on files and payments that the chapters have in common."""
        return section(
            self.scope.chapter,
            text.HEADING,
            self.text(),
            Part(self.received_figure(), "ontvangen", optional=True),
            text.TABLE,
            Part(self.table(), "aantallen"),
            Part(self.waiting_table(), "wachttijden", optional=True),
            Part(text.waiting_text(self.scope.own.remarks), optional=True),
        )

    def text(self) -> Prose:
        """Say where most files came in."""
        return text.volumes_text(self._figures, self.scope.own.norms, self.scope.year)

    def total_text(self) -> Prose:
        """Say how many files all measures received together."""
        return text.total_text(self.scope.plan.figures, self.scope.year)

    def received_figure(self) -> Chart | None:
        """Draw the files received per measure in two years."""
        received = self.scope.own.result("files_received")
        return received_chart(received, self._figures, self.scope.year)

    def table(self) -> Table | None:
        """List the files, payments and the like."""
        return tables.volumes_table(self._figures, self.scope.year)

    def topic_table(self, title: str, *words: str) -> Table | None:
        """List the other figures on a topic: of measures, or with a word in them."""
        return tables.topic_table(self._figures, self.scope.year, title, words)

    def waiting_table(self) -> Table | None:
        """List how long applicants wait, as far as the plan says."""
        title = "Hoe lang een dossier duurt, volgens de tekst"
        return tables.topic_table(self._figures, self.scope.year, title, WAITING, named=True)

    def job_bonus_text(self) -> Prose:
        """Say how many of the job bonus's files gave a right to it."""
        return text.job_bonus_text(self._figures, self.scope.own.budget, self.scope.year)

    def job_bonus_figure(self) -> Chart | None:
        """Draw how many of the job bonus's files remain after each step."""
        from analysis.subjects.volumes.charts.job_bonus import job_bonus_chart

        return job_bonus_chart(self._figures, self.scope.year)

    def years_text(self, measure: str, subject: str, *indicators: str) -> Prose:
        """Say the values of a count over the years; see `text.years_text`."""
        return text.years_text(self._figures, self.scope.year, measure, indicators, subject)

    def years_figure(self, measure: str, subject: str, *indicators: str) -> Chart | None:
        """Draw a count per year; see `toolkit.charts.years`."""
        from analysis.toolkit.charts.years import years_chart

        return years_chart(self._figures, self.scope.year, measure, indicators, subject)

    def recovery_text(self) -> Prose:
        """Say how many targets of the European recovery fund were reached."""
        return text.recovery_text(self._figures)

    def recovery_table(self) -> Table | None:
        """List the targets of the European recovery fund."""
        return tables.recovery_table(self._figures, self.scope.year)

    @property
    def _figures(self) -> pd.DataFrame:
        return self.scope.own.figures
