"""One row of a raw table, with its line, section and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The column that names the subject of a row, per table.
SUBJECTS: Mapping[str, str] = {
    "abbreviations": "abbreviation",
    "budget": "measure",
    "figures": "indicator",
    "headings": "title",
    "inspections": "measure",
    "letters": "department",
    "milestones": "label",
    "norms": "norm",
    "objectives": "title",
    "projects": "title",
    "references": "topic",
    "statements": "noun",
    "workforce": "level",
}


@dataclass(frozen=True, slots=True, eq=False)
class PrintedRow:
    """One row of a raw table; a missing column reads as an empty cell."""

    table: str
    cells: Mapping[str, str]
    line: int
    section: str
    page: int | None

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def subject(self) -> str:
        """What the row is about, in the plan's own words."""
        return self[SUBJECTS.get(self.table, "")]

    def passage(self, *columns: str) -> Passage:
        """Return the printed text of these columns, with its place."""
        printed = " en ".join(self[column] or "(leeg)" for column in columns)
        return Passage(self.table, self.section, (self.line,), printed, self.subject, self.page)


def counted_rows(rows: Sequence[PrintedRow], what: str) -> Passage:
    """Return a passage that says how many rows there are of what, at all their lines."""
    lines = tuple(sorted(row.line for row in rows))
    return Passage(rows[0].table, rows[0].section, lines, f"{len(rows)} {what}")
