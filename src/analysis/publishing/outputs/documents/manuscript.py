"""The report as pandoc reads it: one plain HTML text, with its figures as separate files."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from analysis.publishing.outputs.documents.cards import on_paper
from analysis.publishing.page.captions import CaptionCounts
from analysis.publishing.page.checks import ReportError
from analysis.publishing.page.html import chapter_exporter, export_chapter
from analysis.publishing.page.packaged import packaged
from analysis.publishing.page.pictures import TYPES
from analysis.publishing.page.terms import own_terms
from analysis.toolkit.charts.standalone import standalone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from analysis.publishing.page.terms import Term

TEMPLATE = "document.html.j2"
OWN = "Afkortingen die het plan niet verklaart"
OWN_REMARK = "Deze verklaringen zijn van dit rapport, niet van het plan."
EMBEDDED = re.compile(r'src="data:(?P<mime>[\w/+]+);base64,(?P<content>[^"]+)"')


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text, its drawings and the pictures of notebooks, each by its file name.

    Headings of the text begin at level 2, and the `src` of a drawing or a picture is its file name.
    """

    html: str
    pictures: Mapping[str, str]
    embedded: Mapping[str, bytes] = field(default_factory=dict)

    def fingerprint(self) -> str:
        """Return the first 12 digits of the SHA-256 of text and pictures: they name an edition."""
        content = [self.html, *(part for item in self.pictures.items() for part in item)]
        return hashlib.sha256("\0".join(content).encode()).hexdigest()[:12]


def manuscript(
    executed: Iterable[tuple[str, str, NotebookNode]],
    *,
    title: str,
    sources: Sequence[str],
    folder: Path | None = None,
) -> Manuscript:
    """Make one text of executed notebooks, with figures and tables numbered as on the page.

    Each notebook comes with its chapter's id and title; there is one line for each source.
    Pictures next to the notebooks are in `folder`.

    Raises
    ------
    ReportError
        When a notebook cannot be shown in a document.
    """
    pictures: dict[str, str] = {}

    def drawing(svg: str, name: str) -> str:
        pictures[f"{name}.svg"] = standalone(svg)
        return f"{name}.svg"

    exporter = chapter_exporter(packaged(TEMPLATE), {"drawing": drawing, "on_paper": on_paper})
    counts, parts = CaptionCounts(), list[str]()
    for one in executed:
        chapter = export_chapter(exporter, one, counts, {}, folder=folder, heading_links=False)
        if chapter.problems:
            raise ReportError(*chapter.problems)
        counts = chapter.counts
        parts.append(chapter.html)
    parts.append(_end("".join(parts), sources))
    head = f'<html lang="nl"><head><title>{escape(title)}</title></head>'
    text, embedded = _as_files("".join(parts))
    return Manuscript(f"{head}<body>{text}</body></html>", pictures, embedded)


def _as_files(html: str) -> tuple[str, dict[str, bytes]]:
    """Take the embedded pictures out of a text; return it with their file names, and the files."""
    files: dict[str, bytes] = {}

    def named(found: re.Match[str]) -> str:
        content = base64.b64decode(found["content"])
        digest = hashlib.sha256(content).hexdigest()[:12]
        name = f"picture-{digest}{TYPES[found['mime']][0]}"
        files[name] = content
        return f'src="{name}"'

    return EMBEDDED.sub(named, html), files


def _end(text: str, sources: Sequence[str]) -> str:
    """Return the document's last chapter: its sources, and the report's own abbreviations."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in sources)
    parts = [f"<h3>Bronnen</h3><ul>{lines}</ul>"] if lines else []
    used = [term for term in own_terms() if re.search(rf"\b{re.escape(term.short)}\b", text)]
    if used:
        parts.append(f"<h3>{OWN}</h3><p>{OWN_REMARK}</p><dl>")
        parts += [f"<dt>{term.short}</dt><dd>{escape(_explained(term))}</dd>" for term in used]
        parts.append("</dl>")
    return "".join(['<h2 class="end">Over dit rapport</h2>', *parts]) if parts else ""


def _explained(term: Term) -> str:
    explanation = f". {term.explanation}" if term.explanation else ""
    return f"{term.meaning}{explanation} ({term.source})"
