"""Finds the lines that look like those of a table and that no reader took."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.milestone_tables import (
    WIDEST_LABEL,
    blocks,
    opens_item,
)
from analysis.plan.ingest.notes import NO_TABLE, Note
from analysis.plan.ingest.statuses import KINDS, ends_in_glued_cell, split_cell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from analysis.plan.ingest.document.model import Document, Line
    from analysis.plan.ingest.statuses import Kind

REASON = "looks like a row of a table, and is in no table that was read"
FEWEST_VALUES, FEWEST_GAPS, FEWEST_BLOCKS = 2, 2, 3
LONGEST_BLOCK, WIDEST_ROW = 3, 60  # lines and characters of a row among rows

_VALUE = re.compile(r"€?[+-]?\d[\d.,]*%?|[-/?X€%]|-{2,}|nvt|nb|ppt", re.IGNORECASE)
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_LISTED_HEADING = re.compile(r"(?P<title>.+?)[ .…]+\d{1,3}")
_NUMBERED = re.compile(r"[-−─•] ?(?=\S*[A-Z]\S*[A-Z])\S{2,8} \S{1,2} ?:.+")  # also a garbled code


def unread_lines(document: Document, taken: Collection[int]) -> Iterator[Note]:
    """Yield a note for each line that looks like one of a row, and is in no table that was read.

    It is a row of a table; or it ends in two values or more, or in a status or timing, with or
    without a space before it; or wide gaps set its cells apart; or it is one of three short
    paragraphs in a row that each hold a figure; or it is a bullet with the number of an objective.

    Parameters
    ----------
    document
        The document.
    taken
        The numbers of the lines that a reader took.
    """
    lines, outline = document.lines, document.outline
    heads = {n for h in outline.headings for n in range(h.line, h.last_line + 1)}
    heads |= _above_rows(lines, taken) | _contents(document)
    free = [line for line in lines if line.number not in taken and line.number not in heads]
    among_rows = {line.number for line in _short_rows(free)}
    for line in free:
        if line.in_table or not line.text:
            continue
        if line.number in among_rows or _looks_like_a_row(line):
            yield Note(NO_TABLE, line.number, REASON, line.text, unused=True)
    yield from _unread_tables(document, taken)


def _unread_tables(document: Document, taken: Collection[int]) -> Iterator[Note]:
    """Yield a note for each row of a table that no reader knows; a box is no table."""
    for grid in document.grids:
        inside = {line.number for cell in grid.cells for line in cell.lines}
        if grid.width > 1 and grid.height > 1 and not inside.intersection(taken):
            for row in range(grid.height):
                if grid.text_of(row) and any(n in inside for n in [grid.line_of(row)]):
                    text = grid.text_of(row)
                    yield Note(NO_TABLE, grid.line_of(row), REASON, text, unused=True)


def _contents(document: Document) -> set[int]:
    """Return the lines that are a heading and the number of its page: those of a contents."""
    titles = {
        text
        for heading in document.outline.headings
        for text in (heading.title, f"{heading.number} {heading.title}")
    }
    return {
        line.number
        for line in document.lines
        if (match := _LISTED_HEADING.fullmatch(line.text)) and match["title"] in titles
    }


def _above_rows(lines: Sequence[Line], taken: Collection[int]) -> set[int]:
    """Return the bold lines right above rows that were taken: their header.

    A bold label with values of its own is a row.
    """
    found, below = set[int](), False
    for line in reversed([line for line in lines if line.text]):
        headed = line.bold or (line.bold_text and _values(line.text) < FEWEST_VALUES)
        below = line.number in taken or bool(below and headed)
        if below:
            found.add(line.number)
    return found


def _looks_like_a_row(line: Line) -> bool:
    printed = "".join(span.text for span in line.spans)
    return (
        len(_GAP.findall(printed)) >= FEWEST_GAPS
        or _values(line.text) >= FEWEST_VALUES
        or bool(_NUMBERED.fullmatch(line.text))
        or any(_ends_in_cell(line.text, kind) for kind in KINDS)
        or ends_in_glued_cell(line.text)
    )


def _ends_in_cell(text: str, kind: Kind) -> bool:
    label, cell = split_cell(text, kind)
    return bool(cell) and len(label) <= WIDEST_LABEL


def _values(text: str) -> int:
    """Return the number of values that a line ends in, after no more than a label.

    Marks alone, such as `- -`, are no values.
    """
    words = text.split()
    found = list(takewhile(_VALUE.fullmatch, reversed(words)))
    label = " ".join(words[: len(words) - len(found)])
    real = any(map(str.isalnum, "".join(found))) and len(label) <= WIDEST_LABEL
    return len(found) if real else 0


def _short_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of short paragraphs that follow each other, each with a figure."""
    run: list[list[Line]] = []
    for block in [*blocks(lines), []]:
        texts = [line for line in block if line.text]
        if block and not texts:
            continue
        if texts and _is_short_row(texts):
            run.append(texts)
            continue
        if len(run) >= FEWEST_BLOCKS:
            yield from (line for texts_of in run for line in texts_of)
        run = []


def _is_short_row(texts: Sequence[Line]) -> bool:
    return (
        not opens_item(texts[0].text)
        and len(texts) <= LONGEST_BLOCK
        and all(len(line.text) <= WIDEST_ROW for line in texts)
        and any(sign.isdigit() for line in texts for sign in line.text)
        and not texts[-1].text.endswith((".", ":", ";"))
    )
