"""Reads the list of abbreviations at the front of a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.ingest.document import joined
from analysis.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.ingest.document import Line
    from analysis.ingest.headings import Outline

COLUMNS = ["abbreviation", "meaning", "line"]
LONGEST_ABBREVIATION = 25

_TITLE = re.compile(r"afkortingenlijst", re.IGNORECASE)
_ENTRY = re.compile(rf"(?P<short>[^\s:][^:]{{0,{LONGEST_ABBREVIATION}}}?) ?: ?(?P<meaning>.+)")


def read_abbreviations(lines: Sequence[Line], outline: Outline) -> tuple[pd.DataFrame, list[Note]]:
    """Read the abbreviations, as printed; the table is empty where the document has no list."""
    starts = [line.number for line in lines if _TITLE.fullmatch(line.text)]
    if not starts:
        return pd.DataFrame(columns=COLUMNS, dtype=str), []
    end = next((h.line for h in outline.headings if h.line > starts[0]), len(lines) + 1)
    rows: list[list[str]] = []
    notes: list[Note] = []
    for line in lines[starts[0] : end - 1]:
        match = _ENTRY.fullmatch(line.text)
        if match:
            rows.append([match["short"].strip(), match["meaning"], str(line.number)])
        elif line.text and rows:
            rows[-1][1] = joined(rows[-1][1], line.text)
        elif line.text:
            note = Note("abbreviations", line.number, "no abbreviation", line.text, unused=True)
            notes.append(note)
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str), notes
