"""Milestone tables: headers, themes of one and two levels, and rows of every kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import cells, rows, words
from .layout import LEFT, Block, Mark
from .rows import CELL, COLUMNS, GAP, Cell, Entry, Place
from .spans import bold, bold_lines, plain, printed, wrap

if TYPE_CHECKING:
    from random import Random

#: A theme of one table fills the label's column, of another it spans the table.
NARROW, WIDE = 58, 84


@dataclass(frozen=True, slots=True)
class Table:
    """What all rows of one table share. `titles` are the sections that a note may refer to."""

    place: Place
    year: int
    bullet: str
    titles: dict[str, str]
    theme_width: int = WIDE

    def cell(self, rng: Random, *, noted: bool = False, alone: bool = False) -> Cell:
        """Draw what a row of this table has in its cell."""
        if self.place.kind == "evaluated":
            return cells.status(rng, noted=noted)
        return cells.timing(rng, self.year, alone=alone)

    def under(self, theme: str) -> Table:
        """Go on under another theme."""
        return replace(self, place=replace(self.place, theme=theme))


def header(table: Table, rng: Random) -> Block:
    """Set the table's header, bold in one of the ways in which the printer cuts it."""
    evaluated = table.place.kind == "evaluated"
    year = table.year - 1 if evaluated else table.year
    name = "Bijkomende mijlpalen" if table.place.additional else "Mijlpalen"
    column = (
        "Status" if evaluated else rng.choice(["Voorziene timing", "Voorziene timing", "Timing"])
    )
    left, right = bold(f"{name} {year}", rng), bold(column, rng)
    lead = " " * rng.choice([5, 9, 20, 24, 32, 37])
    gap = rng.choice(["    ", "    ", "    ", " "])
    text = f"{lead}{printed(left).rstrip()}{gap}{printed(right)}"
    marks = (Mark(LEFT + 90, 0, left), Mark(CELL, 0, right))
    return Block((text, ""), marks, 1 + GAP, (), COLUMNS)


def theme_line(lines: list[str], rng: Random, *, wrapped: bool = False) -> Block:
    """Set bold lines over the rows: a theme, a wrapped one, or two levels."""
    set_lines = bold_lines(lines, rng) if wrapped else [bold(line, rng) for line in lines]
    text = [printed(line) + " " * rng.choice([0, 0, 0, 1, 4]) for line in set_lines]
    marks = tuple(Mark(LEFT, number, line) for number, line in enumerate(set_lines))
    return Block((*text, ""), marks, len(lines) + GAP, (), (COLUMNS[0], COLUMNS[-1]))


def themed(table: Table, rng: Random) -> tuple[list[Block], Table]:
    """Draw the next theme: what is printed, and the table under it."""
    shape = rng.random()
    if shape < 0.18:
        main, sub = words.theme(rng), words.theme(rng)
        apart = rng.random() < 0.5
        single = [theme_line([main], rng), theme_line([sub], rng)]
        block = single if apart else [theme_line([main, sub], rng)]
        return block, table.under(sub)
    if shape < 0.3:
        name = words.long_theme(rng, table.theme_width + 6)
        return [theme_line(wrap(name, table.theme_width), rng, wrapped=True)], table.under(name)
    if shape < 0.32:
        main, sub = words.long_theme(rng, 44)[:57].strip(" -"), words.theme(rng)
        return [theme_line([main, sub], rng)], table.under(sub)
    name = words.theme(rng)
    return [theme_line([name], rng)], table.under(name)


def untitled() -> Block:
    """Set the bold blank that some tables have instead of a theme."""
    return Block(("    ", ""), (), 0.3, (), (COLUMNS[0], COLUMNS[-1]))


def table_of(table: Table, count: int, rng: Random, *, first: str | None = None) -> list[Block]:
    """Set a whole table of about `count` rows; `first` is a given theme, empty for none."""
    blocks = [header(table, rng)]
    done = 0
    while done < count:
        if done == 0 and first is not None:
            table = table.under(first)
            blocks.append(theme_line([first], rng) if first else untitled())
        else:
            themes, table = themed(table, rng)
            blocks += themes
        target = min(count, done + rng.randint(1, 6))
        while done < target:
            added = _some_rows(table, rng)
            blocks += added
            done += sum(len(block.records) for block in added)
        blocks += _closing(table, rng)
    return blocks


def _closing(table: Table, rng: Random) -> list[Block]:
    """Set what may stand at the end of a theme: a row with an empty cell, a bold reference."""
    chance = rng.random()
    if chance < 0.03 and table.bullet:
        entry = Entry(words.label(rng), table.bullet)
        return [replace(rows.row(table.place, entry, Cell(), rng), split=None)]
    if chance < 0.06:
        return [theme_line([f"Zie ook {words.theme(rng)} (hierna)"], rng)]
    return []


