"""Reads the overview of norms: per measure, how many cases were handled within the time set."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import TableReading, table_reading
from analysis.plan.ingest.tables import find_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Document
    from analysis.plan.ingest.tables import TablePart

LONGEST_MEASURE, LONGEST_NORM = 60, 110  # characters
ROUNDING = 1.0  # percentage points between the printed change and that of the printed values

_WORDS = "Kernproces Wettelijke bepaling/streefnorm Streefdoel"
_VALUE = re.compile(r"\d+(?:,\d+)? ?%|nvt|nb|n\.v\.t\.", re.IGNORECASE)
_CHANGE = re.compile(r"(?:[+-] ?)?\d+(?:,\d+)? ?ppt|nvt|nb|", re.IGNORECASE)
_YEAR = r"^\d{4}\b"


def read_norms(document: Document) -> TableReading:
    """Read the table of norms, as printed; it is empty where the document has none.

    A measure stands once, and holds for the norms after it too.
    """
    parts, notes = find_parts(document.grids, _is_header, words=_WORDS, table="norms", width=6)
    rows: list[list[str]] = []
    for part in parts:
        rows += _rows(part, rows[-1][0] if rows else "", notes)
    notes += [note for row in rows for note in _doubts(row)]
    notes += _sharing(rows)
    return table_reading("norms", rows, notes, parts)


def _is_header(text: str) -> bool:
    return bool(re.search(r"(?i)\bkernproces", text) and re.search(r"(?i)\bstreefdoel", text))


def _columns(part: TablePart) -> list[int]:
    """Return the columns of norm, target, the year before, this year and the change."""
    target = part.column("streefdoel") or 2
    norm = part.column("bepaling|streefnorm|norm") or 1
    years = part.columns(_YEAR)
    previous, current = years[:2] if len(years) > 1 else (target + 1, target + 2)
    if part.header[previous][:4] > part.header[current][:4]:
        previous, current = current, previous
    others = set(range(len(part.header))) - {0, norm, target, previous, current}
    change = part.column(r"\btov\b|t\.o\.v|verschil|evolutie") or max(others, default=current + 1)
    return [norm, target, previous, current, change]


def _rows(part: TablePart, measure: str, notes: list[Note]) -> Iterator[list[str]]:
    columns = _columns(part)
    name, named, apart = measure, False, False
    for row in part.rows:
        own = row.own(0)
        cells = [row.own(column) for column in columns]
        if own and not any(cells):
            name, named = joined(name, own) if named else own, True
            continue
        name = joined(name, own) if own and named else own or name
        apart = (apart and not own) or named
        named = False
        if apart:
            notes.append(Note("norms", row.line, "its measure is in a row of its own", name))
        yield [name, *cells, str(row.line)]


def _doubts(row: Sequence[str]) -> Iterator[Note]:
    measure, norm, target, previous, current, change, number = row
    line = int(number)
    if not measure:
        yield Note("norms", line, "no measure above the norm", norm)
    if len(measure) > LONGEST_MEASURE:
        yield Note("norms", line, "long for the name of a measure", measure)
    if not norm or len(norm) > LONGEST_NORM:
        yield Note("norms", line, "long for a norm" if norm else "no norm", norm)
    for value in (target, previous, current):
        if not _VALUE.fullmatch(value):
            yield Note("norms", line, "an unusual value" if value else "a value is missing", value)
    if not _CHANGE.fullmatch(change):
        yield Note("norms", line, "an unusual change", change)
    elif not _change_holds(previous, current, change):
        yield Note("norms", line, "the change does not follow from the two years", change)
    stated = re.match(r"\d+(?:,\d+)?%", norm)
    if stated and _percent(target) not in {None, _percent(stated[0])}:
        yield Note("norms", line, "the target is not the share that the norm begins with", target)


def _sharing(rows: Sequence[Sequence[str]]) -> Iterator[Note]:
    """Yield a note for the rows whose measure has a row that may be two: so may its name be."""
    for measure, group in groupby(rows, key=lambda row: row[0]):
        same = list(group)
        doubtful = [row for row in same if not all(map(_VALUE.fullmatch, row[2:5]))]
        for row in same if doubtful else ():
            if row not in doubtful:
                reason = "its measure has a row with an unusual value, and may be two"
                yield Note("norms", int(row[-1]), reason, measure)


def _change_holds(previous: str, current: str, change: str) -> bool:
    """Check that a change follows from its two years; it is empty if either is missing."""
    before, now, printed = _percent(previous), _percent(current), _points(change)
    if before is None or now is None:
        return printed is None
    return printed is not None and abs(now - before - printed) <= ROUNDING


def _percent(cell: str) -> float | None:
    return float(cell.rstrip("% ").replace(",", ".")) if re.fullmatch(r"[\d,]+ ?%", cell) else None


def _points(cell: str) -> float | None:
    digits = re.sub(r"[^\d,+-]", "", cell).replace(",", ".")
    return float(digits) if re.search(r"\d", digits) else None
