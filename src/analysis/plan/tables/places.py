"""Where a row is in the plan, in words that a reader can find: section, table, row and page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dutch import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Cells = Mapping[Any, Any]  # a row as pandas gives it

TEXT, TITLE = "tekst", "titel"

#: What a reader calls each raw table; rows of other tables come from running text.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "abbreviations": "afkortingen",
        "budget": "budget",
        "headings": TITLE,
        "inspections": "inspecties",
        "letters": "standaardbrieven",
        "milestones": "mijlpalen",
        "norms": "streefnormen",
        "objectives": "doelstellingen",
        "projects": "projecten",
        "references": "verwijzing",
        "workforce": "personeel",
    }
)
#: The tables of milestones, by their columns `kind` and `additional`.
_MILESTONES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("evaluated", "0"): "evaluatie",
        ("evaluated", "1"): "bijkomende mijlpalen",
        ("planned", "0"): "planning",
        ("planned", "1"): "bijkomende planning",
    }
)
_UNNUMBERED = frozenset({TEXT, TITLE, NAMES["references"]})
#: Tables whose column `section` says what a row is about, not where it is.
_ABOUT_A_SECTION = frozenset({"objectives", "projects"})
_WRITTEN = re.compile(
    r"(?:sectie (?P<section>[\d.]+), )?(?P<table>[^,]+)"
    r"(?:, rij (?P<row>\d+))?(?:, p\. (?P<page>\d+))?"
)
_TABLE = re.compile(r"(?:^|, )[^\d,][^,]*(?=, (?:rij|\d+ rijen))")
_MOST_RUNS = 4
_RANGE = "\N{EN DASH}"


_RUN = rf"\d+(?:{_RANGE}\d+)?"
_TABLES = "|".join(sorted({*NAMES.values(), *_MILESTONES.values()} - _UNNUMBERED))
#: A text that names rows of the plan, as `Place` and `together` write them.
MENTION = re.compile(
    rf"(?:sectie [\d.]+, )?\b(?:{_TABLES}), rij(?:en)? {_RUN}(?:(?:, | en ){_RUN})*"
    rf"(?:, p\. {_RUN})?"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a row: the number of its section, its table, its number there, and its page.

    The section is empty before the first heading. `row` counts the rows of a table within its
    section from 1; running text has none. `page` is None where the source has no pages.

    >>> str(Place("3.1.1", "evaluatie", 5, 41))
    'sectie 3.1.1, evaluatie, rij 5, p. 41'
    """

    section: str
    table: str
    row: int | None = None
    page: int | None = None

    def __str__(self) -> str:
        return _words([self.section], [self.table], _numbers([self]), _pages([self]))


def read_place(text: str) -> Place:
    """Read a place that `str` wrote.

    Raises
    ------
    ValueError
        When the text is no place.
    """
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise ValueError(text)
    row, page = (int(number) if number else None for number in (found["row"], found["page"]))
    return Place(found["section"] or "", found["table"], row, page)


def brief(place: str) -> str:
    """Shorten a place for a column of a table that says what it lists.

    >>> brief("sectie 3.1.1, evaluatie, rij 5, p. 41"), brief("sectie 1.1, tekst")
    ('3.1.1, rij 5, p. 41', '1.1, tekst')
    """
    return _TABLE.sub("", place.removeprefix("sectie ")).removeprefix(", ")


def together(places: Iterable[Place]) -> str:
    """Write where several rows are: `sectie 11.1, streefnormen, rijen 1–24`.

    Of rows in several sections it says how many there are.

    >>> together([Place("3.1.1", "planning", row) for row in (2, 1, 4)])
    'sectie 3.1.1, planning, rijen 1, 2 en 4'
    >>> together([Place("3.1.2", "planning", 1), Place("3.1.1", "planning", 1)])
    'secties 3.1.1 en 3.1.2, planning, 2 rijen'
    """
    known = list(dict.fromkeys(places))
    return _words(_sections(known), list(dict.fromkeys(one.table for one in known)),
                  _numbers(known), _pages(known))  # fmt: skip


def extent(places: Iterable[Place]) -> str:
    """Write where several rows are without the name of their table: `sectie 11.1, rijen 1–24`."""
    known = list(dict.fromkeys(places))
    return _words(_sections(known), [], _numbers(known, most=1), _pages(known))


def numbers_of(rows: str) -> list[int]:
    """Return the numbers of the rows that a place names after `, rij`; its pages do not count.

    >>> numbers_of("en 1–3 en 7, p. 40–41")
    [1, 2, 3, 7]
    """
    runs = re.findall(_RUN, rows.partition(", p.")[0])
    ends = [[int(number) for number in run.split(_RANGE)] for run in runs]
    return [number for run in ends for number in range(run[0], run[-1] + 1)]


