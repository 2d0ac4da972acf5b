"""Reads the projects: those of the policy and those of the organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
from rapidfuzz import fuzz, process

from analysis.ingest.document import joined
from analysis.ingest.notes import Note
from analysis.ingest.objectives import read_objectives

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from analysis.ingest.document import Line
    from analysis.ingest.headings import Outline

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
LONGEST_TITLE = 60  # characters of an unnumbered heading

_POLICY = re.compile(r"Beleidsproject (?P<number>\d+)(?: (?P<title>.+))?")
_TABLE = re.compile(r"Strategische organisatieprojecten SOD(?P<years>(?: \d{4})+)")
_ROW = re.compile(r"(?P<title>.*?)\s?(?P<objectives>\d+(?: & \d+)*)(?P<marks>(?: [X-])+)")
_STATUS = re.compile(r"Globale voortgangsstatus: ?(?P<status>.+)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A heading, numbered or not, that a project may have."""

    title: str
    section: str
    line: int


def read_projects(lines: Sequence[Line], outline: Outline) -> tuple[pd.DataFrame, list[Note]]:
    """Read the projects of the two overview tables, as printed, with their section and status.

    A project's section is the one whose title is most like its own. The projects of the
    organisation are numbered in the order of their table.
    """
    rows = [*_policy(lines, outline), *_organisation(lines, outline)]
    notes = [
        Note("projects", int(row[-1]), "no section has this title", row[2])
        for row in rows
        if not row[3]
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str), notes


def _policy(lines: Sequence[Line], outline: Outline) -> Iterator[tuple[str, ...]]:
    goals = read_objectives(lines, outline).query("kind == 'operational'")
    places = {
        title: (section, objective)
        for title, section, objective in zip(
            goals["title"], goals["section"], goals["objective"], strict=True
        )
    }
    heads = {heading.line for heading in outline.headings}
    for place, line in enumerate(lines):
        match = _POLICY.fullmatch(line.text)
        if not match or not line.bold_text:
            continue
        title = _whole_title(match["title"] or "", lines[place + 1 :], heads)
        found = process.extractOne(
            title, list(places), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE_ENOUGH
        )
        section, objective = places[found[0]] if found else ("", "")
        yield match["number"], "policy", title, section, objective, "", "", str(line.number)


def _whole_title(title: str, lines: Sequence[Line], heads: Container[int]) -> str:
    """Join a title that goes on after a gap; it ends at an empty paragraph or the next title."""
    for line in lines:
        if line.empty or line.bold_text or line.page_start or line.number in heads:
            break
        title = joined(title, line.text)
    return title


def _organisation(lines: Sequence[Line], outline: Outline) -> Iterator[tuple[str, ...]]:
    places = list(_places(lines, outline))
    for number, (title, row, years, line) in enumerate(_listed(lines), start=1):
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
            str(line),
        )


def _listed(lines: Sequence[Line]) -> Iterator[tuple[str, re.Match[str], list[str], int]]:
    """Yield title, cells, years and line of each row; a title may take more lines."""
    years: list[str] = []
    title, start = "", 0
    for line in lines:
        header, row = _TABLE.fullmatch(line.text), _ROW.fullmatch(line.text)
        if header:
            years = header["years"].split()
        elif years and line.text:
            if not row and not line.bold:
                return
            start = start or line.number
            title = joined(title, row["title"] if row else line.text)
            if row:
                yield title, row, years, start
                title, start = "", 0


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
