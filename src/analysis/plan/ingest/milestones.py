"""Reads the milestones of a plan: one row per printed status or timing.

A row is labelled by the first of the bullets that share its cell. Its theme is the nearest theme
row above it; a sub-bullet's theme goes on, after ` > `, with the bullet that it belongs to.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.milestone_labels import (
    EXTRA,
    MilestoneLabel,
    divided_labels,
    labels_of,
    without_references,
)
from analysis.plan.ingest.milestone_tables import find_milestone_tables
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import RUNNING, raw_table, uneven_rows
from analysis.plan.ingest.statuses import KINDS, STATUSES, is_usual, split_cell, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from analysis.plan.ingest.document.model import Document, Line
    from analysis.plan.ingest.milestone_tables import MilestoneTable
    from analysis.plan.ingest.statuses import Kind
    from analysis.plan.ingest.tables import TableRow

BELONGS_TO = " > "
SHARES = "shares the cell of the bullet above it, and is no row"
UNDER_THE_LABEL = "a sub-bullet without a cell of its own, in no label"

_VALUE = re.compile("|".join([r"\d{4}/", *map(re.escape, sorted(STATUSES))]))
_RUNS_ON = re.compile(
    r"\b(?:loopt|lopen)\b[^.]*\b(?:door|verder)\b|\blopen tot\b|\bwordt\b[^.]*\bverder\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Milestones:
    """The raw table and how it was read.

    Attributes
    ----------
    table
        One row per status or timing.
    years
        The years of the headers, by kind.
    notes
        What is doubtful.
    lines
        The lines of the tables.
    tables
        How many tables were read by section and kind, without those of additional milestones.
    """

    table: pd.DataFrame
    years: dict[Kind, set[int]]
    notes: list[Note]
    lines: frozenset[int]
    tables: Counter[tuple[str, str]]


def read_milestones(document: Document) -> Milestones:
    """Read all milestone tables of a document."""
    notes: list[Note] = []
    tables = find_milestone_tables(document, notes)
    rows: list[dict[str, str]] = []
    for table in tables:
        rows.extend(_MilestoneReader(table, notes).rows())
    grids = {id(table.grid): table.grid for table in tables}.values()
    for grid in grids:
        notes += [*grid.notes, *uneven_rows(grid, "milestones")]
    raw = raw_table("milestones", rows)
    return Milestones(
        table=raw,
        years={kind: {t.year for t in tables if t.kind == kind} for kind in KINDS},
        notes=notes,
        lines=frozenset[int]().union(*(grid.lines for grid in grids)),
        tables=Counter((t.section, str(t.kind)) for t in tables if not t.additional),
    )


class _MilestoneReader:
    """Turns the rows of one table into milestones."""

    def __init__(self, table: MilestoneTable, notes: list[Note]) -> None:
        self._table = table
        self._notes = notes
        self._theme = ""
        self._bare: Line | None = None  # a theme that has no rows yet
        self._path: list[MilestoneLabel] = []
        self._unsure = False  # whether the theme may be none
        self._lost = False  # whether a row above had no label

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the milestones, in order."""
        labels = [self._labels(row) for row in self._table.rows]
        levels = [label.level for found in labels for label in found if label.level]
        self._first = min(levels, default=0)
        rows = list(self._table.rows)
        self._join_pieces(rows, labels)
        for place, row in enumerate(rows):
            following = labels[place + 1] if place + 1 < len(labels) else []
            if self._is_theme(row):
                self._take_theme(row)
            elif self._is_loose(row):
                self._take_loose(row)
            elif labels[place]:
                yield from self._row(row, labels[place], following)
            else:
                self._note(row.line, "a cell without a label", " ".join(row.texts), unused=True)
                self._lost, self._path = True, []
        self._end_theme()

    def _labels(self, row: TableRow) -> list[MilestoneLabel]:
        cell = row.cell(self._table.label)
        return labels_of(cell if cell and cell.row == row.row else None)

    def _join_pieces(self, rows: list[TableRow], labels: list[list[MilestoneLabel]]) -> None:
        """Join a row to the label above it that is the rest of it, in small letters or a note."""
        for place in range(len(rows) - 1, 0, -1):
            text, above = " ".join(rows[place].texts), labels[place - 1]
            loose = self._is_loose(rows[place]) and not self._is_theme(rows[place])
            rest = text[:1].islower() or not any(map(str.isalpha, text)) or EXTRA.match(text)
            if above and loose and rest:
                self._note(above[0].line.number, "goes on in the row below", text)
                if EXTRA.match(text):
                    above[-1].extras.append(text)
                else:
                    above[-1].text = joined(above[-1].text, text)
                del rows[place], labels[place]

    def _is_theme(self, row: TableRow) -> bool:
        """Tell whether a row is a theme: one cell over the table, or bold and by itself."""
        alone = row.alone
        if alone is None or alone.column != self._table.label or alone.lines[0].level:
            return False
        return alone.bold or alone.columns >= row.grid.width > 1

    def _is_loose(self, row: TableRow) -> bool:
        """Tell whether a row holds nothing but text without a list mark, in a table with marks."""
        alone = row.alone
        plain = alone is not None and alone.column == self._table.label
        return plain and self._first > 0 and not (alone and alone.lines[0].level)

    def _take_loose(self, row: TableRow) -> None:
        """Take such a row as a theme that is not bold."""
        text = " ".join(row.texts)
        self._take_theme(row)
        self._unsure = True
        self._note(row.line, "read as a theme, though it is not bold", text)

    def _take_theme(self, row: TableRow) -> None:
        cell = row.alone
        if cell is None:
            return
        if cell.text.lower().startswith("zie "):
            self._note(row.line, "a pointer, no theme", cell.text, unused=True)
            return
        self._end_theme()
        self._unsure = self._lost = False
        themes = cell.lines
        self._bare, self._theme, self._path = themes[-1], themes[-1].text, []

    def _end_theme(self) -> None:
        """Note a theme without rows of its own: it is not dropped silently."""
        if self._bare is not None:
            self._note(self._bare.number, "a theme without rows of its own", self._bare.text)
        self._bare = None

    def _row(
        self, row: TableRow, labels: list[MilestoneLabel], following: Sequence[MilestoneLabel]
    ) -> Iterator[dict[str, str]]:
        self._bare = None
        cells = self._cells(row)
        first = labels[0]
        if not cells:
            yield from self._without_cell(row, labels, following)
        elif len(cells) == 1:
            heads, shared = divided_labels(labels, following)
            for head in heads:
                self._descend(head)
            self._note_shared(shared)
            yield self._milestone(shared, cells[0])
            if following and following[0].level > shared[-1].level:
                self._descend(shared[-1])
        elif len(cells) in {len(labels), len(labels) - 1}:
            for head in labels[: len(labels) - len(cells)]:
                self._descend(head)
            for label, cell in zip(labels[-len(cells) :], cells, strict=True):
                yield self._milestone([label], cell)
        else:
            reason = f"{len(cells)} cells beside {len(labels)} labels"
            self._note(first.line.number, reason, first.text)
            yield self._milestone(labels, " ".join(cells))

    def _without_cell(
        self, row: TableRow, labels: list[MilestoneLabel], following: Sequence[MilestoneLabel]
    ) -> Iterator[dict[str, str]]:
        """Yield the milestone of a row without a status, but not a heading of the rows below."""
        first = labels[0]
        coloured = self._is_coloured(row)
        if not coloured and self._is_head(row, labels, following):
            self._descend(labels[-1])
            if _VALUE.search(first.text):
                reason = "a heading that holds a status or timing"
                self._note(first.line.number, reason, first.text)
            return
        if coloured:
            self._note(first.line.number, "a colour, and no word for it", first.text)
        yield self._milestone(labels, "")

    def _cells(self, row: TableRow) -> list[str]:
        """Return the statuses or timings of a row; a wrapped one is one."""
        cell = row.cell(self._table.value)
        if cell is None or cell.row != row.row or cell.column == self._table.label:
            return []
        texts = [without_marks(part) for line in cell.lines for part in line.parts]
        texts = [text for text in texts if text]
        whole = " ".join(texts)
        if len(texts) > 1 and split_cell(whole, self._table.kind) == ("", whole):
            return [whole]
        return texts

    def _is_head(
        self, row: TableRow, labels: Sequence[MilestoneLabel], following: Sequence[MilestoneLabel]
    ) -> bool:
        """Tell whether a row without a cell is the heading of the bullets below it."""
        cell = row.cell(self._table.label)
        spans = cell is not None and cell.columns >= row.grid.width > 1
        return spans or bool(following and following[0].level > labels[-1].level)

    def _is_coloured(self, row: TableRow) -> bool:
        """Tell whether the cell of the status has a colour of its own, and no text."""
        label, cell = row.cell(self._table.label), row.cell(self._table.value)
        own = cell is not None and cell.row == row.row and cell is not label
        return bool(own and cell and cell.shade and label and cell.shade != label.shade)

    def _note_shared(self, labels: Sequence[MilestoneLabel]) -> None:
        for label in labels[1:]:
            reason = UNDER_THE_LABEL if label.level > labels[0].level else SHARES
            self._note(label.line.number, reason, label.text)

    def _milestone(self, labels: Sequence[MilestoneLabel], cell: str) -> dict[str, str]:
        first, kind = labels[0], self._table.kind
        self._descend(first)
        parents = [label.text for label in self._path[:-1]][-1:]
        extras = " ".join(text for label in labels for text in label.extras)
        label, inline = without_references(first.text)
        remark, sections = without_references(extras)
        self._check(first.line.number, label, cell)
        if self._unsure:
            self._note(first.line.number, "under a theme that may be none", label)
        if self._lost and first.level > self._first > 0 and not parents:
            self._note(first.line.number, "a sub-bullet without a bullet above it", label)
        theme = BELONGS_TO.join([part for part in (self._theme, *parents) if part])
        if RUNNING.search(theme):
            self._note(first.line.number, "under the text of a running head", theme)
        return {
            "section": self._table.section,
            "kind": kind,
            "additional": str(int(self._table.additional)),
            "theme": theme,
            "label": label,
            "status": cell if kind == "evaluated" else "",
            "timing": cell if kind == "planned" else "",
            "carried_over": str(int(bool(_RUNS_ON.search(remark)))),
            "see_also": "; ".join(dict.fromkeys(inline + sections)),
            "line": str(first.line.number),
        }

    def _check(self, line: int, label: str, cell: str) -> None:
        what = "status" if self._table.kind == "evaluated" else "timing"
        if not cell:
            self._note(line, f"a row without a {what}", label)
        elif not is_usual(cell, self._table.kind):
            self._note(line, f"an unusual {what}: {cell}", label)
        if not label:
            self._note(line, "a row without a label", cell)

    def _descend(self, label: MilestoneLabel) -> None:
        self._path = [*(above for above in self._path if above.level < label.level), label]

    def _note(self, line: int, reason: str, quote: str = "", *, unused: bool = False) -> None:
        self._notes.append(Note("milestones", line, reason, quote, unused))
