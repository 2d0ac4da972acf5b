"""Reads the list of abbreviations at the front of a plan."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.likeness import UNUSUAL_HEADER
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import TableReading, table_reading
from analysis.plan.ingest.tables import TablePart, TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Document, Grid, Line
    from analysis.plan.ingest.document.outline import Outline

LONGEST_ABBREVIATION = 25
LOOKED_AT, SURE_LIST = 8, 5  # of so many lines so many are entries: a list, whatever its title
PAIR = 2  # columns of a table of abbreviations

_TITLE = re.compile(r"(?:lijst (?:met|van) )?afkortingen(?:lijst)?", re.IGNORECASE)
_HEAD = re.compile(r"afkorting(?:en)?", re.IGNORECASE)
_ENTRY = re.compile(rf"(?P<short>[^\s:][^:]{{0,{LONGEST_ABBREVIATION}}}?) ?: ?(?P<meaning>.+)")


def read_abbreviations(document: Document) -> TableReading:
    """Read the abbreviations, as printed; the table is empty where the document has no list."""
    notes: list[Note] = []
    region = _region(document.lines, document.outline, notes)
    inside = {line.number for line in region}
    grids = [grid for grid in document.grids if grid.line in inside and grid.width == PAIR]
    rows = [*_listed(region, notes), *(row for grid in grids for row in _in_table(grid))]
    parts = [TablePart(grid, (), grid.line, ()) for grid in grids]
    reading = table_reading("abbreviations", rows, notes, parts)
    return reading._replace(lines=reading.lines | inside)


def _listed(region: Sequence[Line], notes: list[Note]) -> list[list[str]]:
    """Return the entries with a colon; text that is not an entry continues the one before it."""
    rows: list[list[str]] = []
    texts = [
        (line, text, place > 0 or not line.whole)
        for line in region
        if not line.in_table
        for place, text in enumerate(line.parts)
    ]
    for line, text, may_go_on in texts:
        match = _ENTRY.fullmatch(text)
        if match:
            rows.append([match["short"].strip(), match["meaning"], str(line.number)])
        elif rows and may_go_on:
            rows[-1][1] = joined(rows[-1][1], text)
        else:
            note = Note("abbreviations", line.number, "no abbreviation", text, unused=True)
            notes.append(note)
    return rows


def _in_table(grid: Grid) -> Iterator[list[str]]:
    """Yield the rows of a table of two columns."""
    for row in (TableRow(grid, number) for number in range(grid.height)):
        short, meaning = row.text(0).rstrip(": "), row.text(1)
        if short and meaning and len(short) <= LONGEST_ABBREVIATION and not _HEAD.fullmatch(short):
            yield [short, meaning, str(row.line)]


def _region(lines: Sequence[Line], outline: Outline, notes: list[Note]) -> Sequence[Line]:
    """Return the lines from the title to the next heading.

    Without its title, the list begins where most lines in a row are entries, before any heading.
    """
    start = next((line.number for line in lines if _TITLE.fullmatch(line.text)), None)
    if start is not None:
        notes += [
            Note("abbreviations", line.number, "an entry before the title", line.text, unused=True)
            for line in lines[: start - 1]
            if _is_entry(line) and outline.at(line.number) is None
        ]
    else:
        start = _first_entry(lines, outline)
        if start is None:
            return []
        notes.append(Note("abbreviations", start + 1, UNUSUAL_HEADER, lines[start].text))
    end = next((h.line for h in outline.headings if h.line > start), len(lines) + 1)
    return lines[start : end - 1]


def _first_entry(lines: Sequence[Line], outline: Outline) -> int | None:
    """Return how many lines stand before a list of entries in front of the first heading."""
    end = outline.headings[0].line - 1 if outline.headings else 0
    for place in range(end):
        if not _is_entry(lines[place]):
            continue
        ahead = islice((line for line in lines[place:end] if line.text), LOOKED_AT)
        if sum(map(_is_entry, ahead)) >= SURE_LIST:
            return place
    return None


def _is_entry(line: Line) -> bool:
    return bool(_ENTRY.fullmatch(line.text)) and not line.bold
