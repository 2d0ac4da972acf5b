"""Turns the lines of a milestone table into items: themes, bullets and cells, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.milestone_tables import blocks, opens_item
from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.statuses import may_be_cell, split_cell, starts_cell, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Line
    from analysis.plan.ingest.statuses import Kind

LEVELS = {"−": 1, "─": 1, "=": 1, "-": 2, "o": 3, "•": 3, "\uf0a7": 4, "->": 4}
ROOM_LEFT = 45  # characters; after a shorter label line the next word was no wrapped one

_BULLET = re.compile(r"(?P<mark>[−─=•\uf0a7]|->|-(?=\s?[^a-zà-ÿ\s])|o(?=\s))\s*(?P<text>\S.*)")
_BRACKET = re.compile(r"[\[(][^\])]*[\])]:?\s*")
_REFERENCE = re.compile(r"\(?(?:[Zz]ie (?:ook )?)\d|\(\d+(?:\.\d+)+")


@dataclass
class Theme:
    """Bold lines above rows."""

    text: str
    line: int
    closed: bool


@dataclass
class Label:
    """A bullet, or a paragraph in a table without bullets, with what is said under it.

    Attributes
    ----------
    level
        0 without a bullet, deeper for a sub-bullet.
    extras
        The lines of its notes and references.
    empty
        An empty cell is printed beside it.
    """

    level: int
    text: str
    line: int
    bold: bool = False
    closed: bool = True
    parts: list[tuple[str, int]] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    empty: bool = False


@dataclass
class StatusCell:
    """A status or timing, on a label's own line (`inline`) or on one of its own."""

    text: str
    line: int
    inline: bool


Item = Theme | Label | StatusCell


def read_items(lines: Sequence[Line], kind: Kind) -> list[Item]:
    """Return the items of a table.

    A wrapped label, theme or note is one item. Notes (`* ...`) and references (`(Zie 3.4.3 ...)`)
    go with the label they stand under, also when the page ended between them.
    """
    bulleted = any(LEVELS.get(line.text[:1]) == 1 for line in lines)
    reader = _ItemReader(kind, bulleted=bulleted)
    found = list(blocks(lines))
    for place, block in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else []
        reader.block(block, following)
    return reader.items


class _ItemReader:
    """Folds lines into items; what a line is depends on what is open before it."""

    def __init__(self, kind: Kind, *, bulleted: bool) -> None:
        self.items: list[Item] = []
        self._kind: Kind = kind
        self._bulleted = bulleted
        self._touching = False  # the line before is in the same paragraph
        self._noting = False  # and belongs to a note or reference

    @property
    def _open(self) -> Label | None:
        last = self.items[-1] if self.items else None
        return last if isinstance(last, Label) else None

    @property
    def _last_label(self) -> Label | None:
        if self.items and isinstance(self.items[-1], Theme):
            return None
        return next((i for i in reversed(self.items) if isinstance(i, Label)), None)

    def block(self, block: Sequence[Line], following: Sequence[Line]) -> None:
        """Read the lines of one block."""
        self._touching = self._noting = False
        rest = list(_with_wrapped_cells(block, self._kind))
        if self._is_unknown_cell(rest, following):
            self.items.append(
                StatusCell(without_marks(rest[0][1]), rest[0][0].number, inline=False)
            )
            return
        for line, text in rest:
            if text:
                self._line(line, text)
            elif self._open is not None:
                self._open.empty = self._open.empty or not self._touching
            self._touching = bool(text)
            self._noting = self._noting and bool(text)

    def _line(self, line: Line, text: str) -> None:
        label, cell = split_cell(text, self._kind)
        bullet = _BULLET.fullmatch(label)
        if not label:
            self.items.append(StatusCell(cell, line.number, inline=False))
            return
        if bullet:
            bold = line.bold_text != "" and line.bold_text == bullet["text"].strip()
            self._add(LEVELS[bullet["mark"]], bullet["text"], line, bold=bold)
        elif line.bold:
            self._bold(line, label)
        elif label.startswith("*") or _REFERENCE.match(label):
            self._extra(label, line)
        else:
            self._text(line, label)
        if cell:
            self.items.append(StatusCell(cell, line.number, inline=True))

    def _add(self, level: int, text: str, line: Line, *, bold: bool = False) -> None:
        parts = [(text, line.number)]
        self.items.append(Label(level, text, line.number, bold, line.closed, parts))

    def _bold(self, line: Line, text: str) -> None:
        last = self.items[-1] if self.items else None
        bold = last if isinstance(last, Theme) or (isinstance(last, Label) and last.bold) else None
        goes_on = bold is not None and (not bold.closed or not _begins(text))
        if bold is not None and self._touching and goes_on:
            bold.text, bold.closed = joined(bold.text, text), line.closed
        else:
            self.items.append(Theme(text, line.number, line.closed))

    def _extra(self, text: str, line: Line) -> None:
        self._noting = True
        if self._last_label is None:
            self._add(0, text, line)
        else:
            self._last_label.extras.append(text)

    def _text(self, line: Line, text: str) -> None:
        label = self._open or self._last_label
        goes_on = not _begins(text) or (self._open is not None and self._bulleted)
        goes_on = goes_on or self._noting
        if label is None or not (goes_on or (self._touching and self._open is not None)):
            self._add(0, text, line)
        elif self._open is None or label.extras:
            label.extras.append(text)
        else:
            label.text = joined(label.text, text)
            label.parts.append((text, line.number))

    def _is_unknown_cell(
        self, block: Sequence[tuple[Line, str]], following: Sequence[Line]
    ) -> bool:
        """Tell whether a block can only be a status: a short word after a label that had room."""
        label = self._open
        if label is None or len(block) != 1 or not may_be_cell(block[0][1], self._kind):
            return False
        if block[0][0].bold or not (label.extras or len(label.parts[-1][0]) < ROOM_LEFT):
            return False
        text = following[0].text if following else ""
        return not text or following[0].bold or opens_item(text)


def _begins(text: str) -> bool:
    """Tell whether a text begins like a label: with a capital, maybe after `[RRF]` or `(o.v.)`."""
    bracket = _BRACKET.match(text)
    return text[bracket.end() if bracket else 0 :][:1].isupper()


def _with_wrapped_cells(block: Sequence[Line], kind: Kind) -> Iterator[tuple[Line, str]]:
    """Yield lines with their text, a cell of two lines as one."""
    skip = False
    for line, after in zip_longest(block, block[1:]):
        if skip:
            skip = False
            continue
        skip = bool(after and line.text and starts_cell(line.text, after.text, kind))
        yield line, f"{line.text} {after.text}" if skip else line.text
