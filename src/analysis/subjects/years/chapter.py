"""The plan compared with those before it: what a notebook calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.years.tables import years_table
from analysis.subjects.years.text import HEADING, years_text
from analysis.toolkit.per_chapter import WHOLE
from analysis.toolkit.section import Part, section

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Years:
    """The plan compared with those before it.

    With one plan a chapter's years repeat its key figures, so only the whole plan shows them.
    """

    scope: Scope

    def section(self) -> Section | None:
        """Show the years of a chapter; None without an earlier plan."""
        if len(self.scope.editions) == 1:
            return None
        return section(self.scope.chapter, HEADING, self.text(), Part(self.table(), "jaren"))

    def text(self) -> Prose:
        """Compare the share realised with that of the plan before."""
        return years_text(self._own("realisation_by_year"), self.scope.confidence)

    def table(self) -> Table | None:
        """Show the years in columns, a row per indicator."""
        plans = [edition.year for edition in self.scope.editions]
        return years_table(self._own("over_the_years"), plans)

    def _own(self, name: str) -> pd.DataFrame:
        rows = self.scope.own.result(name)
        return rows.loc[rows["chapter"] == (WHOLE if self.scope.whole else self.scope.chapter)]
