"""Reads the table of standard letters per department and how far their rewriting is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.ingest.document import Line
    from analysis.ingest.headings import Outline

COLUMNS = ["department", "letters", "status", "line"]

_HEADER = re.compile(r"Afdeling Aantal brieven Status", re.IGNORECASE)
_ROW = re.compile(r"(?P<department>\D*?[^\W\d]\D*?) (?P<letters>\d[\d.]*|/)(?: (?P<status>\D+))?")
_TOTAL = re.compile(r"totaal\b.*", re.IGNORECASE)


def read_letters(lines: Sequence[Line], outline: Outline) -> tuple[pd.DataFrame, list[Note]]:
    """Read the table of letters, as printed; it ends with its total.

    It is empty where the document has none.
    """
    heads = {heading.line for heading in outline.headings}
    rows: list[tuple[str, str, str, str]] = []
    notes: list[Note] = []
    inside = False
    for line in lines:
        match = _ROW.fullmatch(line.text) if inside else None
        if inside and (line.number in heads or (rows and _TOTAL.fullmatch(rows[-1][0]))):
            break
        if match:
            status = match["status"] or ""
            rows.append((match["department"], match["letters"], status, str(line.number)))
        elif inside and line.text:
            note = Note("letters", line.number, "no row of the table", line.text, unused=True)
            notes.append(note)
        inside = inside or bool(_HEADER.fullmatch(line.text))
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str), notes
