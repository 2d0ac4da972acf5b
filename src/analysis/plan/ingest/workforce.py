"""Reads the table of staff per level and grade."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import TableReading, pieces, table_reading
from analysis.plan.ingest.sums import amount, sums_to_total
from analysis.plan.ingest.tables import find_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Document
    from analysis.plan.ingest.tables import TablePart

COUNTS = {2: "statutory", 3: "contractual", 4: "total"}

_WORDS = "Statutair Contractueel Totaal"
_LEVEL = re.compile(r"Niveau\b.*|Eindtotaal.*|Totaal.*", re.IGNORECASE)
_GRAND = re.compile(r"(?:Eind)?totaal.*", re.IGNORECASE)
_COUNT = re.compile(r"(?:\d[\d.]*)?")


def read_workforce(document: Document) -> TableReading:
    """Read the staff table, as printed; it is empty where the document has none.

    A level's own row has no grade. The last row (`Eindtotaal`) has neither grade nor level.
    """
    parts, notes = find_parts(document.grids, _is_header, words=_WORDS, table="workforce", width=4)
    rows = list(_rows(parts))
    notes += [note for row in rows for note in _doubts(row)]
    notes += _levels(rows)
    notes += pieces("workforce", rows, name=1)
    return table_reading("workforce", rows, notes, parts)


def _is_header(text: str) -> bool:
    return all(re.search(rf"(?i)\b{word}\b", text) for word in _WORDS.split())


def _rows(parts: Sequence[TablePart]) -> Iterator[list[str]]:
    """Yield the rows of all parts; the last level of a part holds for the next one too."""
    level = ""
    words = _WORDS.split()
    for part in parts:
        columns = [part.column(rf"\b{word}\b") or place for place, word in enumerate(words, 1)]
        for row in part.rows:
            name = row.text(0)
            is_level = bool(_LEVEL.fullmatch(name))
            level = name if is_level else level
            cells = [row.own(column) for column in columns]
            yield [level, "" if is_level else name, *cells, str(row.line)]


def _doubts(row: Sequence[str]) -> Iterator[Note]:
    level, grade, statutory, contractual, total, line = row
    if not level or any(map(str.isspace, grade)):
        yield Note("workforce", int(line), "no level or grade", grade or level)
    if not all(map(_COUNT.fullmatch, (statutory, contractual, total))):
        yield Note("workforce", int(line), "no numbers of staff", " ".join(row[2:5]))
    elif amount(statutory) + amount(contractual) != amount(total):
        yield Note("workforce", int(line), "statutory and contractual do not add up to the total")


def _levels(rows: Sequence[list[str]]) -> Iterator[Note]:
    """Check each level against its grades, and the total against the levels."""
    heads = [row for row in rows if not row[1]]
    for head in heads:
        grades = [row for row in rows if row[1] and row[0] == head[0]]
        if grades:
            yield from sums_to_total("workforce", grades, head, COUNTS)
    total = next((row for row in heads if _GRAND.fullmatch(row[0])), None)
    yield from sums_to_total("workforce", [r for r in heads if r is not total], total, COUNTS)
