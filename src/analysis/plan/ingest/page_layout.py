"""Turns what is drawn on a page into lines, in the form that the text of a plan has.

A row of a ruled table becomes one line with a mark between its cells, or, where a cell holds more
lines, these lines and then the other cells, a gap between them. So the readers of the tables need
not know where a plan comes from. What is not in a table comes from top to bottom; only where texts
stand beside each other the order of drawing is kept, since columns would be mixed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from analysis.plan.ingest.boldface import Span
from analysis.plan.ingest.document import CELL_MARK, Line
from analysis.plan.ingest.page_rows import Row, TextLine, rows_of, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.pdf import Page

GAP = 1.4  # line heights from which space between two lines is a gap
LEADING = 1.25  # of the letter's size: the least height of a line
MOST_LEADING = 2.2  # of the letter's size: more is space between paragraphs
USUAL = 12.0  # points; the height of a line where a document has too few to tell

Unit = Row | TextLine


def lines_of(pages: Sequence[Page]) -> list[Line]:
    """Return all pages as numbered lines, each with its page."""
    units = [_in_order(page) for page in pages]
    height = _line_height(units)
    writer = _Writer(height)
    for page, found in zip(pages, units, strict=True):
        writer.page(page.number, found)
    return writer.lines


def _in_order(page: Page) -> list[Unit]:
    """Return the rows and lines of a page from top to bottom, or as drawn where these differ."""
    rows, rest = rows_of(page)
    lines = text_lines(rest)
    units: list[Unit] = [*rows, *lines]
    if _side_by_side(lines):
        return sorted(units, key=lambda unit: unit.order)
    return sorted(units, key=lambda unit: -unit.top)


def _side_by_side(lines: Sequence[TextLine]) -> bool:
    """Tell whether two lines of text stand beside each other, as in two columns."""
    ordered = sorted(lines, key=lambda line: -line.base)
    return any(one.base - other.base < one.size / 2 for one, other in pairwise(ordered))


def _line_height(pages: Sequence[Sequence[Unit]]) -> float:
    """Return the most usual distance between two lines of text."""
    heights: Counter[float] = Counter()
    for units in pages:
        for one, other in pairwise(units):
            if isinstance(one, TextLine) and isinstance(other, TextLine):
                distance = one.base - other.base
                if one.size <= distance <= MOST_LEADING * one.size:
                    heights[round(distance * 2) / 2] += 1
    return heights.most_common(1)[0][0] if heights else USUAL


@dataclass
class _Writer:
    """Writes units as numbered lines."""

    height: float
    lines: list[Line] = field(default_factory=list)
    number: int = 0
    fresh: bool = True  # nothing stands on the page yet
    merged: bool = False  # the row that is written has a cell of more rows

    def page(self, number: int, units: Sequence[Unit]) -> None:
        """Write the units of one page."""
        self.number, self.fresh = number, True
        for place, unit in enumerate(units):
            before = units[place - 1] if place else None
            if before is not None and self._parted(before, unit):
                self._gap()
            if isinstance(unit, Row):
                # A row that goes on overleaf has its cell there: an empty one here says nothing.
                last = not any(isinstance(other, Row) for other in units[place + 1 :])
                self.merged = unit.merged
                self._row(unit, last=last)
                self.merged = False
            else:
                self._text(unit)
        self._gap()

    def _parted(self, before: Unit, unit: Unit) -> bool:
        if isinstance(before, Row) or isinstance(unit, Row):
            return True
        room = before.base - unit.base
        return not 0 <= room <= GAP * max(self.height, LEADING * min(before.size, unit.size))

    def _row(self, row: Row, *, last: bool) -> None:
        if len(row.cells) == 1:
            for line in row.cells[0]:
                self._text(line)
            return
        parts = list(_parts(row))
        for place, part in enumerate(parts):
            if place:
                self._gap()
            if len(part) == 1 and len(part[0]) > 1:
                for line in part[0]:
                    self._text(line)
            elif any(part):
                self._cells(part)
        if not row.cells[-1] and not last:
            self._gap()
            self._write((Span(" ", bold=False),))

    def _text(self, line: TextLine) -> None:
        """Write a line; a bold one that ends a paragraph has more than one space after it."""
        self._write((*line.spans, Span("    " if line.closed else " ", bold=False)))

    def _cells(self, cells: Sequence[Sequence[TextLine]]) -> None:
        """Write cells of one line each beside each other."""
        spans: list[Span] = []
        for place, cell in enumerate(cells):
            spans += [Span(CELL_MARK, bold=False)] * bool(place)
            spans += [span for line in cell for span in line.spans]
        self._write(tuple(spans))

    def _write(self, spans: tuple[Span, ...]) -> None:
        raw = "".join(span.text for span in spans)
        if self.fresh and raw.strip():
            raw, self.fresh = f" {raw.lstrip()}", False
        self.lines.append(Line(len(self.lines) + 1, raw, spans, self.number, self.merged))

    def _gap(self) -> None:
        self.lines.append(Line(len(self.lines) + 1, "", (), self.number))


def _parts(row: Row) -> Iterator[list[list[TextLine]]]:
    """Divide a row's cells: one of more lines stands by itself, the others beside each other."""
    counted = enumerate(row.cells)
    for _, part in groupby(counted, key=lambda pair: pair[0] if len(pair[1]) > 1 else -1):
        yield [cell for _, cell in part]
