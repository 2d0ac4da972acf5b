"""Says to which section a milestone table belongs; the PDF set some behind the next heading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from analysis.plan.ingest.announcements import announcements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.plan.ingest.document.model import Line
    from analysis.plan.ingest.document.outline import NumberedHeading, Outline
    from analysis.plan.ingest.statuses import Kind

SHORTEST_WORD = 5  # letters of a word that says something about a table's content


@dataclass
class TextTable:
    """One milestone table: its header, its lines and, once placed, its section."""

    kind: Kind
    additional: bool
    year: int
    line: int
    lines: list[Line] = field(default_factory=list)
    section: str = ""


def place_tables(tables: Sequence[TextTable], outline: Outline, lines: Sequence[Line]) -> None:
    """Set each table's section: the one it stands in, or the one before when it is about that.

    Only a section that is still owed a table gets one that stands behind its end: its caption
    announced more tables than it has, or neither section announces any.
    """
    announced = Counter((section, kind) for _, section, kind in announcements(lines, outline))
    inside = {line.number for table in tables for line in table.lines}
    done: Counter[tuple[str, str]] = Counter()

    @cache
    def text_of(heading: NumberedHeading) -> str:
        return " ".join(_own_text(heading, outline, lines, inside)).casefold()

    for table in tables:
        here = outline.at(table.line)
        if here is None:
            continue
        table.section = here.number
        before = outline.before(here)
        if before is None or table.additional:
            continue
        promised, had = announced[before.number, table.kind], done[before.number, table.kind]
        silent = not promised and not announced[here.number, table.kind]
        owed = promised > had or (silent and not had)
        if owed and _is_about(table, text_of(before), text_of(here)):
            table.section = before.number
        done[table.section, table.kind] += 1


def _is_about(table: TextTable, text: str, other: str) -> bool:
    """Tell whether a table is about one section's text rather than another's.

    A theme that only one of them names decides; else the words that only one of them has.
    """
    themes = [theme for line in table.lines if (theme := line.bold_text.casefold())]
    named = sum((theme in text) - (theme in other) for theme in themes)
    if named:
        return named > 0
    words, mine, others = (
        _words(line.text.casefold() for line in table.lines),
        _words([text]),
        _words([other]),
    )
    return len(words & mine - others) > len(words & others - mine)


def _own_text(
    heading: NumberedHeading, outline: Outline, lines: Sequence[Line], inside: set[int]
) -> Iterator[str]:
    """Return the lines of a section that are in no table."""
    end = outline.end(heading) or lines[-1].number + 1
    return (line.text for line in lines[heading.line - 1 : end - 1] if line.number not in inside)


def _words(texts: Iterable[str]) -> set[str]:
    """Return the words that say what texts are about."""
    found = re.findall(r"[^\W\d_]+", " ".join(texts).lower())
    return {word for word in found if len(word) >= SHORTEST_WORD}
