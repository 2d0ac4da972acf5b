"""Reads what the social inspectorate did, per measure: files, official reports, recoveries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import TableReading, pieces, table_reading
from analysis.plan.ingest.sums import amount
from analysis.plan.ingest.tables import find_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Document
    from analysis.plan.ingest.tables import TablePart, TableRow

GROUPS = ("cases", "reports", "recoveries")
CELLS = [f"{group}_{part}" for group in GROUPS for part in ("previous", "current", "trend")]
LONGEST_LABEL = 60  # characters; without values such a label is a sentence
ROUNDING = 1  # percentage points

_WORDS = "Maatregel kernproces Trend"
_COUNT = re.compile(r"(?:\d[\d.]*)?")
_EURO = re.compile(r"(?:(?:€ ?)?-?\d[\d.,]*(?: ?€)?)?")
_TREND = re.compile(r"(?:[+-] ?)?\d[\d.]* ?%|")
_TOTAL = re.compile(r"totaal", re.IGNORECASE)


def read_inspections(document: Document) -> TableReading:
    """Read the table of inspections, as printed; it is empty where the document has none."""
    parts, notes = find_parts(
        document.grids, _is_header, words=_WORDS, table="inspections", width=4
    )
    rows = [row for part in parts for row in _rows(part)]
    notes += [note for row in rows for note in _doubts(row)]
    notes += [*_totals(rows), *_merged(rows)]
    notes += [note for note in pieces("inspections", rows) if _is_cut(note, rows)]
    return table_reading("inspections", rows, notes, parts)


def _is_header(text: str) -> bool:
    label = re.search(r"(?i)\bmaatregel|\bkernproces", text)
    return bool(label and re.search(r"(?i)\btrend\b", text) and re.search(r"\b\d{4}\b", text))


def _rows(part: TablePart) -> Iterator[list[str]]:
    columns = _columns(part)
    holder = ""
    for row in part.rows:
        label, shared = row.text(0), _shares(row, columns)
        holder = holder if shared else label
        cells = [row.own(column) for column in columns]
        cells += [""] * (len(CELLS) - len(cells))
        yield [label, *cells, holder if shared else "", str(row.line)]


def _is_cut(note: Note, rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the row after that of a note goes on its label: in small letters."""
    place = next(place for place, row in enumerate(rows) if int(row[-1]) == note.line)
    return rows[place + 1][0][:1].islower()


def _columns(part: TablePart) -> list[int]:
    """Return the columns of values: each trend with the two columns before it."""
    trends = part.columns(r"\btrend\b|evolutie")
    found = [place for trend in trends for place in (trend - 2, trend - 1, trend)]
    return [place for place in found if place > 0][: len(CELLS)]


def _shares(row: TableRow, columns: Sequence[int]) -> bool:
    """Tell whether all values of a row are those of a cell that started above it."""
    cells = [cell for column in columns if (cell := row.cell(column)) and cell.text]
    return bool(cells) and all(cell.row < row.row for cell in cells)


def _doubts(row: Sequence[str]) -> Iterator[Note]:
    label, *cells, shared, line = row
    empty = not any(cells)
    if not label:
        yield Note("inspections", int(line), "values without a label", " ".join(cells))
    if empty and len(label) > LONGEST_LABEL:
        yield Note("inspections", int(line), "no values, and long for a label", label)
    elif empty and not shared:
        yield Note("inspections", int(line), "a row without values", label)
    for place, group in enumerate(GROUPS):
        previous, current, trend = cells[3 * place : 3 * place + 3]
        usual = _EURO if group == "recoveries" else _COUNT
        if not (usual.fullmatch(previous) and usual.fullmatch(current) and _TREND.fullmatch(trend)):
            found = f"{previous} {current} {trend}"
            yield Note("inspections", int(line), f"unusual values: {group}", found)
        elif bool(previous) != bool(current):
            yield Note("inspections", int(line), f"one of two years is missing: {group}")
        elif not _trend_holds(previous, current, trend):
            yield Note("inspections", int(line), f"the trend does not follow: {group}", trend)


def _trend_holds(previous: str, current: str, trend: str) -> bool:
    """Check that a trend is the change between two years; a change from 0 has no trend."""
    before, now = amount(previous), amount(current)
    if not before:
        return not trend or not now
    return bool(trend) and abs(amount(trend) - (now / before - 1) * 100) <= ROUNDING


def _totals(rows: Sequence[Sequence[str]]) -> Iterator[Note]:
    """Yield a note for each column that does not add up to the printed total."""
    total = next((row for row in rows if _TOTAL.match(row[0])), None)
    if total is None:
        return
    for place, name in enumerate(CELLS, start=1):
        added = sum(amount(row[place]) for row in rows if row is not total)
        if not name.endswith("trend") and added != amount(total[place]):
            reason = "the columns do not add up to the printed totals"
            yield Note("inspections", int(total[-1]), reason, f"{name}: {added}")


def _merged(rows: Sequence[Sequence[str]]) -> Iterator[Note]:
    """Yield a note for each row whose values are those of other rows too."""
    for row in rows:
        others = [other[0] for other in rows if other[-2] and other[-2] == row[0]]
        if others and not row[-2]:
            text = f"{row[0]} shares its values with {' and '.join(others)}"
            yield Note("inspections", int(row[-1]), "merged cell", text)
