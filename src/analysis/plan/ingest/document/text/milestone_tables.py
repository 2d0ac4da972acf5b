"""Finds the milestone tables of a plan: where each stands, its lines, and its section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.milestone_headers import find_headers, is_caption
from analysis.plan.ingest.document.text.placement import TextTable, place_tables
from analysis.plan.ingest.statuses import KINDS, split_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.plan.ingest.document.model import Line
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.document.text.milestone_headers import Header
    from analysis.plan.ingest.statuses import Kind

WIDEST_LABEL = 82  # characters; a paragraph of prose has wider lines than a label's column
LONGEST_STRAY = 4  # lines of a row that stands apart from its table

_OPENING = re.compile(r"[−─•\uf0a7=*(]|(?:-|o|->) ")


@dataclass(frozen=True)
class FoundTables:
    """The tables, the rows that stand apart, and the lines to look at.

    These are the prose between rows, the unusual headers, and what is bold right above a header: it
    may be the theme of the rows below.
    """

    tables: list[TextTable]
    strays: list[TextTable]
    prose: list[Line]
    unusual: list[Line]
    above: list[Line]


def find_tables(lines: Sequence[Line], outline: Outline) -> FoundTables:
    """Return all milestone tables of a document, each in the section its content is about.

    A table begins with its header and ends at the next header, heading or caption. Where the PDF
    let a paragraph of another text box run into it, the table goes on at the next page. A row that
    stands apart continues the last table of its kind before it.
    """
    tables: list[TextTable] = []
    prose: list[Line] = []
    outside: list[Line] = []
    headers = find_headers(lines)
    for part in _parts(lines, outline, headers):
        table = _opened(part[0], headers)
        if table is None:
            outside.extend(part)
            continue
        rest = _fill(table, part[1:], prose)
        outside.extend([part[0], *rest])
        tables.append(table)
    place_tables(tables, outline, lines)
    chapters = {table.section.split(".")[0] for table in tables}
    near = [line for line in outside if outline.chapter(line.number) in chapters]
    unusual = [line for line in lines if line.number in headers and not headers[line.number].usual]
    above = list(_bold_above(outside, headers))
    return FoundTables(tables, list(_strays(near, tables)), prose, unusual, above)


def _bold_above(outside: Sequence[Line], headers: Mapping[int, Header]) -> Iterator[Line]:
    texts = [line for line in outside if line.text]
    for line, after in pairwise(texts):
        is_above = after.number in headers and line.number not in headers
        if is_above and line.bold and not is_caption(line):
            yield line


def blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Group lines that touch; a gap or a page's start parts them."""
    block: list[Line] = []
    for line in lines:
        if block and (line.gap or line.page_start):
            yield block
            block = []
        if not line.gap:
            block.append(line)
    if block:
        yield block


def opens_item(text: str) -> bool:
    """Tell whether a line begins with a bullet, a note's mark or a reference."""
    return bool(_OPENING.match(text))


def _opened(line: Line, headers: Mapping[int, Header]) -> TextTable | None:
    header = headers.get(line.number)
    return TextTable(header.kind, header.additional, header.year, line.number) if header else None


def _parts(
    lines: Sequence[Line], outline: Outline, headers: Mapping[int, Header]
) -> Iterator[list[Line]]:
    """Cut the document before each table header, caption and heading."""
    heads = {heading.line for heading in outline.headings}
    part: list[Line] = []
    for line in lines:
        cuts = line.number in heads or line.number in headers or is_caption(line)
        if cuts and part:
            yield part
            part = []
        part.append(line)
    yield part


def _fill(table: TextTable, lines: Sequence[Line], prose: list[Line]) -> list[Line]:
    """Give a table its lines; return those after it. Prose between its lines is set apart."""
    waiting: list[Line] = []
    for block in blocks(lines):
        starts_again = block[0].page_start and (block[0].bold or opens_item(block[0].text))
        if is_prose(block) or (waiting and not starts_again):
            waiting.extend(block)
            continue
        prose.extend(line for line in waiting if line.text)
        waiting = []
        table.lines.extend([*block, _gap_after(block[-1])])
    return waiting


def _gap_after(line: Line) -> Line:
    """Return a gap that keeps two blocks apart."""
    return type(line)(line.number, "", ())


def is_prose(block: Sequence[Line]) -> bool:
    """Tell whether a block is a paragraph of prose: wider than the column of a label."""
    first = next((line for line in block if line.text), None)
    if first is None or first.bold or opens_item(first.text):
        return False
    return any(_label_width(line) > WIDEST_LABEL for line in block)


def _label_width(line: Line) -> int:
    """Return the width of a line without the cell that ends it."""
    return min(len(split_cell(line.text, kind)[0]) for kind in KINDS)


def _strays(outside: Sequence[Line], tables: Sequence[TextTable]) -> Iterator[TextTable]:
    """Return rows that stand apart, each as a table of the kind, section and place it goes on."""
    before: list[Line] = []
    for block in blocks(outside):
        texts = [line for line in block if line.text]
        for kind in KINDS:
            owner = _owner(texts, kind, tables)
            if owner is not None:
                lone = before and len(texts) == 1 and not split_cell(texts[0].text, owner.kind)[0]
                rows = [*before, _gap_after(before[-1]), *texts] if lone else texts
                yield TextTable(owner.kind, owner.additional, owner.year, owner.line, rows)
        before = texts if _is_narrow(texts) else []


def _owner(texts: Sequence[Line], kind: Kind, tables: Sequence[TextTable]) -> TextTable | None:
    if not _is_narrow(texts) or not split_cell(texts[-1].text, kind)[1]:
        return None
    line = texts[0].number
    return next((t for t in reversed(tables) if t.kind == kind and t.line < line), None)


def _is_narrow(texts: Sequence[Line]) -> bool:
    return 0 < len(texts) <= LONGEST_STRAY and all(len(t.text) <= WIDEST_LABEL for t in texts)