def _some_rows(table: Table, rng: Random) -> list[Block]:
    chance = rng.random()
    if not table.bullet:
        return _stack(table, rng) if chance < 0.06 else [_plain_row(table, rng)]
    if chance < 0.72:
        return [_plain_row(table, rng)]
    if chance < 0.84:
        return _nested(table, rng)
    if chance < 0.91:
        return [_shared(table, rng)]
    return _stack(table, rng)


def _plain_row(table: Table, rng: Random) -> Block:
    noted = table.place.kind == "evaluated"
    notes = cells.notes(rng, table.year, table.titles) if noted and table.bullet else ()
    if notes and rng.random() < 0.06:
        notes = (cells.long_note(rng, table.year),)
    text = words.label(rng)
    if rng.random() < 0.03:
        text = f"{words.short_label(rng)} op 31/01/{table.year - 1}"
    elif noted and rng.random() < 0.02:
        text = f"{words.short_label(rng)} Q2-Q3"
    alone = len(wrap(text, rows.LABEL_WIDTH - 2)) > 1
    strong = bool(table.bullet) and not alone and rng.random() < 0.04
    entry = Entry(text, table.bullet, notes, strong=strong)
    return rows.row(table.place, entry, table.cell(rng, noted=bool(notes), alone=alone), rng)


def _nested(table: Table, rng: Random) -> list[Block]:
    """Set a bullet and its sub-bullets with cells; now and then the bullet has a cell as well."""
    text = rng.choice([words.short_label, words.label])(rng)
    own = rng.random() < 0.1
    parent = Entry(text if own else f"{text}:", table.bullet)
    place = table.place.below(parent.label)
    head = (
        rows.row(table.place, parent, table.cell(rng), rng) if own else rows.parent_row(parent, rng)
    )
    children: list[Block] = []
    for _ in range(rng.randint(2, 4)):
        noted = table.place.kind == "evaluated" and rng.random() < 0.2
        notes = cells.notes(rng, table.year, table.titles) if noted else ()
        text = words.short_label(rng) if rng.random() < 0.7 else words.label(rng)
        entry = Entry(text, "o", notes)
        cell = table.cell(rng, noted=bool(notes))
        children.append(_child(place, entry, cell, rng))
    last = children[-1]
    tail = () if last.text[-1] == "" else ("",)
    return [head, *children[:-1], replace(last, text=(*last.text, *tail))]


def _child(place: Place, entry: Entry, cell: Cell, rng: Random) -> Block:
    kind = rows.stepped if rng.random() < 0.5 else rows.row
    return kind(place, entry, cell, rng)


def _shared(table: Table, rng: Random) -> Block:
    """Set bullets that share one cell: of one level, or one with at least two sub-bullets."""
    evaluated = table.place.kind == "evaluated"
    runs_on = evaluated and rng.random() < 0.5
    notes = (cells.long_note(rng, table.year),) if runs_on else ()
    cell = table.cell(rng, noted=runs_on)
    if rng.random() < 0.5:
        first = Entry(f"{words.short_label(rng)}:", table.bullet)
        others = [Entry(words.short_label(rng), "o") for _ in range(rng.randint(2, 3))]
        return rows.shared(table.place, _noted([first, *others], notes), cell, rng, loose=False)
    bullets = [Entry(words.label(rng), table.bullet) for _ in range(rng.randint(2, 3))]
    loose = rng.random() < 0.5
    return rows.shared(table.place, _noted(bullets, notes), cell, rng, loose=loose)


def _noted(entries: list[Entry], notes: tuple[rows.Note, ...]) -> list[Entry]:
    return [*entries[:-1], replace(entries[-1], notes=notes)]


def _stack(table: Table, rng: Random) -> list[Block]:
    """Set sub-bullets whose cells stand under them, one for each."""
    parent = Entry(f"{words.label(rng)}:", table.bullet)
    bullet = "o" if table.bullet else "-"
    drawn = [
        (Entry(words.short_label(rng), bullet), Cell(table.cell(rng).lines[:1]))
        for _ in range(rng.randint(2, 4))
    ]
    whole = [(entry, cell if cell.lines[0] != "Loopt met" else _late()) for entry, cell in drawn]
    return [rows.stacked(table.place, parent, whole, rng, rng.randint(0, 3))]


def _late() -> Cell:
    return Cell(("Loopt met vertraging",))


def footnote(rng: Random) -> Block:
    """Set a footnote at the foot of a table; it starts with its number."""
    lines = [plain(line) for line in wrap(f"1 {words.sentence(rng)}", 90)]
    marks = tuple(Mark(LEFT, number, line) for number, line in enumerate(lines))
    return Block((" ", *map(printed, lines)), marks, len(lines) + 0.5)
