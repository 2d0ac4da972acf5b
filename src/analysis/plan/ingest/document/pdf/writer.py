"""Writes units of pages as numbered lines and tables of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.model import Cell, Grid, Line, Span
from analysis.plan.ingest.document.pdf.lines import (
    ListMark,
    TextLine,
    TextParagraph,
    goes_overleaf,
    lines_of,
    paragraphs_of,
    spans_of,
    usual_distance,
)
from analysis.plan.ingest.document.pdf.stray import stray_words
from analysis.plan.ingest.notes import NO_TABLE, Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.plan.ingest.document.pdf.hyphens import Vocabulary
    from analysis.plan.ingest.document.pdf.tables import PageCell, PdfTable

INDENT = 5.0  # points between the list marks of two levels
LEADING = 1.22  # of the letter's size between two lines, where nothing else tells


@dataclass(slots=True)
class TextBlock:
    """Lines of text on a page, outside of tables."""

    page: int
    lines: list[TextLine]

    @property
    def top(self) -> float:
        """How high it reaches."""
        return max(line.top for line in self.lines)


@dataclass(frozen=True, slots=True)
class _PagedParagraph:
    """A paragraph and its page."""

    paragraph: TextParagraph
    page: int


class Writer:
    """Collects the lines and tables of a document."""

    def __init__(self, vocabulary: Vocabulary, marks: Iterable[ListMark]) -> None:
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.notes: list[Note] = []
        self._vocabulary = vocabulary
        self._indents = _indents(marks)
        self._open: TextParagraph | None = None  # the last paragraph, where the next may go on

    def prose(self, prose: TextBlock) -> None:
        """Write the paragraphs of a run of text."""
        right = max(line.right for line in prose.lines)
        distance = usual_distance(prose.lines, LEADING * prose.lines[0].size)
        paragraphs = paragraphs_of(prose.lines, right=right, distance=distance)
        for place, paragraph in enumerate(paragraphs):
            if place == 0 and self._goes_on(paragraph, prose.page):
                last = self.lines.pop()
                spans = (*last.spans, Span(" ", bold=False), *self._spans(paragraph))
                self._add(spans, last.page, last.level, in_table=False)
            else:
                level = _level(paragraph.mark, self._indents)
                self._add(self._spans(paragraph), prose.page, level, in_table=False)
            self._open = paragraph

    def _goes_on(self, paragraph: TextParagraph, page: int) -> bool:
        """Tell whether a paragraph at the top of a page goes on the last one."""
        last = self.lines[-1] if self.lines else None
        if self._open is None or last is None or last.page is None or last.page >= page:
            return False
        same = abs(self._open.size - paragraph.size) < 1 and paragraph.mark is None
        text = paragraph.lines[0].text
        return same and text[:1].islower() and not last.text.endswith((".", "?", "!"))

    def table(self, table: PdfTable) -> None:
        """Write the cells of a table, row by row."""
        self._open = None
        start = len(self.lines) + 1
        rights, widths = _rights(table), _widths(table)
        stray = stray_words(table)
        placed = [
            (cell, _paragraphs(cell, rights.get(cell.column + cell.columns, 0.0)))
            for row in table.rows
            for cell in sorted(row, key=lambda cell: cell.column)
        ]
        indents = {
            column: _indents(
                each.paragraph.mark
                for cell, found in placed
                for each in found
                if cell.column == column and each.paragraph.mark is not None
            )
            for column in {cell.column for cell, _ in placed}
        }
        cells = [
            self._cell(cell, found, indents[cell.column], widths.get(cell.column, 0.0))
            for cell, found in placed
        ]
        for cell, (_, found) in zip(cells, placed, strict=True):
            for line, each in zip(cell.lines, found, strict=True):
                self._note(line, each.paragraph, stray)
        if len(self.lines) < start:
            return
        numbers = frozenset(range(start, len(self.lines) + 1))
        self.grids.append(Grid(tuple(cells), start, lines=numbers))

    def _note(self, line: Line, paragraph: TextParagraph, stray: Mapping[int, str]) -> None:
        """Note the line of a paragraph that holds a stray word, once for each reason."""
        words = (word for each in paragraph.lines for word in each.words)
        for reason in sorted({stray[id(word)] for word in words if id(word) in stray}):
            self.notes.append(Note(NO_TABLE, line.number, reason, line.text))

    def _cell(
        self,
        cell: PageCell,
        found: Sequence[_PagedParagraph],
        indents: Sequence[ListMark],
        width: float,
    ) -> Cell:
        lines = [
            self._add(
                self._spans(each.paragraph, width),
                each.page,
                _level(each.paragraph.mark, indents),
                in_table=True,
            )
            for each in found
        ]
        return Cell(
            tuple(lines), cell.row, cell.column, cell.rows, cell.columns, cell.shade, cell.box
        )

    def _add(
        self, spans: tuple[Span, ...], page: int | None, level: int, *, in_table: bool
    ) -> Line:
        raw = "".join(span.text for span in spans)
        line = Line(len(self.lines) + 1, raw, spans, page, level, in_table=in_table, whole=True)
        self.lines.append(line)
        return line

    def _spans(self, paragraph: TextParagraph, width: float = 0.0) -> tuple[Span, ...]:
        """Return the lines of a paragraph as spans, with a soft break between two lines.

        `width` is that of the text of a cell's column, 0 outside of tables.
        """
        found: list[Span] = []
        before: TextLine | None = None
        for line in paragraph.lines:
            spans = spans_of(line.words)
            cut = before and width and self._vocabulary.is_cut(before, line, width)
            if found and not cut:
                found[-1] = self._ended(found[-1], spans[0].text)
            found += spans
            before = line
        return tuple(found)

    def _ended(self, last: Span, following: str) -> Span:
        """Return the last span of a line with what stands between it and the next."""
        text = last.text
        if text.strip() == "-" and following[:1].isdigit():
            return Span("-", last.bold)
        if text[-1:].isdigit() and following.strip() == "%":
            return last
        if text.endswith("-") and not text.endswith(" -") and len(text) > 1:
            joint = self._vocabulary.joint(text.split(" ")[-1], following)
            return Span(text[:-1] + joint, last.bold)
        if text.endswith("/") and not text.endswith(" /"):
            return last
        return Span(f"{text}\n", last.bold)


def _paragraphs(cell: PageCell, right: float) -> list[_PagedParagraph]:
    """Return the paragraphs of a cell; one that goes on overleaf is one."""
    found: list[_PagedParagraph] = []
    for words, page in zip(cell.words, cell.pages, strict=True):
        lines = lines_of(words)
        distance = usual_distance(lines, LEADING * lines[0].size)
        parts = paragraphs_of(lines, right=right, distance=distance)
        if found and parts and goes_overleaf(found[-1].paragraph.lines[-1], parts[0], right):
            found[-1].paragraph.lines.extend(parts.pop(0).lines)
        found += [_PagedParagraph(part, page) for part in parts]
    return found


def _rights(table: PdfTable) -> dict[int, float]:
    """Return how far the text of the cells reaches that end at each edge."""
    rights: dict[int, float] = {}
    for row in table.rows:
        for cell in row:
            for part in cell.words:
                edge = cell.column + cell.columns
                rights[edge] = max(rights.get(edge, 0.0), *(word.right for word in part))
    return rights


def _widths(table: PdfTable) -> dict[int, float]:
    """Return how wide the text of each column is, of the cells over it alone."""
    sides: dict[int, tuple[float, float]] = {}
    for row in table.rows:
        for cell in (cell for cell in row if cell.columns == 1):
            for word in (word for part in cell.words for word in part):
                left, right = sides.get(cell.column, (word.left, word.right))
                sides[cell.column] = min(left, word.left), max(right, word.right)
    return {column: right - left for column, (left, right) in sides.items()}


def _indents(marks: Iterable[ListMark]) -> list[ListMark]:
    """Return the levels of list marks: by their place, and at one place by their kind."""
    found: list[ListMark] = []
    left = 0.0
    for mark in sorted(marks):
        if not found or mark.left - left > INDENT:
            left = mark.left
        if ListMark(left, mark.kind) not in found:
            found.append(ListMark(left, mark.kind))
    return sorted(found)


def _level(mark: ListMark | None, indents: Sequence[ListMark]) -> int:
    """Return the level of a list mark, 0 without one."""
    if mark is None:
        return 0
    near = [indent for indent in indents if 0 <= mark.left - indent.left <= INDENT]
    same = [indent for indent in near if indent.kind == mark.kind]
    return indents.index(same[-1] if same else near[-1]) + 1
