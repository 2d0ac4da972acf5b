"""What a notebook calls to show all measures: the board, and a card for each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.subjects.measures import text
from analysis.subjects.measures.cards import cards
from analysis.subjects.measures.facts import all_facts
from analysis.subjects.measures.tables import board
from analysis.toolkit.provisional import with_provisional_note
from analysis.toolkit.section import Part, section

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.scope import Scope
    from analysis.toolkit.section import Section
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.table import Table


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of the plan."""

    scope: Scope

    def text(self) -> Prose:
        """Say of how many measures the plan says what."""
        return text.measures_text(self._overview)

    def table(self) -> Table | None:
        """List all measures with all their indicators."""
        table = board(self._overview, self.scope.titles, self.scope.year)
        return with_provisional_note(table, self.scope.plan.remarks, self.scope.year)

    def named_text(self) -> Prose:
        """Say how milestones are assigned to measures."""
        return text.named_text()

    def cards(self) -> Section:
        """Show a card per measure, under the heading of its chapter."""
        facts = all_facts(self.scope.plan, self.scope.year, self.scope.titles)
        order = list(self.scope.titles.values())
        ranked = sorted(facts, key=lambda one: order.index(one.title) if one.title else len(order))
        parts: list[Part] = []
        for title, own in groupby(ranked, key=lambda one: one.title):
            parts += [Part(f"## {title or text.WITHOUT}"), Part(cards(list(own)))]
        return section(self.scope.chapter, *parts)

    @property
    def _overview(self) -> pd.DataFrame:
        return self.scope.plan.result("measures_overview")
