"""The sentence or the row of the plan that a proposal rests on, with its words marked."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from analysis.plan.ingest.proposing import kept_text
from analysis.plan.tables.decided import NO_SUCCESSOR
from analysis.plan.tables.raw import BY_HAND, RAW_COLUMNS, read_raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.paths import Project
    from analysis.plan.ingest.proposals import Proposal

_AROUND = 2  # lines before and after the line of a figure
_NO_TEXT = "De tekst van het plan is hier niet: lees hem met planmonitor ingest."
_PLACES = frozenset({"line", "page"})


class Quotes:
    """What the plan prints on a line: the rows of the tables, and the text if it is here."""

    def __init__(self, project: Project, year: int) -> None:
        self._text = kept_text(project, year)
        self._rows: dict[int, tuple[str, str, str]] = {}
        for table in RAW_COLUMNS:
            if table not in BY_HAND and "line" in RAW_COLUMNS[table]:
                for row in read_raw(project, year, table).to_dict("records"):
                    cells = (str(row[name]) for name in RAW_COLUMNS[table] if name not in _PLACES)
                    text = " | ".join(filter(None, cells))
                    self._rows.setdefault(int(row["line"]), (table, text, str(row["page"])))

    def of(self, proposal: Proposal) -> str:
        """Return what is printed as HTML: a paragraph for each row or sentence."""
        return "".join(f"<blockquote>{quote}</blockquote>" for quote in self._quotes(proposal))

    def place(self, proposal: Proposal) -> str:
        """Return where it is printed, in words."""
        table, _, page = self._rows.get(proposal.line, ("", "", ""))
        parts = [
            f"onderdeel {proposal.section}" if proposal.section else "",
            f"tabel {table}" if table and proposal.kind != "figure" else "",
            f"bladzijde {page}" if page else "",
            f"regel {proposal.line}" if proposal.line else "",
        ]
        return ", ".join(filter(None, parts)) or "het hele plan"

    def _quotes(self, proposal: Proposal) -> Iterator[str]:
        if proposal.kind == "figure":
            yield self._sentence(proposal.line, proposal.value)
            return
        there = self._rows.get(proposal.line)
        if there:
            yield _marked(there[1], proposal.subject)
        elif proposal.line:
            yield self._sentence(proposal.line, proposal.subject)
        if proposal.kind == "successor" and proposal.value != NO_SUCCESSOR:
            for line in proposal.value.split():
                yield escape(self._rows.get(int(line), ("", "", ""))[1])

    def _sentence(self, line: int, words: str) -> str:
        if not self._text:
            return f"<em>{_NO_TEXT}</em>"
        first, last = max(0, line - 1 - _AROUND), line + _AROUND
        before, own, after = (
            " ".join(self._text[begin:end])
            for begin, end in ((first, line - 1), (line - 1, line), (line, last))
        )
        return f"{escape(before)} {_marked(own, words)} {escape(after)}"


def _marked(text: str, words: str) -> str:
    """Mark the first place of the words in a text; the rest is as it is."""
    found = re.search(re.escape(words), text, re.IGNORECASE) if words else None
    if not found:
        return escape(text)
    parts = text[: found.start()], found[0], text[found.end() :]
    return f"{escape(parts[0])}<mark>{escape(parts[1])}</mark>{escape(parts[2])}"
