"""Turns the body of a Word file into lines, headings and tables.

The library is python-docx. It opens the package and finds its parts; what a run or a cell holds is
read from the XML, since the library leaves out tracked changes, fields, text boxes and numbering.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from analysis.plan.ingest.document.limits import LONGEST_PARAGRAPH, check_size
from analysis.plan.ingest.document.model import Cell, Document, Grid, Line, Span
from analysis.plan.ingest.document.numbered import find_outline
from analysis.plan.ingest.document.outline import NumberedHeading, Outline
from analysis.plan.ingest.document.word.elements import (
    boxes_of,
    cells_of,
    children,
    is_on,
    number_of,
    page_breaks,
    rows_of,
    value_of,
)
from analysis.plan.ingest.document.word.package import WordPackage, open_package
from analysis.plan.ingest.document.word.runs import RunReader, TextRun

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element as Element

    from analysis.plan.ingest.document.word.numbering import Numbered

MOST_COLUMNS = 63  # of a table in Word
MOST_LEVELS = 9  # of headings in Word

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}")


@dataclass
class _BodyReader:
    """Turns the body of a Word file into lines, headings and tables."""

    package: WordPackage
    runs: RunReader
    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    headings: list[NumberedHeading] = field(default_factory=list)
    page: int | None = None

    def block(self, element: Element, *, in_table: bool = False) -> list[Line]:
        """Read what stands in the body, a cell or a text box; return its own paragraphs.

        A table within it is a table of its own. A paragraph whose mark a tracked change deletes
        goes on in the next.
        """
        found: list[Line] = []
        open_runs: list[TextRun] = []
        for child in children(element):
            if child.tag == qn("w:tbl"):
                self._table(child)
            elif child.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
                open_runs += self.runs.read(child, bold=self._is_bold(child))
            else:
                found += self._paragraph(child, open_runs, in_table=in_table)
                open_runs = []
            if not in_table:
                self._footnotes()
        return found

    def _paragraph(self, element: Element, before: list[TextRun], *, in_table: bool) -> list[Line]:
        numbered = self.package.numbering.number(element)
        early, late = page_breaks(element)
        self._turn_pages(early)
        runs = [*before, *self.runs.read(element, bold=self._is_bold(element))]
        added = self._line(runs, numbered, in_table=in_table)
        depth = self._heading_depth(element)
        if added and not in_table and depth:
            self._heading(added[0], numbered)
        self._turn_pages(late)
        for box in boxes_of(element):
            self.block(box, in_table=in_table)
        return added

    def _is_bold(self, paragraph: Element) -> bool:
        style = value_of(paragraph, "w:pPr/w:pStyle") or self.package.usual_style
        return self.package.bold_styles.get(style, False)

    def _heading_depth(self, paragraph: Element) -> int:
        own = value_of(paragraph, "w:pPr/w:outlineLvl")
        style = value_of(paragraph, "w:pPr/w:pStyle")
        if not own:
            return self.package.heading_styles.get(style, 0)
        depth = number_of(own, MOST_LEVELS)
        return depth + 1 if depth < MOST_LEVELS else 0

    def _line(
        self, runs: list[TextRun], numbered: Numbered | None, *, in_table: bool
    ) -> list[Line]:
        """Add a paragraph when it holds text."""
        spans = tuple(Span(run.text, run.bold) for run in runs if run.text)
        text = "".join(span.text for span in spans)
        if not text.strip():
            return []
        level = numbered.level + 1 if numbered is not None else 0
        number = len(self.lines) + 1
        line = Line(number, text, spans, self.page, level, in_table=in_table, whole=True)
        self.lines.append(line)
        return [line]

    def _footnotes(self) -> None:
        """Add the footnotes of what was read last, as paragraphs after it."""
        while self.runs.waiting:
            note = self.package.notes.get(self.runs.waiting.pop(0))
            for paragraph in note.iter(qn("w:p")) if note is not None else ():
                self._line(self.runs.read(paragraph, bold=False), None, in_table=False)

    def _heading(self, line: Line, numbered: Numbered | None) -> None:
        """Keep a heading with its number; without an automatic one its text begins with it."""
        title = line.text
        number = numbered.text if numbered else ""
        if not number:
            match = re.match(rf"({_NUMBER.pattern})\.?\s+(.*)", title)
            number, title = (match[1], match[2]) if match else ("", title)
        if _NUMBER.fullmatch(number):
            self.headings.append(NumberedHeading(number, title, line.number, line.number))

    def _turn_pages(self, count: int) -> None:
        if self.page is not None:
            self.page += count

    def _table(self, element: Element) -> None:
        """Read a table; a cell that goes on from the row above makes that one span more rows."""
        place, start = len(self.grids), len(self.lines) + 1
        self.grids.append(Grid((), start))
        cells: list[Cell] = []
        above: dict[int, int] = {}  # the cell that covers each column
        headers = 0
        for row, line in enumerate(rows_of(element)):
            column = min(number_of(value_of(line, "w:trPr/w:gridBefore")), MOST_COLUMNS)
            if is_on(line.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")) and headers == row:
                headers += 1
            for each in cells_of(line):
                span = number_of(value_of(each, "w:tcPr/w:gridSpan"), 1)
                span = min(max(span, 1), MOST_COLUMNS)
                found = self.block(each, in_table=True)
                merge = each.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                going_on = merge is not None and merge.get(qn("w:val")) != "restart"
                if going_on and column in above:
                    cells[above[column]] = _taller(cells[above[column]], row, found)
                else:
                    above[column] = len(cells)
                    shade = _shade(each)
                    cells.append(Cell(tuple(found), row, column, 1, span, shade))
                column += span
        numbers = frozenset(range(start, len(self.lines) + 1))
        self.grids[place] = Grid(tuple(cells), start, headers, lines=numbers)


def read_word(path: Path) -> Document:
    """Read a Word file.

    Raises
    ------
    DocumentError
        When the file is damaged, has a password or macros, or is too large for a plan.
    """
    package = open_package(path)
    reader = _BodyReader(package, RunReader(package.bold_styles))
    if package.body.find(f".//{qn('w:lastRenderedPageBreak')}") is not None:
        reader.page = 1
    reader.block(package.body)
    check_size([line.raw for line in reader.lines], str(path), longest=LONGEST_PARAGRAPH)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    outline = Outline(reader.headings)
    if not reader.headings:
        outline = find_outline([line for line in reader.lines if not line.in_table])
    return Document(
        str(path),
        sha256,
        tuple(reader.lines),
        outline,
        grids=tuple(reader.grids),
        footers=package.feet,
        pages=reader.page,
        left_out=+reader.runs.left_out,
    )


def _taller(cell: Cell, row: int, more: list[Line]) -> Cell:
    return Cell(
        (*cell.lines, *more), cell.row, cell.column, row - cell.row + 1, cell.columns, cell.shade
    )


def _shade(cell: Element) -> str:
    shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    colour = shade.get(qn("w:fill"), "") if shade is not None else ""
    return "" if colour == "auto" else colour.lower()
