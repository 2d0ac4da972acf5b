"""Reads the references from one section of a plan to another: `(zie 3.4.3 Digitale ...)`.

Also `cfr. punt 8.4. ...` and `komt aan bod onder 6.1.4.2`. The topic is what follows the number; a
bullet that ends in a reference, `• databeheer (zie 6.1.5)`, names the topic before it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.wording import joined
from analysis.plan.ingest.reading import raw_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from analysis.plan.ingest.document.model import Document, Line

MOST_LINES = 4  # that a reference takes

_NUMBER = r"\d{1,2}(?:\.\d{1,2}){1,4}(?![\d%])"
_BEFORE = r"(?:ook |verder )*(?:in |deze |sectie |punt |deel |hoofdstuk )*"
_TOPIC = r"(?:[^()]|\([^()]*\))*"
_SEE = r"(?:\b(?:[Zz]ie|[Cc]fr\.?) |\baan bod (?:in|onder) )"
_REFERENCE = re.compile(
    rf"(?:{_SEE}{_BEFORE}(?P<target>{_NUMBER})"
    rf"|\((?P<bare>{_NUMBER})\.? (?=[A-Z]))\.?(?P<topic>{_TOPIC})"
)
_OPENS = re.compile(r"\b(?:[Zz]ie|[Cc]fr|aan bod)\b|\(\d")
_BULLET = re.compile(r"[-−─•] (?P<topic>[^()]+) \($")


def read_references(document: Document) -> pd.DataFrame:
    """Read the references by section number, as printed, in the document's order."""
    lines, outline = document.lines, document.outline
    rows = [
        (
            here.number,
            match["target"] or match["bare"],
            _topic(match["topic"]) or _bullet(line, match.start()),
            str(line.number),
        )
        for place, line in enumerate(lines)
        if _OPENS.search(line.text) and (here := outline.at(line.number))
        for match in _REFERENCE.finditer(_whole(lines, place))
        if match.start() < len(line.text)
    ]
    return raw_table("references", rows)


def _whole(lines: Sequence[Line], place: int) -> str:
    """Return a line with those after it in its paragraph."""
    text = ""
    for line in islice(_paragraph(lines, place), MOST_LINES):
        text = joined(text, line.text)
    return text


def _paragraph(lines: Sequence[Line], place: int) -> Iterator[Line]:
    for line in islice(lines, place, None):
        if not line.text or (line.page_start and line is not lines[place]):
            return
        yield line
        if line.whole:
            return


def _topic(text: str) -> str:
    """Return what a reference says of its target, up to the end of the sentence.

    The point after a single letter, as in `m.b.t.`, ends none.
    """
    return re.split(r"(?<!\b\w)[.;] | ?\*", text.strip(" .,"), maxsplit=1)[0].strip(" .,:")


def _bullet(line: Line, end: int) -> str:
    """Return the words of a bullet before its reference; nothing where no bullet begins."""
    if line.level:
        return line.text[:end].removesuffix("(").strip()
    match = _BULLET.match(line.text[:end])
    return match["topic"] if match else ""
