"""Turns a text file into lines with their bold, and its tables into tables of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.limits import check_size
from analysis.plan.ingest.document.model import Document, Line, starts_page
from analysis.plan.ingest.document.numbered import find_outline
from analysis.plan.ingest.document.text.boldface import spans_of
from analysis.plan.ingest.document.text.extraction import check_extraction
from analysis.plan.ingest.document.text.grids import text_grids
from analysis.plan.ingest.document.wording import normalised, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE_RULE = re.compile(r"\s*/{20,}\s*")
_PAGE_OF = re.compile(r"\bpagina \d+ van (\d+)\b")


def from_text(text: str, *, name: str, sha256: str = "") -> Document:
    """Return a text as a document; the fourfold bold is undone.

    Raises
    ------
    DocumentError
        When there are too many lines for a plan, a line is too long for a page, or the program that
        made the text left out what tells its tables.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").split("\n")
    check_size(rows, name)
    rows = [normalised(raw) for raw in rows]
    cut = [raw[1:] if starts_page(raw) else raw for raw in rows]
    lines, footers = _without_feet(
        [
            Line(number, raw, spans)
            for number, (raw, spans) in enumerate(zip(rows, spans_of(cut), strict=True), start=1)
        ]
    )
    check_extraction(lines, name)
    outline = find_outline(lines)
    return Document(
        name,
        sha256,
        lines,
        outline,
        grids=text_grids(lines, outline),
        footers=footers,
        pages=_pages(footers),
    )


def _without_feet(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return the lines, blank where a page's foot was, and the feet."""
    footers: list[str] = []
    kept: list[Line] = []
    for line in lines:
        if _PAGE_RULE.fullmatch(line.raw) or _PAGE_OF.search(line.raw):
            footers.append(squeeze(line.raw))
            kept.append(Line(line.number, "", ()))
        else:
            kept.append(line)
    return tuple(kept), tuple(footers)


def _pages(footers: Sequence[str]) -> int | None:
    found = [match for footer in footers if (match := _PAGE_OF.search(footer))]
    return int(found[0][1]) if found else None
