"""Turns the pages of a PDF into a document."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.limits import LONGEST_PARAGRAPH, check_size
from analysis.plan.ingest.document.model import Document
from analysis.plan.ingest.document.numbered import find_outline
from analysis.plan.ingest.document.pdf.bold import judge_bold
from analysis.plan.ingest.document.pdf.columns import fill_columns
from analysis.plan.ingest.document.pdf.footnotes import Unit, after_tables, is_footnote
from analysis.plan.ingest.document.pdf.furniture import take_furniture
from analysis.plan.ingest.document.pdf.glyphs import read_pages
from analysis.plan.ingest.document.pdf.hyphens import Vocabulary
from analysis.plan.ingest.document.pdf.joining import is_continued, joined_tables
from analysis.plan.ingest.document.pdf.lines import ListMark, TextLine, lines_of, usual_size
from analysis.plan.ingest.document.pdf.note_marks import take_note_marks
from analysis.plan.ingest.document.pdf.rules import find_rulings
from analysis.plan.ingest.document.pdf.tables import OPEN, RULED, PdfTable, tables_of
from analysis.plan.ingest.document.pdf.unruled import unruled_tables
from analysis.plan.ingest.document.pdf.writer import TextBlock, Writer
from analysis.plan.ingest.notes import NO_TABLE, WHOLE, Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from analysis.plan.ingest.document.model import Line
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.document.pdf.glyphs import PdfPage, Word


def read_pdf(path: Path) -> Document:
    """Read a PDF; raises as `read_pages` does."""
    found = read_pages(path)
    pages = found.pages
    judge_bold(pages)
    footers, count = take_furniture(pages)
    found.left_out["running head or foot"] += count
    found.left_out["mark of a note"] += take_note_marks(pages)
    units = _all_units(pages)
    for tables in _without_columns(units):
        fill_columns(tables)
    units = _joined(units)
    words = [word for page in pages for word in page.words]
    writer = Writer(Vocabulary(words, _hyphens(units)), _marks(units))
    for unit in units:
        if isinstance(unit, PdfTable):
            writer.table(unit)
        else:
            writer.prose(unit)
    check_size([line.raw for line in writer.lines], str(path), longest=LONGEST_PARAGRAPH)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    outline = find_outline([line for line in writer.lines if not line.in_table])
    return Document(
        str(path),
        sha256,
        tuple(writer.lines),
        outline,
        grids=tuple(writer.grids),
        footers=tuple(footers),
        pages=len(pages),
        notes=(*_without_text(pages, writer.lines, outline), *writer.notes),
        left_out=Counter({kind: count for kind, count in found.left_out.items() if count}),
    )


def _without_text(
    pages: Sequence[PdfPage], lines: Sequence[Line], outline: Outline
) -> Iterator[Note]:
    """Yield a note for each page that is only a picture, and each without text.

    The rows after it, up to the next heading, may be of a section that begins on it. A plan may
    begin and end with pages without text, but not with a page of empty tables.
    """
    numbers = [page.number for page in pages if page.words]
    heads = [heading.line for heading in outline.headings]
    for page in pages:
        if page.words or not (page.pictures or numbers[:1] < [page.number]):
            continue
        last = not numbers or page.number > numbers[-1]
        if last and not (page.pictures or find_rulings(page.shapes)):
            continue
        what = "is a picture, and was not read" if page.pictures else "has no text"
        after = [line for line in lines if (line.page or 0) > page.number]
        rest = list(takewhile(lambda line: line.number not in heads, after))
        doubt = f"; rows up to page {rest[-1].page} may be of a section on it" if rest else ""
        yield Note(NO_TABLE, WHOLE, f"page {page.number} {what}{doubt}")


def _all_units(pages: Sequence[PdfPage]) -> list[Unit]:
    """Return the tables and the runs of text of all pages; footnotes part no table."""
    words = [word for page in pages for word in page.words]
    body = usual_size(words) if words else 0.0
    units: list[Unit] = []
    footnotes: list[TextBlock] = []
    last: Unit | None = None
    for page in pages:
        found = _units(page, last)
        units += found
        last = found[-1] if found else last
        if isinstance(last, TextBlock) and found and is_footnote(last, page, body):
            footnotes.append(last)
            last = found[-2] if len(found) > 1 else None
    return after_tables(units, footnotes)


def _units(page: PdfPage, last: Unit | None) -> list[Unit]:
    """Return the tables and the runs of text of a page, from top to bottom.

    `last` is what ends the page before.
    """
    tables, rest = tables_of(page)
    before = last if isinstance(last, PdfTable) and last.kind == OPEN else None
    open_tables, rest = unruled_tables(page, rest, before)
    tables += open_tables
    tops = sorted((table.top for table in tables), reverse=True)
    runs: dict[int, list[TextLine]] = {}
    for line in _in_order(rest):
        runs.setdefault(sum(top > line.base for top in tops), []).append(line)
    units: list[Unit] = [TextBlock(page.number, lines) for lines in runs.values()]
    return sorted([*units, *tables], key=lambda unit: -unit.top)


def _in_order(words: Sequence[Word]) -> list[TextLine]:
    """Return the lines of text in reading order; two columns come one after the other."""
    lines = lines_of(words)
    edge = _gutter(lines)
    if edge is None:
        return lines
    left = [word for word in words if word.right <= edge]
    right = [word for word in words if word.right > edge]
    return [*lines_of(left), *lines_of(right)]


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """Return the white space between two columns of prose: each is drawn as a whole."""
    places = []
    for line in lines:
        for one, other in zip(line.words, line.words[1:], strict=False):
            if other.left - one.right > 2 * other.size and not line.bullet:
                places.append((one, other))
    if len(places) < 2:  # noqa: PLR2004 - one line tells nothing
        return None
    firsts, seconds = [one.order for one, _ in places], [other.order for _, other in places]
    if max(firsts) > min(seconds):
        return None
    return (max(one.right for one, _ in places) + min(other.left for _, other in places)) / 2


def _without_columns(units: Sequence[Unit]) -> list[list[PdfTable]]:
    """Return the tables without vertical rules, those that follow each other overleaf together."""
    found: list[list[PdfTable]] = []
    before: Unit | None = None
    for unit in units:
        if isinstance(unit, PdfTable) and unit.kind != RULED:
            overleaf = isinstance(before, PdfTable) and before.page < unit.page
            if overleaf and isinstance(before, PdfTable) and is_continued(before, unit):
                found[-1].append(unit)
            else:
                found.append([unit])
        before = unit
    return found


def _joined(units: Sequence[Unit]) -> list[Unit]:
    """Join the tables that go on at the top of the next page."""
    found: list[Unit] = []
    last_page = 0
    for unit in units:
        before = found[-1] if found else None
        fresh = unit.page > last_page
        last_page = unit.page
        if (
            fresh
            and isinstance(unit, PdfTable)
            and isinstance(before, PdfTable)
            and is_continued(before, unit)
        ):
            found[-1] = joined_tables(before, unit)
        else:
            found.append(unit)
    return found


def _marks(units: Sequence[Unit]) -> list[ListMark]:
    """Return the list marks of the prose."""
    prose = (unit for unit in units if isinstance(unit, TextBlock))
    return [line.mark for unit in prose for line in unit.lines if line.mark is not None]


def _hyphens(units: Sequence[Unit]) -> Iterator[tuple[TextLine, TextLine]]:
    """Yield the lines that end in a hyphen, each with the one after it."""
    for unit in units:
        runs = [unit.lines] if isinstance(unit, TextBlock) else _cell_lines(unit)
        for lines in runs:
            for one, other in pairwise(lines):
                if one.text.endswith("-") and not one.text.endswith(" -"):
                    yield one, other


def _cell_lines(table: PdfTable) -> Iterator[list[TextLine]]:
    for row in table.rows:
        for cell in row:
            for words in cell.words:
                if any(word.text.endswith("-") for word in words):
                    yield lines_of(words)
