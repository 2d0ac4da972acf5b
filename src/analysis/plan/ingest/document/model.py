"""The model of a document: lines in reading order, numbered headings, and tables of cells.

Three front ends make it: `word`, `pdf` and `text`. The readers of tables see only this model.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.wording import joined, squeeze
from analysis.plan.ingest.likeness import runs_of

if TYPE_CHECKING:
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.notes import Note


_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line, and whether it is bold."""

    text: str
    bold: bool


@dataclass(frozen=True)
class Line:
    """One paragraph; in a text file, one line.

    Attributes
    ----------
    number
        Its place in the document, from 1.
    raw
        The text as the file has it.
    spans
        The text in pieces, bold and plain apart.
    page
        The page it starts on, None where the source has no pages.
    level
        Its level in a list from 1, 0 when it is in no list.
    in_table
        Whether it is in a cell of a table.
    whole
        Whether it is a whole paragraph, so that the next line does not continue it.
    """

    number: int
    raw: str
    spans: tuple[Span, ...]
    page: int | None = None
    level: int = 0
    in_table: bool = False
    whole: bool = False

    @cached_property
    def text(self) -> str:
        """The text with one space between words; empty for a blank line."""
        return squeeze("".join(span.text for span in self.spans))

    @property
    def parts(self) -> list[str]:
        """Its text, divided at soft line breaks."""
        texts = "".join(span.text for span in self.spans).split("\n")
        return [text for text in map(squeeze, texts) if text]

    @cached_property
    def bold_text(self) -> str:
        """The bold part of the text."""
        return squeeze("".join(span.text if span.bold else " " for span in self.spans))

    @cached_property
    def plain(self) -> str:
        """The part that is not bold, with all its spaces."""
        return "".join(span.text for span in self.spans if not span.bold)

    @cached_property
    def bold(self) -> bool:
        """Whether all of the text is bold."""
        return bool(self.bold_text) and not self.plain.strip()

    @cached_property
    def repeated(self) -> bool:
        """Whether it says the same over and over: bold whose four copies do not agree."""
        runs = runs_of(self.text)
        return len(runs) >= 2 * len(set(runs)) > 0

    @cached_property
    def runs(self) -> frozenset[str]:
        """The runs of letters in its words, for `likeness`."""
        return frozenset(runs_of(self.raw))

    @cached_property
    def wide_gaps(self) -> int:
        """How many gaps set its cells apart in the layout of a text file."""
        return len(_WIDE_GAP.findall(self.raw))

    @property
    def closed(self) -> bool:
        """Whether a bold paragraph of a text file ends here: its mark was printed four times."""
        return self.whole or self.raw.endswith("  ")

    @property
    def gap(self) -> bool:
        """Whether the layout of a text file leaves a blank line here."""
        return not self.raw

    @property
    def empty(self) -> bool:
        """Whether an empty paragraph or cell of a text file stands here: spaces only."""
        return bool(self.raw) and not self.text

    @property
    def page_start(self) -> bool:
        """Whether a page of a text file starts here: one space sets off its first line."""
        return not self.whole and starts_page(self.raw)


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes
    ----------
    lines
        Its paragraphs that hold text.
    row, column
        Its place in the table, from 0.
    rows, columns
        How many rows and columns it spans.
    shade
        Its background colour as `rrggbb`, empty without one.
    box
        Left, bottom, right and top in points on its page, where the source has places.
    """

    lines: tuple[Line, ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    shade: str = ""
    box: tuple[float, float, float, float] | None = None

    @cached_property
    def text(self) -> str:
        """All its text on one line."""
        text = ""
        for line in self.lines:
            text = joined(text, line.text)
        return text

    @cached_property
    def bold(self) -> bool:
        """Whether all of its text is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)


@dataclass(frozen=True)
class Grid:
    """A table of cells.

    Attributes
    ----------
    cells
        By row, then by column.
    line
        The number of the line at which it starts.
    headers
        How many rows the source itself marks as header rows.
    section
        The number of the section that it is about, where that is not the one it stands in.
    notes
        What the front end could not tell for sure.
    lines
        The numbers of all lines that the table takes.
    """

    cells: tuple[Cell, ...]
    line: int
    headers: int = 0
    section: str = ""
    notes: tuple[Note, ...] = ()
    lines: frozenset[int] = frozenset()

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells that start in each row."""
        found: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            found[cell.row].append(cell)
        return tuple(map(tuple, found))

    @cached_property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a place, or None if no cell does."""
        return self._covering.get((row, column))

    def line_of(self, row: int) -> int:
        """Return the line at which a row starts; an empty row has that of the row before."""
        for place in range(row, -1, -1):
            numbers = [line.number for cell in self.rows[place] for line in cell.lines]
            if numbers:
                return min(numbers)
        return self.line

    def text_of(self, row: int) -> str:
        """Return the text of a row's cells, joined."""
        return self._texts[row]

    @cached_property
    def _texts(self) -> list[str]:
        return [" ".join(cell.text for cell in row if cell.text) for row in self.rows]


@dataclass(frozen=True)
class Document:
    """A plan: its name, its checksum, its lines, tables and headings.

    Attributes
    ----------
    name, sha256
        The file, and its checksum.
    lines
        All paragraphs in reading order, those in cells too.
    outline
        The numbered headings.
    grids
        The tables, in reading order.
    footers
        The text of its running heads and feet.
    pages
        The number of pages, None where the source has none.
    left_out
        What was left out as no part of the text, by kind: `watermark`, `outside the page`.
    notes
        What the front end could not tell for sure, outside the tables.
    """

    name: str
    sha256: str
    lines: tuple[Line, ...]
    outline: Outline
    grids: tuple[Grid, ...] = ()
    footers: tuple[str, ...] = ()
    pages: int | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    notes: tuple[Note, ...] = ()


def starts_page(raw: str) -> bool:
    """Tell whether a line of a text file is the first of a page."""
    return raw[:1] == " " and raw[1:2].strip() != ""
