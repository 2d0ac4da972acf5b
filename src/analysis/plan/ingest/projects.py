"""Reads the projects: those of the policy and those of the organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from analysis.plan.ingest.document import joined
from analysis.plan.ingest.likeness import TableHeader
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.objectives import read_objectives
from analysis.plan.ingest.reading import TableReading

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from analysis.plan.ingest.document import Line
    from analysis.plan.ingest.headings import Outline

COLUMNS = [
    "project",
    "kind",
    "title",
    "section",
    "objectives",
    "years",
    "overall_status",
    "line",
]
CLOSE_ENOUGH = 60  # of 100: titles differ in a word here and there
CAPTION = "Omschrijving"  # stands under the heading of a project
FEWEST_PROJECTS = 3  # in a list under another word
LONGEST_TITLE = 60  # characters of an unnumbered heading

_POLICY = re.compile(r"(?P<word>[^\W\d][^\d]*) (?P<number>\d+)(?: (?P<title>.+))?")
_POLICY_WORD = "Beleidsproject"
_YEAR = re.compile(r"\b20\d\d\b")
_TABLE = TableHeader(
    "projects",
    re.compile(r"Strategische organisatieprojecten SOD(?: \d{4})+"),
    "Strategische organisatieprojecten",
    needs=_YEAR,
)
_ROW = re.compile(r"(?P<title>.*?)\s?(?P<objectives>\d+(?: & \d+)*)(?P<marks>(?: [X-])+)")
_STATUS = re.compile(r"Globale voortgangsstatus: ?(?P<status>.+)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A heading, numbered or not, that a project may have."""

    title: str
    section: str
    line: int


class _Listed(NamedTuple):
    """A row of the table of the organisation's projects: its title, cells, years and lines."""

    title: str
    row: re.Match[str]
    years: list[str]
    lines: list[int]


def read_projects(lines: Sequence[Line], outline: Outline) -> TableReading:
    """Read the projects of the two overview tables, as printed, with their section and status.

    A project's section is the one whose title is most like its own. The projects of the
    organisation are numbered in the order of their table.
    """
    notes: list[Note] = []
    headers = _TABLE.find(lines, notes)
    listed = list(_listed(lines, headers))
    rows = [*_policy(lines, outline), *_organisation(lines, outline, listed)]
    notes += [
        Note("projects", int(row[-1]), "no section has this title", row[2])
        for row in rows
        if not row[3]
    ]
    used = {int(row[-1]) for row in rows}.union(headers, *(row.lines for row in listed))
    return TableReading(pd.DataFrame(rows, columns=COLUMNS, dtype=str), notes, frozenset(used))


def _policy(lines: Sequence[Line], outline: Outline) -> list[tuple[str, ...]]:
    goals = read_objectives(lines, outline).query("kind == 'operational'")
    places = {
        title: (section, objective)
        for title, section, objective in zip(
            goals["title"], goals["section"], goals["objective"], strict=True
        )
    }
    heads = {heading.line for heading in outline.headings}
    found: dict[str, list[tuple[str, ...]]] = {}
    for place, line in enumerate(lines):
        match = _POLICY.fullmatch(line.text) if line.bold_text else None
        if not match or not line.bold_text.startswith(f"{match['word']} {match['number']}"):
            continue
        title = _whole_title(match["title"] or "", lines[place + 1 :], heads)
        alike = process.extractOne(
            title, list(places), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE_ENOUGH
        )
        section, objective = places[alike[0]] if alike else ("", "")
        row = match["number"], "policy", title, section, objective, "", "", str(line.number)
        found.setdefault(match["word"], []).append(row)
    return [row for word, rows in found.items() if _are_projects(word, rows) for row in rows]


def _are_projects(word: str, rows: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether numbered titles are the projects: by their word, or else by what they say.

    In other words they are those that count from 1 and mostly have the title of an objective.
    """
    placed = sum(bool(section) for *_, section, _, _, _, _ in rows)
    return word == _POLICY_WORD or (
        len(rows) >= FEWEST_PROJECTS and rows[0][0] == "1" and 2 * placed > len(rows)
    )


def _whole_title(title: str, lines: Sequence[Line], heads: Container[int]) -> str:
    """Join a title that goes on after a gap; it ends at an empty paragraph or the next title."""
    for line in lines:
        if line.empty or line.bold_text or line.page_start or line.number in heads:
            break
        title = joined(title, line.text)
    return title


def _organisation(
    lines: Sequence[Line], outline: Outline, listed: Sequence[_Listed]
) -> Iterator[tuple[str, ...]]:
    places = list(_places(lines, outline))
    for number, (title, row, years, taken) in enumerate(listed, start=1):
        marks = zip(years, row["marks"].split(), strict=False)
        found = _section(title, places)
        yield (
            str(number),
            "organisation",
            title,
            found.section if found else "",
            "; ".join(f"SOD {goal}" for goal in row["objectives"].split(" & ")),
            "; ".join(year for year, mark in marks if mark == "X"),
            _status(found, places, lines),
            str(taken[0]),
        )


def _listed(lines: Sequence[Line], headers: Container[int]) -> Iterator[_Listed]:
    """Yield the rows of the table of the organisation's projects; a title may take more lines."""
    years: list[str] = []
    title, taken = "", list[int]()
    for line in lines:
        row = _ROW.fullmatch(line.text)
        if line.number in headers:
            years, title, taken = _YEAR.findall(line.text), "", []
        elif years and line.text:
            if not row and not line.bold:
                return
            taken.append(line.number)
            title = joined(title, row["title"] if row else line.text)
            if row:
                yield _Listed(title, row, years, taken)
                title, taken = "", []


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


def _status(found: _Place | None, places: Sequence[_Place], lines: Sequence[Line]) -> str:
    """Return the overall status between a project's heading and the next."""
    if found is None:
        return ""
    end = min((p.line for p in places if p.line > found.line), default=len(lines))
    for place in range(found.line, end):
        match = _STATUS.fullmatch(lines[place].text)
        if match:
            status = match["status"]
            for line in lines[place + 1 : end]:
                if not line.text or line.page_start:
                    return status
                status = joined(status, line.text)
            return status
    return ""
