"""Reads the projects: those of the policy and those of the organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.objectives import read_objectives
from analysis.plan.ingest.reading import TableReading, table_reading
from analysis.plan.ingest.tables import TablePart, TableRow, find_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Document, Grid, Line
    from analysis.plan.ingest.document.outline import Outline

CLOSE_ENOUGH = 60  # of 100: titles differ in a word here and there
CAPTION = "Omschrijving"  # stands under the heading of a project
FEWEST_PROJECTS = 3  # in a list under another word
LONGEST_TITLE = 60  # characters of an unnumbered heading

_POLICY = re.compile(r"(?P<word>[^\W\d][^\d]*) (?P<number>\d{1,2})")
_POLICY_WORD = "Beleidsproject"
_YEAR = re.compile(r"\b20\d\d\b")
_WORDS = "Strategische organisatieprojecten"
_MARKED = frozenset("X☒☑✓✔✗✘√●")
_NOT_MARKED = frozenset({"", "-", "–", "—", "/", "☐", "□", "○"})
_STATUS = re.compile(r"Globale voortgangsstatus: ?(?P<status>.+)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A heading, numbered or not, that a project may have."""

    title: str
    section: str
    line: int


def read_projects(document: Document) -> TableReading:
    """Read the projects of the two overview tables, as printed, with their section and status.

    A project's section is the one whose title is most like its own. The projects of the
    organisation are numbered in the order of their table.
    """
    parts, notes = find_parts(document.grids, _is_header, words=_WORDS, table="projects", width=3)
    parts = [part for part in parts if part.columns(_YEAR.pattern)]
    policy = list(_policy(document))
    rows = [row for _, found in policy for row in found]
    rows += _organisation(document, parts)
    notes = [note for note in notes if any(part.line == note.line for part in parts)]
    notes += [
        Note("projects", int(row[-1]), "no section has this title", row[2])
        for row in rows
        if not row[3]
    ]
    notes += _unusual_marks(parts)
    lists = [TablePart(grid, (), grid.line, ()) for grid, _ in policy]
    return table_reading("projects", rows, notes, [*parts, *lists])


def _is_header(text: str) -> bool:
    return bool(re.match(rf"(?i){_WORDS}\b", text) and _YEAR.search(text))


def _unusual_marks(parts: Sequence[TablePart]) -> Iterator[Note]:
    """Yield a note for each mark below a year that is neither one of yes nor one of no."""
    for part in parts:
        for row in part.rows:
            for column in part.columns(_YEAR.pattern):
                mark = row.own(column)
                if mark.upper() not in _MARKED | _NOT_MARKED:
                    yield Note("projects", row.line, "an unusual mark below a year", mark)


def _policy(document: Document) -> Iterator[tuple[Grid, list[tuple[str, ...]]]]:
    """Yield the tables of numbered titles that are the projects, with their rows."""
    goals = read_objectives(document).query("kind == 'operational'")
    places = {
        title: (section, objective)
        for title, section, objective in zip(
            goals["title"], goals["section"], goals["objective"], strict=True
        )
    }
    for grid in document.grids:
        found: dict[str, list[tuple[str, ...]]] = {}
        for row in (TableRow(grid, number) for number in range(grid.height)):
            match = _POLICY.fullmatch(row.own(0))
            if match and grid.width > 1:
                placed = _placed(row.text(1), places)
                cells = match["number"], "policy", row.text(1), *placed, "", "", "", str(row.line)
                found.setdefault(match["word"], []).append(cells)
        for word, rows in found.items():
            if _are_projects(word, rows):
                yield grid, rows


def _placed(title: str, places: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Return the section and objective whose title is most like this one."""
    alike = process.extractOne(
        title, list(places), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE_ENOUGH
    )
    return places[alike[0]] if alike else ("", "")


def _are_projects(word: str, rows: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether numbered titles are the projects: by their word, or else by what they say.

    In other words they are those that count from 1 and mostly have the title of an objective.
    """
    placed = sum(bool(section) for *_, section, _, _, _, _ in rows)
    return word == _POLICY_WORD or (
        len(rows) >= FEWEST_PROJECTS and rows[0][0] == "1" and 2 * placed > len(rows)
    )


def _organisation(document: Document, parts: Sequence[TablePart]) -> Iterator[tuple[str, ...]]:
    places = list(_places(document.lines, document.outline))
    rows = [(part, row) for part in parts for row in part.rows]
    for number, (part, row) in enumerate(rows, start=1):
        goals = part.column(r"\bSOD\b") or 1
        years = {column: part.header[column] for column in part.columns(_YEAR.pattern)}
        found = _section(row.text(0), places)
        yield (
            str(number),
            "organisation",
            row.text(0),
            found.section if found else "",
            "; ".join(f"SOD {goal}" for goal in re.findall(r"\d+", row.own(goals))),
            "; ".join(year for column, year in years.items() if row.own(column).upper() in _MARKED),
            *_status(found, places, document.lines),
            str(row.line),
        )


def is_overall_status(line: Line) -> bool:
    """Tell whether a line gives the overall status of a project."""
    return bool(_STATUS.fullmatch(line.text))


def _places(lines: Sequence[Line], outline: Outline) -> Iterator[_Place]:
    """Return the headings under which a project may stand, also those without a number."""
    texts = [line for line in lines if line.text]
    heads = {h.last_line: h for h in outline.headings}
    for line, after in pairwise(texts):
        here = outline.at(line.number)
        if here is not None and line.number in heads:
            yield _Place(here.title, here.number, line.number)
        elif here is not None and after.text == CAPTION and len(line.text) <= LONGEST_TITLE:
            yield _Place(line.text, here.number, line.number)


def _section(title: str, places: Sequence[_Place]) -> _Place | None:
    found = process.extractOne(
        title,
        [place.title for place in places],
        scorer=fuzz.token_set_ratio,
        score_cutoff=CLOSE_ENOUGH,
    )
    return places[found[2]] if found else None


def _status(
    found: _Place | None, places: Sequence[_Place], lines: Sequence[Line]
) -> tuple[str, str]:
    """Return the overall status between a project's heading and the next, and its line."""
    if found is None:
        return "", ""
    end = min((p.line for p in places if p.line > found.line), default=len(lines))
    for place in range(found.line, end):
        match = _STATUS.fullmatch(lines[place].text)
        if match:
            status, number = match["status"], str(lines[place].number)
            for line in lines[place + 1 : end]:
                if not line.text or line.page_start or line.whole:
                    return status, number
                status = joined(status, line.text)
            return status, number
    return "", ""
