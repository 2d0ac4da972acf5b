"""The report as pandoc reads it: one plain HTML text, and its figures as files beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from analysis.report.captions import Counts
from analysis.report.html import chapter_exporter, export_chapter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nbformat import NotebookNode

TEMPLATE = "document.html.j2"
FIXED_LINK = re.compile(r'<a class="here".*?</a>')
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
LINKING = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text and its pictures.

    Attributes
    ----------
    html
        The text; headings begin at level 2, a picture's `src` is its name in `pictures`.
    pictures
        Each figure's SVG by its file name.
    """

    html: str
    pictures: Mapping[str, str]


def manuscript(
    executed: Iterable[tuple[str, str, NotebookNode]], *, title: str, sources: Sequence[str]
) -> Manuscript:
    """Make one text of executed notebooks, numbered as in the HTML report.

    Parameters
    ----------
    executed
        Chapter id, title and executed notebook, in the report's order.
    title
        Of the document.
    sources
        What the report is made of, one line each.
    """
    pictures: dict[str, str] = {}

    def picture(svg: str, name: str) -> str:
        file = f"{name}.svg"
        pictures[file] = standalone(svg)
        return file

    exporter, counts, parts = chapter_exporter(TEMPLATE, {"picture": picture}), Counts(), []
    for one in executed:
        chapter = export_chapter(exporter, one, counts, {})
        counts = chapter.counts
        parts.append(FIXED_LINK.sub("", chapter.html))
    if sources:
        lines = "".join(f"<li>{escape(line)}</li>" for line in sources)
        parts.append(f"<h2>Bronnen</h2><ul>{lines}</ul>")
    head = f'<html lang="nl"><head><title>{escape(title)}</title></head>'
    return Manuscript(f"{head}<body>{''.join(parts)}</body></html>", pictures)


def standalone(svg: str) -> str:
    """Name the languages that an SVG is written in, which inside a page need no name.

    >>> standalone('<svg viewBox="0 0 1 1"/>')[:43]
    '<svg xmlns="http://www.w3.org/2000/svg" xml'
    """
    missing = [name for name in (NAMESPACE, LINKING) if name not in svg]
    return svg.replace("<svg", " ".join(["<svg", *missing]), 1)
