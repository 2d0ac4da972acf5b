"""The reading report: what was read from a plan, and what somebody should compare with it.

It says so by line, and quotes nothing of the plan's prose, so it can lie beside the tables.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.plan.ingest.crosschecks import NO_ROW
from analysis.plan.ingest.notes import NO_TABLE, WHOLE
from analysis.plan.ingest.table_kinds import MILESTONES, kinds_of, milestone_kind, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.plan.ingest.notes import Note
    from analysis.plan.ingest.plan import RawPlan

_ONE_LINE = {
    *("headings", "objectives", "projects", "abbreviations", "references", "statements"),
}  # of the report


@dataclass(frozen=True, slots=True)
class Count:
    """What one section gave to one table.

    Attributes
    ----------
    table, section
        The table, with its kind where it has more; the section, empty for the whole document.
    rows, unused, doubtful
        The rows that were read, the lines that no row uses, the rows to look at.
    """

    table: str
    section: str
    rows: int
    unused: int
    doubtful: int


@dataclass(frozen=True)
class ReadingReport:
    """What was read, section by section, and what to look at."""

    year: int
    source: dict[str, str | int | None]
    counts: tuple[Count, ...]
    notes: tuple[Note, ...]
    left_out: Mapping[str, int]

    def unused(self) -> list[Note]:
        """Return the lines of tables that no row uses."""
        return [note for note in self.notes if note.unused]

    def without_rows(self) -> list[str]:
        """Return the kinds of rows of which none was read."""
        reasons = [note.reason for note in self.notes if note.line == WHOLE]
        return [reason.partition(":")[0] for reason in reasons if f": {NO_ROW};" in reason]

    def doubtful(self) -> list[Note]:
        """Return the rows to look at."""
        return [note for note in self.notes if not note.unused]

    def what_was_left_out(self) -> str:
        """Return what is no part of the text, with its numbers."""
        return ", ".join(f"{count} x {kind}" for kind, count in self.left_out.items())

    def markdown(self) -> str:
        """Return the report as text, by line numbers only."""
        title = self.source["title"] or "no title found"
        counts = [(c.table, c.section, c.rows, c.unused, c.doubtful) for c in self.counts]
        parts = [
            f"# What was read from the plan of {self.year}",
            f"{title}, sha256 `{self.source['sha256']}`. Line numbers are those of this document.",
            *([f"Left out: {self.what_was_left_out()}."] if self.left_out else []),
            *(f"**Warning: no row was read of: {name}.**" for name in self.without_rows()),
            "## Rows by table and section",
            _table(("table", "section", "rows", "unused lines", "to look at"), counts),
            "## Lines of a table that no row uses",
            _listed(self.unused()),
            "## Rows to compare with the plan",
            _listed(self.doubtful()),
        ]
        return "\n\n".join(parts) + "\n"


def reading_report(plan: RawPlan) -> ReadingReport:
    """Count rows and notes of a plan by table and section."""
    headings = plan.tables["headings"]
    starts = [int(line) for line in headings["line"]]
    numbers = list(headings["number"])

    def section_of(line: int) -> str:
        place = bisect_right(starts, line)
        return numbers[place - 1] if place else ""

    lines = {int(line) for table in plan.tables.values() for line in table["line"]}
    rows = Counter(_rows(plan, section_of_line={line: section_of(line) for line in lines}))
    notes = [(note, _place_of(note, plan, section_of(note.line))) for note in plan.notes]
    unused = Counter(place for note, place in notes if note.unused)
    doubtful = Counter(place for note, place in notes if not note.unused)
    there = {table for table, _ in rows}
    empty = [(name, "") for name in kinds_of(plan.tables) if name not in there]
    order = dict.fromkeys([*rows, *empty, *unused, *doubtful])
    counts = [Count(*place, rows[place], unused[place], doubtful[place]) for place in order]
    return ReadingReport(plan.year, plan.source, tuple(counts), plan.notes, plan.left_out)


def _rows(plan: RawPlan, section_of_line: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Yield, for each row, the table and section under which it counts."""
    for row in plan.tables[MILESTONES].to_dict("records"):
        yield milestone_kind(row["kind"], row["additional"]), row["section"]
    for name, table in kinds_of(plan.tables).items():
        if table_of(name) != MILESTONES:
            for line in table["line"]:
                one = table_of(name) in _ONE_LINE
                yield name, "" if one else section_of_line[int(line)]


def _place_of(note: Note, plan: RawPlan, section: str) -> tuple[str, str]:
    """Return the table and section under which a note counts: those of the row on its line."""
    if note.line == WHOLE and note.table == NO_TABLE:
        return NO_TABLE, ""
    if note.line == WHOLE:
        return note.reason.partition(":")[0], ""
    table = plan.tables.get(note.table)
    if table is None or table.empty or note.table not in {MILESTONES, *_ONE_LINE}:
        return note.table, section
    lines = table["line"].astype(int)
    after = table[lines >= note.line]
    row = (after if len(after) else table.tail(1)).iloc[0]
    if note.table == MILESTONES:
        return milestone_kind(row["kind"], row["additional"]), str(row["section"])
    return f"{note.table}, {row['kind']}" if "kind" in table else note.table, ""


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def by_reason(notes: Iterable[Note]) -> list[tuple[str, str, str]]:
    """Return notes as table, reason and lines: each reason once a table."""
    found: dict[tuple[str, str], list[int]] = {}
    for note in notes:
        found.setdefault((note.table, note.reason), []).append(note.line)
    return [(table, reason, _ranges(lines)) for (table, reason), lines in sorted(found.items())]


def _listed(notes: Iterable[Note]) -> str:
    rows = by_reason(notes)
    return _table(("table", "why", "lines"), rows) if rows else "None."


def _ranges(lines: Sequence[int]) -> str:
    """Return line numbers shortly.

    >>> _ranges([4, 5, 6, 9]), _ranges([WHOLE])
    ('4-6, 9', 'whole plan')
    """
    if set(lines) == {WHOLE}:
        return "whole plan"
    parts = []
    counted = enumerate(sorted(set(lines)))
    for _, group in groupby(counted, key=lambda pair: pair[1] - pair[0]):
        run = [line for _, line in group]
        parts.append(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]))
    return ", ".join(parts)
