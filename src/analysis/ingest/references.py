"""Reads the references from one section of a plan to another: `(zie 3.4.3 Digitale ...)`."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from analysis.ingest.document import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.ingest.document import Line
    from analysis.ingest.headings import Outline

COLUMNS = ["section", "target", "topic", "line"]
MOST_LINES = 4  # that a reference takes

_NUMBER = r"\d{1,2}(?:\.\d{1,2}){1,4}(?![\d%])"
_BEFORE = r"(?:ook |verder )*(?:in |deze |sectie |punt |deel |hoofdstuk )*"
_TOPIC = r"(?:[^()]|\([^()]*\))*"
_REFERENCE = re.compile(
    rf"(?:\b[Zz]ie {_BEFORE}(?P<target>{_NUMBER})"
    rf"|\((?P<bare>{_NUMBER})\.? (?=[A-Z]))\.?(?P<topic>{_TOPIC})"
)
_OPENS = re.compile(r"\b[Zz]ie\b|\(\d")


def read_references(lines: Sequence[Line], outline: Outline) -> pd.DataFrame:
    """Read the references by section number, as printed, in the document's order."""
    rows = [
        (here.number, match["target"] or match["bare"], _topic(match["topic"]), str(line.number))
        for place, line in enumerate(lines)
        if _OPENS.search(line.text) and (here := outline.at(line.number))
        for match in _REFERENCE.finditer(_whole(lines, place))
        if match.start() < len(line.text)
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str)


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


def _topic(text: str) -> str:
    """Return what a reference says of its target, up to the end of the sentence."""
    return re.split(r"[.;] | ?\*", text.strip(" .,"), maxsplit=1)[0].strip(" .,:")
