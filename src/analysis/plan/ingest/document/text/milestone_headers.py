"""Finds the headers of the milestone tables: `Mijlpalen 2022 Status`, `Mijlpalen 2023 Timing`.

A plan may use other words. Then a header is a bold line with a year before its last words that
comes back in section after section, and the cells below it tell its kind. One that was garbled is
known by its likeness to the others.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.headers import resembles
from analysis.plan.ingest.likeness import LIKE_ENOUGH, likeness_of
from analysis.plan.ingest.statuses import KINDS, Kind, split_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.plan.ingest.document.model import Line

FEWEST_TIMES = 3  # that a bold line comes back when it is a header
LOOKED_AT = 60  # lines after a header: their cells tell its kind

_USUAL = re.compile(
    r"(?P<lead>(?:[Bb]ijkomende )?[Mm]ijlpalen) (?P<year>\d{4}) "
    r"(?P<column>[Ss]tatus|(?:[Vv]oorziene )?[Tt]iming)"
)
_SHAPE = re.compile(
    r"(?P<lead>[^\W\d]+(?: [^\W\d]+){0,2}) (?P<year>20\d\d) "
    r"(?P<column>[^\W\d]+(?: [^\W\d]+){0,2})"
)
_USUAL_COLUMN = re.compile(r"\b(?:status|timing)$", re.IGNORECASE)
_MORE = re.compile(r"(?:bijkomende|extra|aanvullende|nieuwe|andere|overige)\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:Evaluatie|Geplande) (?:project)?mijlpalen \d{4}|Evaluatie \d{4}|Evaluatietekst"
    r"|Omschrijving|Stakeholdersbetrokkenheid|Uitvoering kernprocessen|Globale voortgangsstatus.*"
)
_MORE_PATTERN = "Bijkomende mijlpalen Status"
_PATTERNS = (_MORE_PATTERN, "Mijlpalen Status", "Mijlpalen Timing", "Mijlpalen Voorziene timing")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a milestone table.

    Attributes
    ----------
    kind, additional, year
        What its table holds; a year that cannot be read is that of its kind.
    usual
        Whether it is printed as it always was; if not, its table is worth a look.
    """

    kind: Kind
    additional: bool
    year: int
    usual: bool = True


def is_caption(line: Line) -> bool:
    """Tell whether a line is a caption in a section, such as `Evaluatietekst`: it ends a table."""
    return bool(_CAPTION.fullmatch(line.text))


def find_headers(lines: Sequence[Line]) -> dict[int, Header]:
    """Return the header that stands on each line that holds one."""
    usual = {line.number: header for line in lines if (header := _usual(line))}
    recurring = _recurring(lines)
    cells: dict[str, Counter[Kind]] = {}
    alike: dict[str, bool] = {}
    places: list[Line] = []
    for place, line in enumerate(lines):
        may_be = (line.bold or line.repeated) and not is_caption(line)
        if line.number in usual or not may_be:
            continue
        like = _is_alike(line)
        if like or line.text in recurring:
            places.append(line)
            alike[line.text] = like
            cells.setdefault(line.text, Counter()).update(_cells(lines[place + 1 :], usual))
    unusual = {
        line.number: header
        for line in places
        if (header := _unusual(line, cells[line.text], usual, alike=alike[line.text]))
    }
    return usual | unusual


def _usual(line: Line) -> Header | None:
    match = _USUAL.fullmatch(line.text)
    if not match:
        return None
    kind: Kind = "evaluated" if match["column"].lower() == "status" else "planned"
    return Header(kind, bool(_MORE.match(match["lead"])), int(match["year"]))


def _recurring(lines: Sequence[Line]) -> set[str]:
    """Return each bold text of a header's shape that comes back often enough."""
    counts = Counter(line.text for line in lines if line.bold and _SHAPE.fullmatch(line.text))
    return {text for text, count in counts.items() if count >= FEWEST_TIMES}


def _is_alike(line: Line) -> bool:
    more = _SHAPE.fullmatch(line.text) and _MORE.match(line.text)
    return bool(more) or any(resembles(line, pattern) for pattern in _PATTERNS)


def _unusual(
    line: Line, cells: Counter[Kind], usual: Mapping[int, Header], *, alike: bool
) -> Header | None:
    """Return the header that an unusual line is, by the cells below it; None when it has none.

    A line that is not like the usual headers is one only where its kind has no usual header, or its
    last word is that of one: a theme may come back too.
    """
    if not cells:
        return None
    kind = cells.most_common(1)[0][0]
    there = any(header.kind == kind for header in usual.values())
    if not (alike or not there or _USUAL_COLUMN.search(line.text)):
        return None
    years = Counter(header.year for header in usual.values() if header.kind == kind)
    printed = re.search(r"20\d\d", line.text)
    known = years.most_common(1)[0][0] if years else 0
    year = int(printed[0]) if printed and (not years or int(printed[0]) in years) else known
    more = _MORE.match(line.text) or likeness_of(line.runs, _MORE_PATTERN) >= LIKE_ENOUGH
    return Header(kind, bool(more), year, usual=False)


def _cells(after: Sequence[Line], usual: Mapping[int, Header]) -> Counter[Kind]:
    """Count the cells of each kind below a header."""
    return Counter(
        kind for below in _own(after, usual) for kind in KINDS if split_cell(below.text, kind)[1]
    )


def _own(after: Sequence[Line], usual: Mapping[int, Header]) -> Iterator[Line]:
    for line in islice(after, LOOKED_AT):
        if line.number in usual or is_caption(line):
            return
        if line.text:
            yield line
