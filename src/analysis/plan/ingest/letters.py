"""Reads the table of standard letters per department and how far their rewriting is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import TableReading, pieces, table_reading
from analysis.plan.ingest.sums import sums_to_total
from analysis.plan.ingest.tables import find_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.ingest.document.model import Document
    from analysis.plan.ingest.tables import TablePart


_WORDS = "Afdeling Aantal brieven Status"
_COUNT = re.compile(r"\d[\d.]*|/")
_TOTAL = re.compile(r"totaal\b.*", re.IGNORECASE)
_STATUS = re.compile(r"\D*")


def read_letters(document: Document) -> TableReading:
    """Read the table of letters, as printed; it ends with its total.

    It is empty where the document has none.
    """
    parts, notes = find_parts(document.grids, _is_header, words=_WORDS, table="letters", width=3)
    rows = [row for part in parts for row in _rows(part)]
    notes += [note for row in rows for note in _doubts(row)]
    total = next((row for row in rows if _TOTAL.fullmatch(row[0])), None)
    others = [row for row in rows if row is not total]
    notes += sums_to_total("letters", others, total, columns={1: "letters"})
    notes += pieces("letters", rows, name=0)
    return table_reading("letters", rows, notes, parts)


def _is_header(text: str) -> bool:
    return bool(re.search(r"(?i)\bbrieven\b", text) and re.search(r"(?i)\bstatus\b", text))


def _rows(part: TablePart) -> Iterator[list[str]]:
    count = part.column("brieven") or 1
    status = part.column("status") or 2
    for row in part.rows:
        name = row.text(0)
        yield [name, row.own(count), row.own(status), str(row.line)]
        if _TOTAL.fullmatch(name):
            return


def _doubts(row: list[str]) -> Iterator[Note]:
    name, count, status, line = row
    if not name or any(map(str.isdigit, name)):
        yield Note("letters", int(line), "no name of a department", name)
    if not _COUNT.fullmatch(count):
        yield Note("letters", int(line), "no number of letters", count)
    elif bool(status) != count.replace(".", "").isdigit() and not _TOTAL.fullmatch(name):
        yield Note("letters", int(line), "letters without a status, or a status without letters")
    if not _STATUS.fullmatch(status):
        yield Note("letters", int(line), "an unusual status", status)
