"""Finds the budget table in a text file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.building import Slot, build_grid, plain_row, slot
from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Grid, Line
    from analysis.plan.ingest.document.outline import Outline

AMOUNTS = 4

_HEADER = re.compile(r".*\bMAATREGEL")
_HEADER_PART = re.compile(
    r"DOELSTELLING/?|Begrotings-? ?artikel|\d{4} V[AE]K( ?[-–].*)?|gerealiseerd|Budget",
    re.IGNORECASE,
)
_CODE = re.compile(r"\(OD [IVX]+ [\d.]+\)$")
FULL_LINE = 40  # characters; a shorter line had room for the next word
_COLUMNS = (
    *("DOELSTELLING/MAATREGEL", "Begrotingsartikel"),
    *("VAK gerealiseerd", "VEK gerealiseerd", "VAK Budget", "VEK Budget"),
)
_HEADER_LINES = 20  # a header of six columns, two lines each, with gaps between
_AMOUNT = r"-?\d{1,3}(?:\.\d{3})*|[Nn]vt"
_ROW = re.compile(rf"(?P<article>.*?)(?P<amounts>(?:(?:^|\s+)(?:{_AMOUNT})){{2,5}})\s*")


@dataclass
class _Entry:
    """A row in the making: its bold label, its article and its amounts."""

    line: int = 0
    label: str = ""
    article: str = ""
    done: bool = False


def budget_grids(lines: Sequence[Line], outline: Outline) -> Iterator[Grid]:
    """Yield the budget table; nothing where the document has none."""
    notes: list[Note] = []
    region = list(_region(lines, outline))
    header = [line for place, line in enumerate(lines) if _is_near_header(lines, place)]
    if region:
        rows = [plain_row(0, _COLUMNS), *_BudgetRows(notes).rows(region)]
        numbers = [line.number for line in (*header, *region)]
        yield build_grid(rows, line=numbers[0], notes=notes, lines=numbers)


def _region(lines: Sequence[Line], outline: Outline) -> Iterator[Line]:
    """Return the lines from the table's header to the next heading, without any header's lines."""
    heads = {heading.line for heading in outline.headings}
    inside = False
    for place, line in enumerate(lines):
        if inside and line.number in heads:
            return
        inside = inside or _is_header(lines, place)
        if inside and not (line.bold and _is_header_part(line)):
            yield line


def _is_header(lines: Sequence[Line], place: int) -> bool:
    """Tell whether the header stands here: its last cell, the others around it."""
    line = lines[place]
    if not (line.bold and _HEADER.fullmatch(line.text)):
        return False
    near = lines[max(0, place - _HEADER_LINES) : place + _HEADER_LINES]
    return any(other.bold and _HEADER_PART.fullmatch(other.text) for other in near)


def _is_near_header(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a line is one of the header's cells."""
    near = range(max(0, place - _HEADER_LINES), min(len(lines), place + _HEADER_LINES))
    is_part = lines[place].bold and _is_header_part(lines[place])
    return is_part and any(_is_header(lines, other) for other in near)


def _is_header_part(line: Line) -> bool:
    return bool(_HEADER.fullmatch(line.text) or _HEADER_PART.fullmatch(line.text))


@dataclass
class _BudgetRows:
    notes: list[Note]
    entry: _Entry = field(default_factory=_Entry)
    ended: bool = False  # the bold paragraph before is complete

    def rows(self, lines: Sequence[Line]) -> Iterator[list[Slot]]:
        """Return the rows, in order."""
        for before, line in pairwise([None, *lines]):
            if line is None or line.gap:
                continue
            if line.bold_text:
                yield from self._label(line, parted=before is None or before.gap or line.page_start)
            if line.plain.strip():
                yield from self._data(line)
        if self.entry.label and not self.entry.done:
            note = Note("budget", self.entry.line, "no amounts", self.entry.label, unused=True)
            self.notes.append(note)

    def _label(self, line: Line, *, parted: bool) -> Iterator[list[Slot]]:
        """Take a bold text: a new label, or the next line of the one before."""
        fresh = self.entry.done or not self.entry.label
        if not fresh and parted and self.ended and self._is_title():
            title = slot(self.entry.line, self.entry.label, bold=True, columns=len(_COLUMNS))
            yield [title]
            fresh = True
        if fresh:
            self.entry = _Entry(line.number, line.bold_text)
        else:
            self.entry.label = joined(self.entry.label, line.bold_text)
        self.ended = line.closed

    def _is_title(self) -> bool:
        """Tell whether a label is an objective: it has no article and either a code or room left.

        A measure's label may go on after a gap, but only where its line was full.
        """
        label = self.entry.label
        whole = _CODE.search(label) or len(label) < FULL_LINE
        return not self.entry.article and bool(whole)

    def _data(self, line: Line) -> Iterator[list[Slot]]:
        """Take the part of a line that is not bold: an article, amounts, or both."""
        match = _ROW.fullmatch(line.plain.rstrip())
        if not match:
            self.entry.article = joined(self.entry.article, line.plain.strip())
            return
        article, amounts = _split(match["article"], match["amounts"], self.entry.article)
        if self.entry.done or not self.entry.label:
            self.notes.append(Note("budget", line.number, "amounts without a label", line.text))
        self.entry.done = True
        yield plain_row(self.entry.line, (self.entry.label, article, *amounts))


def _split(article: str, amounts: str, before: str) -> tuple[str, list[str]]:
    """Return the article, and the four amounts with empty ones where two spaces say so."""
    values = amounts.split()
    article = joined(before, article.strip())
    if len(values) > AMOUNTS and not article:
        article, values = values[0], values[1:]
    if len(values) == AMOUNTS:
        return article, values
    cells: list[str] = []
    for gap, value in re.findall(r"(\s+)(\S+)", f" {amounts}" if amounts[:1] != " " else amounts):
        cells += [""] * (len(gap) > 1) + [value]
    return article, (cells + [""] * AMOUNTS)[:AMOUNTS]
