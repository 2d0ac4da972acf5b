"""Reads the objectives: strategic (SBD), operational (OD) and of the organisation (SOD)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.reading import raw_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from analysis.plan.ingest.document.model import Document, Line
    from analysis.plan.ingest.document.outline import Outline

POLICY_FIELD = "BELEIDSVELD "
STRUCTURE_ELEMENT = "ISE "

_BULLET = re.compile(r"[-−─•]")
_LISTED = re.compile(r"(?P<bullet>[-−─•] )?(?P<name>(?P<kind>SBD|SOD) \d+): (?P<title>.+)")
_OPERATIONAL = re.compile(r"(?P<title>.+?) \((?P<name>OD \d+)\)")
_KINDS = {"SBD": "strategic", "SOD": "organisation"}


def read_objectives(document: Document) -> pd.DataFrame:
    """Read the objectives, as printed.

    The lists give the strategic ones and those of the organisation. The operational ones are the
    headings that end in `(OD n)` under a policy field and a structure element (ISE).
    """
    rows = [*_listed(document.lines, document.outline), *_operational(document.outline)]
    rows.sort(key=lambda row: int(row[-1]))
    return raw_table("objectives", rows)


def _operational(outline: Outline) -> Iterator[tuple[str, ...]]:
    for heading in outline.headings:
        match = _OPERATIONAL.fullmatch(heading.title)
        field, element = outline.parent(heading, 1), outline.parent(heading, 2)
        if match and field and element and field.title.startswith(POLICY_FIELD):
            field_name = field.title.removeprefix(POLICY_FIELD)
            element_name = element.title.removeprefix(STRUCTURE_ELEMENT)
            yield (
                match["name"],
                "operational",
                match["title"],
                field_name,
                element_name,
                heading.number,
                str(heading.line),
            )


def _listed(lines: Sequence[Line], outline: Outline) -> Iterator[tuple[str, ...]]:
    for place, line in enumerate(lines):
        match = _LISTED.fullmatch(line.text)
        here = outline.at(line.number) if match else None
        if match and here and (match["bullet"] or line.level or line.in_table):
            rest = [] if line.whole else lines[place + 1 :]
            title = _whole(match["title"], rest, outline)
            yield match["name"], _KINDS[match["kind"]], title, "", "", here.number, str(line.number)


def _whole(title: str, lines: Sequence[Line], outline: Outline) -> str:
    """Return a title with its further lines: up to an empty paragraph, a bullet or a heading."""
    heads = {heading.line for heading in outline.headings}
    for line in lines:
        ended = title.endswith((";", ".")) and line.text[:1].isupper() and line.page_start
        if line.empty or ended or line.number in heads or _BULLET.match(line.text):
            break
        title = joined(title, line.text)
    return title.rstrip(";. ")
