"""Finds the two overviews of projects in a text file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.building import build_grid, plain_row, slot
from analysis.plan.ingest.document.text.headers import TableHeader
from analysis.plan.ingest.document.wording import joined

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from analysis.plan.ingest.document.model import Grid, Line
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.document.text.building import Slot
    from analysis.plan.ingest.notes import Note

_POLICY = re.compile(r"(?P<word>[^\W\d][^\d]*) (?P<number>\d{1,2})(?: (?P<title>.+))?")
_YEAR = re.compile(r"\b20\d\d\b")
_TABLE = TableHeader(
    "projects",
    re.compile(r"Strategische organisatieprojecten SOD(?: \d{4})+"),
    "Strategische organisatieprojecten",
    needs=_YEAR,
)
_ROW = re.compile(r"(?P<title>.*?)\s?(?P<objectives>\d+(?: & \d+)*)(?P<marks>(?: [X-])+)")


def project_grids(lines: Sequence[Line], outline: Outline) -> Iterator[Grid]:
    """Yield the lists of numbered titles, and the table of the organisation's projects."""
    yield from _policy(lines, outline)
    yield from _organisation(lines)


def _policy(lines: Sequence[Line], outline: Outline) -> Iterator[Grid]:
    """Yield the bold numbered titles that begin with the same word, as a table each."""
    heads = {heading.line for heading in outline.headings}
    found: dict[str, list[list[Slot]]] = {}
    numbers: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        match = _POLICY.fullmatch(line.text) if line.bold_text else None
        if not match or not line.bold_text.startswith(f"{match['word']} {match['number']}"):
            continue
        title = _whole_title(match["title"] or "", lines[place + 1 :], heads)
        name = slot(line.number, f"{match['word']} {match['number']}", bold=True)
        found.setdefault(match["word"], []).append([name, slot(line.number, title)])
        numbers.setdefault(match["word"], []).append(line.number)
    for word, rows in found.items():
        yield build_grid(rows, line=numbers[word][0], lines=numbers[word])


def _whole_title(title: str, lines: Sequence[Line], heads: Container[int]) -> str:
    """Join a title that goes on after a gap; it ends at an empty paragraph or the next title."""
    for line in lines:
        if line.empty or line.bold_text or line.page_start or line.number in heads:
            break
        title = joined(title, line.text)
    return title


def _organisation(lines: Sequence[Line]) -> Iterator[Grid]:
    notes: list[Note] = []
    headers = _TABLE.find(lines, notes)
    rows: list[list[Slot]] = []
    taken = sorted(headers)
    for row, numbers in _listed(lines, headers):
        rows.append(row)
        taken += numbers
    if taken:
        yield build_grid(rows, line=taken[0], notes=notes, lines=taken)


def _listed(
    lines: Sequence[Line], headers: Container[int]
) -> Iterator[tuple[list[Slot], list[int]]]:
    """Yield the header and the rows, with the lines of each; a title may take more lines."""
    years: list[str] = []
    title, taken = "", list[int]()
    for line in lines:
        row = _ROW.fullmatch(line.text)
        if line.number in headers:
            years, title, taken = _YEAR.findall(line.text), "", []
            header = ("Strategische organisatieprojecten", "SOD", *years)
            yield plain_row(line.number, header), []
        elif years and line.text:
            if not row and not line.bold:
                return
            taken.append(line.number)
            title = joined(title, row["title"] if row else line.text)
            if row:
                yield plain_row(taken[0], (title, row["objectives"], *row["marks"].split())), taken
                title, taken = "", []
