"""Rows of a milestone table: every way in which bullets, notes and cells stand together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .layout import LEFT, RIGHT, Block, Mark, Record
from .spans import bold, plain, printed, wrap

if TYPE_CHECKING:
    from random import Random

    from .spans import Line

LABEL_WIDTH = 64
NOTE_WIDTH = 72
CELL = 440.0
COLUMNS = (LEFT - 4, CELL - 5, RIGHT)
GAP = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows stand: what they share with the other rows of their table and theme."""

    section: str
    kind: str
    additional: bool = False
    theme: str = ""

    def below(self, parent: str) -> Place:
        """Go one bullet deeper: its label follows the theme."""
        return replace(self, theme=" > ".join(filter(None, (self.theme, parent))))


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a milestone that is no part of its label."""

    text: str
    carried_over: bool = False
    see_also: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A bullet with its text and notes."""

    label: str
    bullet: str = ""
    notes: tuple[Note, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A status or timing: its printed lines, and a footnote mark that is no part of it."""

    lines: tuple[str, ...] = ()
    mark: str = ""

    def value(self) -> str:
        """Say what stands in the cell, on one line."""
        return " ".join(line.strip() for line in self.lines)

    def set(self, rng: Random) -> list[Line]:
        """Set the cell's lines, the mark after the last one."""
        lines = [plain(line) for line in self.lines]
        if self.mark == "****":
            lines[-1] = (*lines[-1], *bold("*", rng))
        elif self.mark:
            lines[-1] = plain(f"{self.lines[-1]}{self.mark}")
        return lines


def record(place: Place, entry: Entry, cell: Cell, at: int = 0) -> Record:
    """Write down the truth about one row."""
    evaluated = place.kind == "evaluated"
    values = {
        "section": place.section,
        "kind": place.kind,
        "additional": str(int(place.additional)),
        "theme": place.theme,
        "label": entry.label,
        "status": cell.value() if evaluated else "",
        "timing": "" if evaluated else cell.value(),
        "carried_over": str(int(any(note.carried_over for note in entry.notes))),
        "see_also": "; ".join(note.see_also for note in entry.notes if note.see_also),
    }
    return Record("milestones", values, at)


def entry_lines(entry: Entry, rng: Random) -> list[Line]:
    """Set a bullet's label and notes, wrapped in the label's column."""
    lead = f"{entry.bullet} " if entry.bullet else ""
    lines: list[Line] = []
    for number, text in enumerate(wrap(lead + entry.label, LABEL_WIDTH)):
        start = lead if number == 0 else ""
        strong = (*plain(start), *bold(text[len(start) :], rng))
        lines.append(strong if entry.strong else plain(text))
    for note in entry.notes:
        lines += [plain(text) for text in wrap(note.text, NOTE_WIDTH)]
    return lines


def row(place: Place, entry: Entry, cell: Cell, rng: Random) -> Block:
    """Set one milestone with its cell: beside a short label, under a long one."""
    lines, cells = entry_lines(entry, rng), cell.set(rng)
    block = _beside(lines, cells, (record(place, entry, cell),))
    if len(lines) == 1 and len(cells) == 1:
        return replace(block, text=(_joined(lines[0], cells[0]), ""))
    if len(lines) < 2 or not cells:
        return block
    whole = rng.random() < 0.3
    return block if whole else replace(block, split=_over_break(lines, cells, entry, block, rng))


def stepped(place: Place, entry: Entry, cell: Cell, rng: Random) -> Block:
    """Set a sub-bullet tightly: a blank after its first line, the cell right under the last."""
    lines, cells = entry_lines(entry, rng), cell.set(rng)
    block = _beside(lines, cells, (record(place, entry, cell),))
    if len(lines) == 1 and len(cells) == 1:
        return replace(block, text=(_joined(lines[0], cells[0]),), height=1.1)
    first, *rest = (printed(line) for line in lines)
    under = ["", *rest] if rest and not entry.notes else rest
    before = [""] if entry.notes else []
    return replace(block, text=(first, *under, *before, *map(printed, cells), ""))


def shared(place: Place, entries: list[Entry], cell: Cell, rng: Random, *, loose: bool) -> Block:
    """Set several bullets beside one cell: one row, labelled by the first of them."""
    groups = [entry_lines(entry, rng) for entry in entries]
    cells = cell.set(rng)
    notes = tuple(note for entry in entries for note in entry.notes)
    first = replace(entries[0], notes=notes)
    block = _beside([line for group in groups for line in group], cells, ())
    text: list[str] = []
    for group in groups:
        text += [*map(printed, group), *([""] if loose else [])]
    under = [*([] if loose else [""]), *map(printed, cells), ""]
    return replace(block, text=(*text, *under), records=(record(place, first, cell),))


def stacked(
    place: Place, parent: Entry, rows: list[tuple[Entry, Cell]], rng: Random, blanks: int
) -> Block:
    """Set sub-bullets first and their cells after them, in the same order; the parent is no row."""
    marks = [Mark(LEFT, number, line) for number, line in enumerate(entry_lines(parent, rng))]
    height = len(marks)
    text = [*(printed(mark.line) for mark in marks), ""]
    records: list[Record] = []
    under: list[str] = []
    for entry, cell in rows:
        lines, value = entry_lines(entry, rng), cell.set(rng)[0]
        records.append(record(place.below(parent.label), entry, cell, len(text)))
        text += map(printed, lines)
        marks.append(Mark(CELL, height, value))
        marks += [Mark(LEFT, height + number, line) for number, line in enumerate(lines)]
        height += len(lines)
        under += [*([" "] if under and rng.random() < 0.4 else []), printed(value)]
    body = (*text, "", *[" "] * blanks, *under, "")
    return Block(body, tuple(marks), height + GAP, tuple(records), COLUMNS)


def parent_row(entry: Entry, rng: Random) -> Block:
    """Set a bullet whose sub-bullets have cells of their own: it is no row."""
    lines = entry_lines(entry, rng)
    marks = tuple(Mark(LEFT, number, line) for number, line in enumerate(lines))
    after = rng.choice([(), ("",), ("", " ", "")])
    text = (*map(printed, lines), *after)
    return Block(text, marks, len(lines) + GAP, (), COLUMNS)


def _beside(lines: list[Line], cells: list[Line], records: tuple[Record, ...]) -> Block:
    height = max(len(lines), len(cells))
    top = (height - len(cells)) / 2
    marks = [Mark(LEFT, number, line) for number, line in enumerate(lines)]
    marks += [Mark(CELL, top + number, line) for number, line in enumerate(cells)]
    under = [printed(line) for line in cells] or [" "]
    text = (*map(printed, lines), "", *under, "")
    return Block(text, tuple(marks), height + GAP, records, COLUMNS)


def _joined(line: Line, cell: Line) -> str:
    gap = "    " if line[-1].runs else " "
    return printed((*line, *plain(gap), *cell))


def _over_break(
    lines: list[Line], cells: list[Line], entry: Entry, block: Block, rng: Random
) -> tuple[Block, Block]:
    """Cut a row: the cell goes with the rest of the label, or the rest of a note comes after it."""
    at = rng.randrange(1, len(lines))
    last = len(lines) - sum(len(wrap(note.text, NOTE_WIDTH)) for note in entry.notes)
    if entry.notes and at >= last:
        head, tail = _beside(lines[:at], cells, block.records), lines[at:]
        marks = tuple(Mark(LEFT, number, line) for number, line in enumerate(tail))
        rest = Block((*map(printed, tail), ""), marks, len(tail) + GAP, (), COLUMNS)
        return head, rest
    marks = tuple(Mark(LEFT, number, line) for number, line in enumerate(lines[:at]))
    text = (*map(printed, lines[:at]), *rng.choice([("",), ()]))
    head = Block(text, marks, at + GAP, block.records, COLUMNS)
    return head, _beside(lines[at:], cells, ())