class Sections:
    """Finds the section of a line, from the line and the number of each heading."""

    def __init__(self, headings: Iterable[tuple[int, str]]) -> None:
        self._headings = sorted(headings)
        self.lines = frozenset(line for line, _ in self._headings)

    def at(self, line: int) -> str:
        """Return the number of the section that holds a line; empty before the first heading."""
        place = bisect_right(self._headings, line, key=lambda heading: heading[0])
        return self._headings[place - 1][1] if place else ""


def places_of(table: str, rows: Sequence[Cells], sections: Sections) -> list[Place]:
    """Return the place of each row of a raw table, all cells as text.

    Rows are numbered within their section and table, in the order of their lines.
    """
    lines = [_whole(row.get("line", "")) or 0 for row in rows]
    counts, found = Counter[tuple[str, str]](), dict[int, Place]()
    for at in sorted(range(len(rows)), key=lambda at: lines[at]):
        section, name = _in(table, rows[at], lines[at], sections)
        counts[section, name] += 1
        row = None if name in _UNNUMBERED else counts[section, name]
        found[at] = Place(section, name, row, _whole(rows[at].get("page", "")))
    return [found[at] for at in range(len(rows))]


def place_column(table: str, printed: pd.DataFrame, sections: Sections) -> pd.Series:
    """Return the place of each row of a raw table as text, by the row's index."""
    found = places_of(table, printed.to_dict("records"), sections)
    return pd.Series([str(place) for place in found], index=printed.index, dtype="str")


def _in(table: str, row: Cells, line: int, sections: Sections) -> tuple[str, str]:
    """Return the section of a row, and what a reader calls its table."""
    own = "" if table in _ABOUT_A_SECTION else row.get("section", "")
    if table == "milestones":
        kind = row.get("kind", ""), "1" if row.get("additional") == "1" else "0"
        return own or sections.at(line), _MILESTONES.get(kind, NAMES[table])
    # An objective may be named in the title of its section alone.
    titled = table in _ABOUT_A_SECTION and line in sections.lines
    return own or sections.at(line), TITLE if titled else NAMES.get(table, TEXT)


def _words(sections: Sequence[str], tables: Sequence[str], rows: str, pages: str) -> str:
    named = [one for one in sections if one]
    where = f"sectie{'s' if len(named) > 1 else ''} {_spans(named)}" if named else ""
    return ", ".join(filter(None, (where, " en ".join(tables), rows, pages)))


def _sections(places: Iterable[Place]) -> list[str]:
    """Return the sections in the order of the plan."""
    return sorted({one.section for one in places}, key=_parts)


def _parts(section: str) -> list[int]:
    return [int(part) for part in section.split(".") if part.isdecimal()]


def _spans(names: Sequence[str]) -> str:
    """Write sections in a few runs of neighbours, or else the first and the last: `3.1.1–8.4`."""
    runs = list[list[str]]()
    for name in names:
        if runs and _follows(name, runs[-1][-1]):
            runs[-1].append(name)
        else:
            runs.append([name])
    if len(runs) > _MOST_RUNS:
        return f"{names[0]}{_RANGE}{names[-1]}"
    return _listed(runs)


def _follows(section: str, before: str) -> bool:
    *parent, number = _parts(section) or [0]
    return _parts(before) == [*parent, number - 1]


def _listed(runs: Iterable[Sequence[object]]) -> str:
    """List runs, those of more than two as a range: `1, 2 en 4–9`."""
    items = list[str]()
    for run in runs:
        items += [f"{run[0]}{_RANGE}{run[-1]}"] if len(run) > 2 else map(str, run)  # noqa: PLR2004
    return listing(items)


def _numbers(places: Sequence[Place], most: int = _MOST_RUNS) -> str:
    """Write the numbers of the rows in at most so many ranges, or else how many rows there are."""
    rows = sorted({one.row for one in places if one.row})
    if not rows:
        return ""
    runs = groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    spans = [[row for _, row in run] for _, run in runs]
    if len({(one.section, one.table) for one in places}) > 1 or len(spans) > most:
        count = sum(one.row is not None for one in places)
        return f"{count} rijen"
    return f"rij{'en' if len(rows) > 1 else ''} {_listed(spans)}"


def _pages(places: Iterable[Place]) -> str:
    pages = sorted({one.page for one in places if one.page})
    ends = dict.fromkeys((pages[0], pages[-1])) if pages else ()
    return f"p. {_RANGE.join(map(str, ends))}" if pages else ""


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
