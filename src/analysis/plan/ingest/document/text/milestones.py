"""Finds the milestone tables of a text file: which label has which status or timing.

A line is a label, a note or a cell by what it says, and a cell belongs to the labels before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.building import Slot, build_grid, paragraph, plain_row, slot
from analysis.plan.ingest.document.text.milestone_items import Label, StatusCell, Theme, read_items
from analysis.plan.ingest.document.text.milestone_tables import find_tables
from analysis.plan.ingest.likeness import UNUSUAL_HEADER
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.statuses import KINDS, split_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Grid, Line
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.document.text.milestone_items import Item
    from analysis.plan.ingest.document.text.milestone_tables import FoundTables
    from analysis.plan.ingest.document.text.placement import TextTable

TABLE = "milestones"


def milestone_grids(lines: Sequence[Line], outline: Outline) -> Iterator[Grid]:
    """Yield the milestone tables; rows that stand apart are the last rows of theirs."""
    found = find_tables(lines, outline)
    apart: dict[int, list[TextTable]] = {}
    for stray in found.strays:
        apart.setdefault(stray.line, []).append(stray)
    prose = [Note(TABLE, it.number, "prose in a table", it.text, unused=True) for it in found.prose]
    loose = [*prose, *_out_of_place(found, outline), *_unexpected(found)]
    for place, table in enumerate(found.tables):
        parts = [table, *apart.get(table.line, [])]
        yield _grid(parts, loose if place == 0 else [])


def _grid(parts: Sequence[TextTable], notes: list[Note]) -> Grid:
    table = parts[0]
    rows = [_header(table)]
    for part in parts:
        rows.extend(_CellRows(notes).read(read_items(part.lines, part.kind)))
    numbers = [table.line, *(line.number for part in parts for line in part.lines)]
    return build_grid(rows, line=table.line, notes=notes, lines=numbers, section=table.section)


def _header(table: TextTable) -> list[Slot]:
    name = "Bijkomende mijlpalen" if table.additional else "Mijlpalen"
    column = "Status" if table.kind == "evaluated" else "Timing"
    return plain_row(table.line, (f"{name} {table.year}", column))


def _out_of_place(found: FoundTables, outline: Outline) -> Iterator[Note]:
    """Yield a note for each table and row that the source has somewhere else."""
    for table in found.tables:
        here = outline.at(table.line)
        if here is None or here.number != table.section:
            place = f"in {here.number}" if here else "before the first heading"
            reason = f"displaced table: stands {place}, read as one of {table.section}"
            yield Note(TABLE, table.line, reason)
    for stray in found.strays:
        yield Note(TABLE, stray.lines[0].number, "stands apart from its table")


def _unexpected(found: FoundTables) -> Iterator[Note]:
    """Yield a note where a header is unusual, or a table seems to hold the rows of another kind."""
    for line in found.unusual:
        yield Note(TABLE, line.number, UNUSUAL_HEADER, line.text)
    for line in found.above:
        yield Note(TABLE, line.number, "bold, right above the header", line.text)
    for table in found.tables:
        if not any(line.text for line in table.lines):
            yield Note(TABLE, table.line, "a header without rows under it")
        (other,) = set(KINDS) - {table.kind}
        for line in table.lines:
            if not split_cell(line.text, other)[1] or line.text.startswith("*"):
                continue
            if not split_cell(line.text, table.kind)[1]:
                reason = f"ends like a row of the kind '{other}', in a table of the other kind"
                yield Note(TABLE, line.number, reason, line.text)


@dataclass
class _CellRows:
    """Turns the items of one table into rows of two cells."""

    notes: list[Note]

    def __post_init__(self) -> None:
        self._open: list[Label] = []

    def read(self, items: Sequence[Item]) -> Iterator[list[Slot]]:
        """Yield the rows, in order."""
        place = 0
        while place < len(items):
            item = items[place]
            if isinstance(item, Label):
                self._open.append(item)
                place += 1
            elif isinstance(item, Theme):
                yield from self._without_cells()
                yield [slot(item.line, item.text, bold=True, columns=2)]
                place += 1
            else:
                cells = _cell_run(items[place:])
                place += len(cells)
                yield from self._close(cells, items[place] if place < len(items) else None)
        yield from self._without_cells()

    def _close(self, cells: list[StatusCell], following: Item | None) -> Iterator[list[Slot]]:
        """Give cells to the labels that wait for one."""
        waiting, self._open = self._open, []
        if not waiting:
            self._no_label(cells)
            return
        if len(cells) > len(waiting) and len(cells) > 1:
            waiting = _split_paragraphs(waiting, len(cells))
        if cells[0].inline or len(cells) > 1:
            heads, owners = waiting[: -len(cells)], waiting[-len(cells) :]
            yield from self._heads(heads, owners[0])
            for label, cell in zip(owners, cells, strict=False):
                yield _row([label], cell)
            self._no_label(cells[len(owners) :])
            return
        heads, shared = _divide(waiting, following)
        yield from self._heads(heads, shared[0])
        yield _row(shared, cells[0])

    def _no_label(self, cells: Sequence[StatusCell]) -> None:
        for cell in cells:
            self._note(cell.line, "a cell without a label", cell.text)

    def _heads(self, heads: Sequence[Label], owner: Label) -> Iterator[list[Slot]]:
        """Yield labels before a row that have no cell: its headings, or rows left open."""
        for label, following in pairwise([*heads, owner]):
            above = label.level < following.level
            if label.level > following.level or (label.empty and label.extras and not above):
                yield _row([label], None)
                continue
            if not above and not label.bold:
                reason = "a bullet without a cell, read as a heading"
                self._note(label.line, reason, label.text, unused=False)
            yield _head(label)

    def _without_cells(self) -> Iterator[list[Slot]]:
        """Yield labels that wait at the end of a theme: rows printed without a cell."""
        waiting, self._open = self._open, []
        if waiting and waiting[0].level == 0 and len(waiting) > 1:
            for label in waiting:
                self._note(label.line, "text without a cell", label.text)
            return
        for label, after in zip_longest(waiting, waiting[1:]):
            if after is not None and after.level > label.level:
                yield _head(label)
            elif label.bold:
                self._note(label.line, "a bold bullet without a cell", label.text)
            else:
                yield _row([label], None)

    def _note(self, line: int, reason: str, quote: str, *, unused: bool = True) -> None:
        self.notes.append(Note(TABLE, line, reason, quote, unused))


def _row(labels: Sequence[Label], cell: StatusCell | None) -> list[Slot]:
    """Return the labels with their notes in one cell, and the status or timing in the other."""
    lines = [line for label in labels for line in _lines(label)]
    return [Slot(tuple(lines)), slot(cell.line, cell.text) if cell else Slot()]


def _head(label: Label) -> list[Slot]:
    return [Slot((_label_line(label),), columns=2)]


def _lines(label: Label) -> Iterator[Line]:
    yield _label_line(label)
    for text in label.extras:
        yield paragraph(label.line, text)


def _label_line(label: Label) -> Line:
    """Return a label as a paragraph of a list, one without a bullet at the first level."""
    return paragraph(label.line, label.text, bold=label.bold, level=label.level + 1)


def _cell_run(items: Sequence[Item]) -> list[StatusCell]:
    """Return the cells that follow each other; one on a label's own line stands alone."""
    run: list[StatusCell] = []
    for item in items:
        if not isinstance(item, StatusCell) or (run and (item.inline or run[-1].inline)):
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
