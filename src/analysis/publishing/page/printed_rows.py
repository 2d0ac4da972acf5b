"""Places of rows in the page: they are marked, and the rows that they name are in it once."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from analysis.plan.tables.places import MENTION, numbers_of
from analysis.publishing.page.contract import change_markup, change_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nbformat import NotebookNode

    from analysis.plan.tables.printed import PrintedTable
    from analysis.publishing.page.contract import Resources

#: With its brackets, so that no line breaks after the first.
_MENTION = re.compile(rf"\({MENTION.pattern}\)|{MENTION.pattern}")
_ROW = re.compile(r"\b(rij|rijen) (?=\d)")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_MARKUP = re.compile(r"(<[^>]*>)")
_MARKED = re.compile(r'<span class="place"(?: data-place="(?P<whole>[^"]*)")?>(?P<text>[^<]*)<')


def mark_places(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Mark the places that prose, tables and HTML name in full; a cell may mark its own."""
    change_prose(nb, marked)
    change_markup(nb, marked)
    return nb, resources


def marked(html: str) -> str:
    r"""Put each place that a text names in an element of its own, without a line break in a row.

    >>> marked("<p>Zie sectie 9, streefnormen, rij 4, p. 8.</p>")
    '<p>Zie <span class="place">sectie 9, streefnormen, rij\xa04, p. 8</span>.</p>'
    """
    if ", rij" not in html:
        return html
    parts = _MARKUP.split(html)
    parts[::2] = [_MENTION.sub(_mark, text) for text in parts[::2]]
    return "".join(parts)


def _mark(place: re.Match[str]) -> str:
    unbroken = _ROW.sub(rf"\1{_NO_BREAK}", place[0])
    return f'<span class="place">{unbroken}</span>'


def rows_shown(
    chapters: Iterable[str], printed: Mapping[str, PrintedTable], address: str = ""
) -> str:
    """Return as JSON the rows that the chapters name, and the address of the plan; empty for none.

    The rows are by table and by number; the text can be part of a page's script.
    """
    shown: dict[str, Any] = {}
    for place in {place for html in chapters for place in _places(html)}:
        table, _, numbers = place.partition(", rij")
        if known := printed.get(table):
            rows = shown.setdefault(table, {"headers": known.headers, "rows": {}})["rows"]
            rows |= {n: known.rows[n] for n in numbers_of(numbers) if n in known.rows}
    if not shown:
        return ""
    content = {"address": address, "tables": shown}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _places(html: str) -> set[str]:
    return {
        unescape(found["whole"] or found["text"].strip("()")).replace(_NO_BREAK, " ")
        for found in _MARKED.finditer(html)
    }
