"""Joins the lines of a document's prose into paragraphs, and divides these into sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.wording import joined

if TYPE_CHECKING:
    from collections.abc import Collection

    from analysis.plan.ingest.document.model import Document, Line

_BULLET = re.compile(r"(?:[-−–─•▪*o]|\d{1,2}[).])\s+(?=\S)")
_LONG_LINE = 55  # characters: a shorter line without a full stop is a caption
_STOPS = (".", "!", "?", ":", ";")
_ABBREVIATIONS = (
    *("m.b.t", "t.o.v", "i.k.v", "o.a", "o.m", "nl", "bv", "vb", "ca", "cf", "cfr", "resp", "incl"),
    *(
        "excl",
        "art",
        "nr",
        "dd",
        "i.s.m",
        "n.a.v",
        "i.f.v",
        "i.p.v",
        "t.e.m",
        "m.n",
        "d.m.v",
        "dept",
    ),
    *(
        "uitgez",
        "blz",
        "p",
        "i.v.m",
        "o.b.v",
        "a.d.h.v",
        "m.i.v",
        "respect",
        "goedk",
        "princ",
        "adm",
    ),
    *("zgn", "evt", "max", "min", "b.s", "i.e", "o.v", "w.o", "t.a.v", "t.b.v", "enz"),
)
_END = re.compile(r"[.!?…](?:[\"”’)]*)\s+(?=[\"“‘(]?[A-ZÀ-Ý0-9’])")
_LAST_WORD = re.compile(r"[\w.]+$")


@dataclass
class Paragraph:
    """Lines that belong together.

    Attributes
    ----------
    section
        The number of the section that it is in.
    item
        Whether it is an item of a list.
    level
        The depth of that item, by its mark: 0 outside lists.
    text
        Its words, on one line.
    """

    section: str
    item: bool = False
    level: int = 0
    text: str = ""
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def add(self, line: Line, text: str) -> None:
        """Append the text of a line."""
        self.text = joined(self.text, text)
        self._starts.append(len(self.text) - len(text))
        self._lines.append(line.number)

    def line_at(self, place: int) -> int:
        """Return the line of the character at a place in the text."""
        return self._lines[max(bisect_right(self._starts, place) - 1, 0)]

    def sentences(self) -> list[tuple[int, str]]:
        """Return each sentence and where it starts."""
        starts = [0, *(match.end() for match in _END.finditer(self.text) if self._ends(match))]
        ends = [*starts[1:], len(self.text)]
        return [(start, self.text[start:end]) for start, end in zip(starts, ends, strict=True)]

    def _ends(self, match: re.Match[str]) -> bool:
        word = _LAST_WORD.search(self.text, max(match.start() - 12, 0), match.start())
        last = word[0].lower() if word else ""
        return last not in _ABBREVIATIONS and not re.fullmatch(r"[a-z](\.[a-z])*", last)


def prose_paragraphs(document: Document, taken: Collection[int]) -> list[Paragraph]:
    """Return the paragraphs outside tables and headings; `taken` are the lines of tables."""
    outline = document.outline
    headings = {n for each in outline.headings for n in range(each.line, each.last_line + 1)}
    found: list[Paragraph] = []
    current: Paragraph | None = None
    gap = False
    for line in document.lines:
        if line.number in taken or line.number in headings or line.in_table:
            current = None
        elif not line.text:
            gap = True
            continue
        else:
            heading = outline.at(line.number)
            for text in line.parts:
                opened = _opened(line, text, heading.number if heading else "")
                if current is None or opened.item or _starts_anew(current, text, gap=gap):
                    current = opened
                    found.append(current)
                bullet = _BULLET.match(text)
                current.add(line, text[bullet.end() :] if bullet else text)
                gap = False
            current = None if line.whole else current
        gap = False
    return found


def _opened(line: Line, text: str, section: str) -> Paragraph:
    """Return the paragraph that a line opens, if it opens one."""
    is_item = bool(_BULLET.match(text)) or bool(line.level)
    level = (line.level or (2 if text[0] in "o▪" else 1)) if is_item else 0
    return Paragraph(section, is_item, level)


def _starts_anew(current: Paragraph, text: str, *, gap: bool) -> bool:
    """Return whether a line opens a paragraph: after a gap, unless a sentence runs on."""
    if not gap:
        return False
    last = current.text.rstrip()
    runs_on = not last.endswith(_STOPS) and len(last) >= _LONG_LINE
    return not (runs_on and (text[0].islower() or text[0].isdigit()))
