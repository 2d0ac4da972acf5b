"""Reads the milestones of a plan: one row per printed status or timing cell.

A row is labelled by the first of the bullets that share its cell. Its theme is the nearest bold
line above it; a sub-bullet's theme goes on, after ` > `, with the bullet that it belongs to.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

import pandas as pd

from analysis.plan.ingest.cells import KINDS, is_usual, split_cell
from analysis.plan.ingest.likeness import UNUSUAL_HEADER
from analysis.plan.ingest.milestone_items import Cell, Item, Label, Theme, read_items
from analysis.plan.ingest.milestone_tables import find_tables
from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.cells import Kind
    from analysis.plan.ingest.document import Document
    from analysis.plan.ingest.headings import Outline
    from analysis.plan.ingest.milestone_tables import FoundTables
    from analysis.plan.ingest.placement import Table

COLUMNS = [
    "section",
    "kind",
    "additional",
    "theme",
    "label",
    "status",
    "timing",
    "carried_over",
    "see_also",
    "line",
]
BELONGS_TO = " > "
SHARES = "shares the cell of the bullet above it, and is no row"
UNDER_THE_LABEL = "a sub-bullet without a cell of its own, in no label"

_SECTION = re.compile(r"\d+(?:\.\d+)+")
_REFERENCE = re.compile(r"\((?:[Zz]ie (?:ook )?)?\d+(?:\.\d+)+[^()]*(?:\([^()]*\)[^()]*)*\)")
_OPEN_REFERENCE = re.compile(r"\b[Zz]ie (?:ook )?\d+(?:\.\d+)+")
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


def read_milestones(document: Document, outline: Outline) -> Milestones:
    """Read all milestone tables of a document."""
    found = find_tables(document.lines, outline)
    notes = [
        Note("milestones", line.number, "prose in a table", line.text, unused=True)
        for line in found.prose
    ]
    notes += [*_out_of_place(found, outline), *_unexpected(found)]
    rows: list[dict[str, str]] = []
    themes: dict[int, str] = {}
    sections = {table.line: table.section for table in found.tables}
    for table in sorted([*found.tables, *found.strays], key=lambda t: (t.line, t.section == "")):
        resolver = _Rows(table, sections[table.line], themes.get(table.line, ""), notes)
        rows.extend(resolver.read(read_items(table.lines, table.kind)))
        themes[table.line] = resolver.theme
    years = {k: {t.year for t in found.tables if t.kind == k} for k in KINDS}
    lines = {line.number for table in [*found.tables, *found.strays] for line in table.lines}
    lines |= {table.line for table in found.tables} | {line.number for line in found.prose}
    raw = pd.DataFrame(rows, columns=COLUMNS, dtype=str)
    counts = Counter((t.section, str(t.kind)) for t in found.tables if not t.additional)
    return Milestones(raw, years, notes, frozenset(lines), counts)


def _out_of_place(found: FoundTables, outline: Outline) -> list[Note]:
    """Return a note for each table and row that the source has somewhere else."""
    notes = []
    for table in found.tables:
        here = outline.at(table.line)
        if here is None or here.number != table.section:
            place = f"in {here.number}" if here else "before the first heading"
            reason = f"displaced table: stands {place}, read as one of {table.section}"
            notes.append(Note("milestones", table.line, reason))
    apart = "stands apart from its table"
    notes += [Note("milestones", stray.lines[0].number, apart) for stray in found.strays]
    return notes


def _unexpected(found: FoundTables) -> Iterator[Note]:
    """Yield a note where a header is unusual, or a table seems to hold the rows of another kind."""
    for line in found.unusual:
        yield Note("milestones", line.number, UNUSUAL_HEADER, line.text)
    for line in found.above:
        yield Note("milestones", line.number, "bold, right above the header", line.text)
    for table in found.tables:
        if not any(line.text for line in table.lines):
            yield Note("milestones", table.line, "a header without rows under it")
        (other,) = set(KINDS) - {table.kind}
        for line in table.lines:
            mine, others = (split_cell(line.text, kind)[1] for kind in (table.kind, other))
            if others and not mine and not line.text.startswith("*"):
                reason = f"ends like a row of the kind '{other}', in a table of the other kind"
                yield Note("milestones", line.number, reason, line.text)


class _Rows:
    """Turns the items of one table into rows."""

    def __init__(self, table: Table, section: str, theme: str, notes: list[Note]) -> None:
        self.theme = theme
        self._table = table
        self._section = section
        self._notes = notes
        self._open: list[Label] = []
        self._path: list[Label] = []

    def read(self, items: Sequence[Item]) -> Iterator[dict[str, str]]:
        """Return the rows, in order."""
        place = 0
        while place < len(items):
            item = items[place]
            if isinstance(item, Label):
                self._open.append(item)
                place += 1
            elif isinstance(item, Theme):
                yield from self._without_cells()
                self._set_theme(item, items[place - 1] if place else None)
                place += 1
            else:
                cells = _cell_run(items[place:])
                place += len(cells)
                yield from self._close(cells, items[place] if place < len(items) else None)
        yield from self._without_cells()
        if items and isinstance(items[-1], Theme) and not _is_pointer(items[-1]):
            self._note(items[-1].line, "a theme without rows of its own", items[-1].text)

    def _set_theme(self, item: Theme, before: Item | None) -> None:
        """Take a theme. The one right before it has no rows: that is said, not dropped."""
        if isinstance(before, Theme) and not _is_pointer(before):
            self._note(before.line, "a theme without rows of its own", before.text)
        if _is_pointer(item):
            self._note(item.line, "a pointer, no theme", item.text, unused=True)
        else:
            self.theme, self._path = item.text, []

    def _close(self, cells: list[Cell], following: Item | None) -> Iterator[dict[str, str]]:
        """Give cells to the labels that wait for one."""
        waiting, self._open = self._open, []
        if not waiting:
            for cell in cells:
                self._note(cell.line, "a cell without a label", cell.text, unused=True)
            return
        if len(cells) > len(waiting) and len(cells) > 1:
            waiting = _split_paragraphs(waiting, len(cells))
        if cells[0].inline or len(cells) > 1:
            heads, owners = waiting[: -len(cells)], waiting[-len(cells) :]
            yield from self._heads(heads, owners[0])
            for label, cell in zip(owners, cells, strict=False):
                yield self._row([label], cell.text)
            for cell in cells[len(owners) :]:
                self._note(cell.line, "a cell without a label", cell.text, unused=True)
            return
        heads, shared = _divide(waiting, following)
        yield from self._heads(heads, shared[0])
        for label in shared[1:]:
            below = label.level > shared[0].level
            self._note(label.line, UNDER_THE_LABEL if below else SHARES, label.text)
        yield self._row(shared, cells[0].text)

    def _heads(self, heads: Sequence[Label], owner: Label) -> Iterator[dict[str, str]]:
        """Handle labels before a row that have no cell: its headings, or rows left open."""
        for label, following in pairwise([*heads, owner]):
            above = label.level < following.level
            if label.level > following.level or (label.empty and label.extras and not above):
                yield self._row([label], "")
                continue
            if not above and not label.bold:
                self._note(label.line, "a bullet without a cell, read as a heading", label.text)
            self._descend(label)

    def _without_cells(self) -> Iterator[dict[str, str]]:
        """Handle labels that wait at the end of a theme: rows printed without a cell."""
        waiting, self._open = self._open, []
        if waiting and waiting[0].level == 0 and len(waiting) > 1:
            for label in waiting:
                self._note(label.line, "text without a cell", label.text, unused=True)
            return
        for label, after in zip_longest(waiting, waiting[1:]):
            if after is not None and after.level > label.level:
                self._descend(label)
            elif label.bold:
                self._note(label.line, "a bold bullet without a cell", label.text, unused=True)
            else:
                yield self._row([label], "")

    def _row(self, labels: Sequence[Label], cell: str) -> dict[str, str]:
        first, kind = labels[0], self._table.kind
        self._descend(first)
        parents = [label.text for label in self._path[:-1]][-1:]
        extras = " ".join(text for label in labels for text in label.extras)
        label, inline = _take_references(first.text)
        remark, sections = _take_references(extras)
        what = "status" if kind == "evaluated" else "timing"
        if not cell:
            self._note(first.line, f"a row without a {what}", label)
        elif not is_usual(cell, kind):
            self._note(first.line, f"an unusual {what}: {cell}", label)
        return {
            "section": self._section,
            "kind": kind,
            "additional": str(int(self._table.additional)),
            "theme": BELONGS_TO.join([part for part in (self.theme, *parents) if part]),
            "label": label,
            "status": cell if kind == "evaluated" else "",
            "timing": cell if kind == "planned" else "",
            "carried_over": str(int(bool(_RUNS_ON.search(remark)))),
            "see_also": "; ".join(dict.fromkeys(inline + sections)),
            "line": str(first.line),
        }

    def _descend(self, label: Label) -> None:
        self._path = [*(above for above in self._path if above.level < label.level), label]

    def _note(self, line: int, reason: str, quote: str = "", *, unused: bool = False) -> None:
        self._notes.append(Note("milestones", line, reason, quote, unused))


def _is_pointer(theme: Theme) -> bool:
    """Tell whether a bold line only says where to look: `Zie ook ...`."""
    return theme.text.lower().startswith("zie ")


def _cell_run(items: Sequence[Item]) -> list[Cell]:
    """Return the cells that follow each other; one on a label's own line stands alone."""
    run: list[Cell] = []
    for item in items:
        if not isinstance(item, Cell) or (run and (item.inline or run[-1].inline)):
            break
        run.append(item)
    return run


