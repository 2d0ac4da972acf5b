"""Blocks outside tables: headings, prose, bold captions, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words
from .layout import LEFT, Block, Mark, Record
from .spans import bold, plain, printed, wrap

if TYPE_CHECKING:
    from random import Random

    from .spans import Line

PROSE_WIDTH = 92
TITLE_WIDTH = 76


def lines_block(lines: list[Line], records: tuple[Record, ...] = (), gap: float = 0.8) -> Block:
    """Set lines one under the other, a blank line after them."""
    marks = tuple(Mark(LEFT, row, line) for row, line in enumerate(lines))
    text = (*(printed(line) for line in lines), "")
    return Block(text, marks, len(lines) + gap, records)


def heading(number: str, title: str, *, spaced: bool = False) -> Block:
    """Set a numbered heading; `spaced` leaves a blank line where it wraps."""
    lines = [plain(line) for line in wrap(f"{number} {title}", TITLE_WIDTH)]
    block = lines_block(lines, (Record("headings", {"number": number, "title": title}),), 1.2)
    if not spaced:
        return block
    text = tuple(line for part in block.text[:-1] for line in (part, ""))
    return Block(text, block.marks, block.height, block.records)


def unnumbered(title: str) -> Block:
    """Set a heading without a number, such as the one over a table of milestones."""
    block = lines_block([plain(title)])
    return Block((block.text[0], " ", ""), block.marks, block.height)


def caption(text: str, rng: Random) -> Block:
    """Set a bold word on its own, such as 'Omschrijving'."""
    line = bold(text, rng)
    lead = "    " * rng.randint(0, 2)
    return Block((f"{lead}{printed(line)}", "", " ", ""), (Mark(LEFT, 0, line),), 2)


def prose(rng: Random, paragraphs: int = 1, *, mention: str = "") -> list[Block]:
    """Set paragraphs of filler, some words of it bold; `mention` is named in the first one."""
    blocks: list[Block] = []
    for number in range(paragraphs):
        text = words.paragraph(rng)
        if mention and number == 0:
            text = f"Het onderdeel {mention} krijgt dit jaar voorrang. {text}"
        lines = [_some_bold(line, rng) for line in wrap(text, PROSE_WIDTH)]
        body = tuple(printed(line) for line in lines)
        marks = tuple(Mark(LEFT, row, line) for row, line in enumerate(lines))
        blocks.append(Block((*body, rng.choice([" ", ""])), marks, len(lines) + 0.8))
    return blocks


def _some_bold(line: str, rng: Random) -> Line:
    parts = line.split(" ")
    if rng.random() > 0.12 or len(parts) < 6:
        return plain(line)
    start = rng.randrange(1, len(parts) - 3)
    before, middle = " ".join(parts[:start]), " ".join(parts[start : start + 2])
    after = " ".join(parts[start + 2 :])
    return (*plain(f"{before} "), *bold(middle, rng), *plain(f" {after}"))


def numbered_prose(first: str, second: str) -> Block:
    """Set two lines of prose of which the second starts with a number, as a heading does."""
    return lines_block([plain(first), plain(second)])


def bullets(items: list[str], *, spread: bool = False) -> Block:
    """Set a list with dashes; `spread` puts a blank line after every line."""
    lines = [plain(line) for item in items for line in wrap(f"- {item}", PROSE_WIDTH)]
    block = lines_block(lines)
    if not spread:
        return block
    text = tuple(part for line in block.text[:-1] for part in (line, ""))
    return Block(text, block.marks, block.height)
