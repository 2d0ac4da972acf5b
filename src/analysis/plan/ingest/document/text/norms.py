"""Finds the overview of norms in a text file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.building import build_grid, plain_row
from analysis.plan.ingest.document.text.headers import TableHeader
from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Grid, Line
    from analysis.plan.ingest.document.outline import Outline

FEWEST_CELLS, MOST_CELLS = 3, 4  # the change may be empty

_HEADER = TableHeader(
    "norms",
    re.compile(r"Kernproces .*\b[Ss]treefdoel (\d{4}) (\d{4}) .*"),
    "Kernproces Wettelijke bepaling/streefnorm Streefdoel",
)
_END = re.compile(r"Legende\b.*")
_VALUE = re.compile(r"\d+(?:,\d+)?%|nvt|nb|[+-]?\d+(?:,\d+)? ppt", re.IGNORECASE)
_VALUES = re.compile(
    rf"(?P<text>.*?)(?P<values>(?:(?:^|\s+)(?:{_VALUE.pattern}))*)\s*", re.IGNORECASE
)


@dataclass
class _Norm:
    measure: str
    line: int
    text: str = ""
    cells: list[str] = field(default_factory=list)


def norm_grids(lines: Sequence[Line], outline: Outline) -> Iterator[Grid]:
    """Yield the overview of norms; a measure is repeated beside each of its norms."""
    notes: list[Note] = []
    region = list(_region(lines, outline, notes))
    rows = [plain_row(0, ("Kernproces", "Streefnorm", "Streefdoel", "0001", "0002", "tov 0001"))]
    for norm in _norms(region):
        cells = [*norm.cells, *[""] * MOST_CELLS][:MOST_CELLS]
        if len(norm.cells) not in {FEWEST_CELLS, MOST_CELLS}:
            notes.append(Note("norms", norm.line, f"{len(norm.cells)} values", norm.text))
        rows.append(plain_row(norm.line, (norm.measure, norm.text, *cells)))
    if region:
        numbers = [line.number for line in region]
        yield build_grid(rows, line=numbers[0], notes=notes, lines=numbers)


def _region(lines: Sequence[Line], outline: Outline, notes: list[Note]) -> Iterator[Line]:
    """Return the lines of the table, without the headers of its pages."""
    heads = {heading.line for heading in outline.headings}
    headers = _HEADER.find(lines, notes)
    inside = False
    for line in lines:
        if line.number in headers:
            inside = True
            continue
        if inside and (line.number in heads or _END.fullmatch(line.text)):
            return
        if inside and line.text:
            yield line


def _norms(lines: Sequence[Line]) -> Iterator[_Norm]:
    """Fold lines into norms: a text after values begins the next one, and so does a measure."""
    norm = _Norm("", 0)
    measure, naming = "", False
    for line in lines:
        if line.bold_text:
            measure = joined(measure, line.bold_text) if naming else line.bold_text
            naming = True
        match = _VALUES.fullmatch(line.plain.strip())
        if not match or not line.plain.strip():
            continue
        if match["text"] and (norm.cells or norm.measure != measure):
            if norm.text:
                yield norm
            norm = _Norm(measure, line.number)
        naming = False
        norm.text = joined(norm.text, " ".join(match["text"].split()))
        norm.cells += _VALUE.findall(match["values"])
    if norm.text:
        yield norm