def _divide(waiting: list[Label], following: Item | None) -> tuple[list[Label], list[Label]]:
    """Divide labels before one cell into headings and those that share the cell."""
    place = 0
    while place + 1 < len(waiting):
        label, after = waiting[place], waiting[place + 1]
        goes_on = isinstance(following, Label) and following.level > label.level
        parent = after.level > label.level and goes_on
        if not (parent or label.bold or label.empty):
            break
        place += 1
    return waiting[:place], waiting[place:]


def _split_paragraphs(waiting: list[Label], wanted: int) -> list[Label]:
    """Divide labels at lines that begin like a paragraph, until each cell has one."""
    found: list[Label] = []
    for label in waiting:
        found.append(Label(label.level, "", label.line, label.bold, extras=label.extras))
        for text, line in label.parts:
            if found[-1].text and text[:1].isupper() and len(found) + len(waiting) - 1 < wanted:
                found.append(Label(label.level, "", line))
            found[-1].text = f"{found[-1].text} {text}".strip()
    return found if len(found) >= wanted else waiting


def _take_references(text: str) -> tuple[str, list[str]]:
    """Return a text without its references, and the sections that these name."""
    sections = [s for ref in _REFERENCE.findall(text) for s in _SECTION.findall(ref)[:1]]
    rest = _REFERENCE.sub("", text)
    sections += [_SECTION.findall(ref)[0] for ref in _OPEN_REFERENCE.findall(rest)]
    return " ".join(rest.split()), sections
