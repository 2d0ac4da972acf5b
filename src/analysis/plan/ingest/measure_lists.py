"""Compares the measures of the tables with those that the prose lists and counts.

The prose of a section lists its measures: `zet 5 maatregelen in:`, with a bullet for each. Another
sentence may say for how many of them there are norms. A table that was not read as a whole has
fewer names than that; a row that was read wrong has a name that no list has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from analysis.plan.ingest.notes import NO_TABLE, WHOLE, Note
from analysis.plan.ingest.statements.paragraphs import prose_paragraphs
from analysis.plan.ingest.statements.quantities import COUNT_WORDS
from analysis.plan.tables.measures import label_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import pandas as pd

    from analysis.plan.ingest.document.model import Document
    from analysis.plan.ingest.statements.paragraphs import Paragraph

TABLES = ("norms", "inspections", "budget")
SAME_NAME = 88  # of 100: two spellings of one measure
MOST_ODD = 0.05  # of the names, or one: where more differ, lists and tables use other words
FEWEST = 6  # names that show what is usual

_COUNT = rf"(?<![\w.,/-])(?P<count>\d{{1,3}}|{'|'.join(COUNT_WORDS)})(?:-?tal)?"
_THINGS = r"(?:maatregel(?:en)?|instrument(?:en)?)"
_INTRODUCES = re.compile(rf"\b{_THINGS}\b[^.:]*:$", re.IGNORECASE)
_COUNTED = re.compile(rf"{_COUNT} {_THINGS}\b", re.IGNORECASE)
_WITH_NORMS = re.compile(
    rf"\bvoor {_COUNT} {_THINGS}\b(?=[^.]*\b(?:streef|behandel|prestatie)norm)", re.IGNORECASE
)
_ROUGH = re.compile(
    r"\b(?:onder (?:meer|andere)|o\.a\.|meer dan|ruim|ongeveer|circa|waaronder)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class MeasureList:
    """The measures that the prose lists in one place.

    Attributes
    ----------
    line
        The line of the sentence before them.
    count
        How many that sentence says there are, None where it gives no number.
    names
        The bullets of the first level.
    """

    line: int
    count: int | None
    names: tuple[str, ...]


def compare_measures(
    tables: Mapping[str, pd.DataFrame], document: Document, taken: Collection[int]
) -> list[Note]:
    """Return a note for each measure of a list or a table that the other lacks.

    Parameters
    ----------
    tables
        Raw tables by name.
    document
        The document that they were read from.
    taken
        The lines of its tables.
    """
    paragraphs = prose_paragraphs(document, taken)
    lists = list(_lists(paragraphs))
    return [
        *_shorter(lists),
        *_with_norms(tables["norms"], paragraphs),
        *(note for name in TABLES for note in _names(name, tables[name], lists)),
    ]


def _lists(paragraphs: Sequence[Paragraph]) -> Iterator[MeasureList]:
    """Yield the lists of measures: a sentence that introduces them, and the bullets below it."""
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        match = _INTRODUCES.search(text)
        if match is None or paragraph.item:
            continue
        items = list(takewhile(lambda each: each.item, paragraphs[place + 1 :]))
        first = min((item.level for item in items), default=0)
        names = tuple(item.text for item in items if item.level == first)
        sentence = text[text.rfind(". ", 0, match.start()) + 1 :]
        counts = [] if _ROUGH.search(sentence) else _COUNTED.findall(sentence)
        count = _number(counts[-1]) if counts else None
        if names:
            yield MeasureList(paragraph.line_at(0), count, names)


def _shorter(lists: Sequence[MeasureList]) -> Iterator[Note]:
    """Yield a note for each list that has not as many measures as it says."""
    for each in lists:
        if each.count is not None and each.count != len(each.names):
            reason = f"announces {each.count} measures, and {len(each.names)} are listed below it"
            yield Note(NO_TABLE, each.line, reason)


def _with_norms(norms: pd.DataFrame, paragraphs: Sequence[Paragraph]) -> Iterator[Note]:
    """Yield a note where the prose says for how many measures there are norms, and it differs."""
    read = norms["measure"].map(_key).nunique()
    for paragraph in paragraphs:
        for match in _WITH_NORMS.finditer(paragraph.text):
            if _number(match["count"]) != read:
                count = _number(match["count"])
                reason = f"norms: the prose says that {count} measures have norms, {read} were read"
                yield Note("norms", WHOLE, reason)


def _names(table: str, rows: pd.DataFrame, lists: Sequence[MeasureList]) -> Iterator[Note]:
    """Yield a note for each name in only one of the lists and a table, where most are in both."""
    listed = {name: each.line for each in lists for name in each.names}
    read = {name: int(line) for name, line in zip(rows["measure"], rows["line"], strict=True)}
    for name in _odd(listed, read):
        yield Note(
            table, listed[name], f"no row of {table} has a measure that is listed here", name
        )
    for name in _odd(read, listed):
        yield Note(table, read[name], "a measure that is in no list of measures", name)


def _odd(names: Collection[str], others: Collection[str]) -> list[str]:
    """Return the names that are not among others; none where that is not unusual."""
    keys = [_key(other) for other in others]
    odd = [name for name in names if not _is_among(_key(name), keys)]
    usual = len(names) >= FEWEST and len(odd) <= max(1, MOST_ODD * len(names))
    return odd if usual else []


def _is_among(key: str, others: Sequence[str]) -> bool:
    return process.extractOne(key, others, scorer=fuzz.ratio, score_cutoff=SAME_NAME) is not None


def _key(name: str) -> str:
    """Return a name to compare: without what stands in brackets, hyphens and spaces."""
    return re.sub(r"[\s-]", "", label_key(_ASIDE.sub("", name)))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else COUNT_WORDS[text.lower()]
