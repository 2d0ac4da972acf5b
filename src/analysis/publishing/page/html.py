"""Converts a chapter's notebook to HTML with nbconvert: a chain of transforms, then a template."""

from __future__ import annotations

from copy import deepcopy
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from jinja2 import DictLoader
from nbconvert.exporters import TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbformat import NotebookNode

from analysis.errors import Problem
from analysis.publishing.page.abbreviations import explain_abbreviations, explained
from analysis.publishing.page.captions import number_captions
from analysis.publishing.page.chapter_page import ChapterPage
from analysis.publishing.page.contract import about, places
from analysis.publishing.page.displayed import output_problems, with_kinds
from analysis.publishing.page.fragment import check_fragments, note_places
from analysis.publishing.page.identifiers import prefix_identifiers
from analysis.publishing.page.markup import captioned, described
from analysis.publishing.page.packaged import packaged
from analysis.publishing.page.printed_rows import mark_places
from analysis.publishing.page.prose import render_prose
from analysis.publishing.page.reading import read_chapter
from analysis.publishing.page.references import link_references
from analysis.publishing.page.tamed import tame_prose
from analysis.publishing.page.visibility import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from analysis.publishing.page.captions import CaptionCounts
    from analysis.publishing.page.contract import Resources

CHAIN = (
    number_captions,
    tame_prose,
    link_references,
    render_prose,
    check_fragments,
    explain_abbreviations,
    mark_places,
    prefix_identifiers,
    note_places,
)
TEMPLATE = "chapter.html.j2"


def page_exporter() -> TemplateExporter:
    """Return the exporter of chapters on the page, whose template is compiled once."""
    return _page_exporter(packaged(TEMPLATE))


@lru_cache(maxsize=1)  # by the template's text, which may be edited under a running preview
def _page_exporter(text: str) -> TemplateExporter:
    return chapter_exporter(text, {})


def chapter_exporter(
    text: str, filters: Mapping[str, Callable[..., str | list[str]]]
) -> TemplateExporter:
    """Make an nbconvert exporter of chapters, with this package's transforms.

    `text` is that of its template; `filters` are those that only this template uses.
    """
    highlight = Highlight2HTML(pygments_lexer="python")  # type: ignore[no-untyped-call] # no types
    return TemplateExporter(  # type: ignore[no-untyped-call] # as above
        default_preprocessors=[],
        preprocessors=list(CHAIN),
        optimistic_validation=True,  # once, after the last of them
        template_paths=[],
        extra_loaders=[DictLoader({TEMPLATE: text})],
        template_file=TEMPLATE,
        filters={
            "highlight": cache(highlight),  # chapters share much of their code
            "about": about,
            "described": described,
            "captioned": captioned,
            "explained": explained,
            **filters,
        },
    )


def export_chapter(  # noqa: PLR0913 - the last two by name
    exporter: TemplateExporter,
    executed: tuple[str, str, NotebookNode],
    counts: CaptionCounts,
    abbreviations: Mapping[str, str],
    *,
    folder: Path | None = None,
    heading_links: bool = True,
) -> ChapterPage:
    """Render one executed notebook; the notebook itself is not changed.

    The chapter's id prefixes all ids in it; its title is for the navigation and for a notebook
    without a heading. `counts` are the figures and tables of the earlier chapters. Pictures are
    embedded from `folder`, that of the notebook. With `heading_links` each heading gets a link to
    itself. An exception is a problem of the chapter, and of the cell that it comes from.
    """
    chapter, title, nb = executed
    begin = {
        "chapter": chapter,
        "title": title,
        "counts": counts,
        "labels": {},
        "mentions": {},
        "abbreviations": abbreviations,
        "problems": [],
        "places": {},
        "sections": [],
        "folder": folder,
        "heading_links": heading_links,
    }
    try:
        return _exported(exporter, nb, begin)
    except Exception as error:  # noqa: BLE001 - whatever a library raises about a notebook
        problem = _unrendered(exporter, nb, begin, error)
        return ChapterPage(chapter, title, "", (), counts, (problem,))


def _exported(exporter: TemplateExporter, nb: NotebookNode, begin: Resources) -> ChapterPage:
    chapter, title, counts = begin["chapter"], begin["title"], begin["counts"]
    shown, parameters = visible(nb)
    if problems := output_problems(chapter, shown):  # the transforms rely on valid outputs
        return ChapterPage(chapter, title, "", (), counts, tuple(problems))
    resources = deepcopy(begin) | {"parameters": parameters}
    html, end = exporter.from_notebook_node(with_kinds(shown), resources=resources)
    return ChapterPage(
        id=chapter,
        title=title,
        html=html,
        sections=tuple(end["sections"]),
        counts=end["counts"],
        problems=tuple(end["problems"]),
        places=end["places"],
        content=read_chapter(html),
    )


def _unrendered(
    exporter: TemplateExporter, nb: NotebookNode, begin: Resources, error: Exception
) -> Problem:
    """Return the problem of a notebook that cannot be rendered, with the first cell to blame."""
    place = f"chapter '{begin['chapter']}'"
    for name, cell in places(nb):
        alone = NotebookNode({**nb, "cells": [cell]})  # type: ignore[no-untyped-call] # no types
        try:
            _exported(exporter, alone, begin)
        except Exception as own:  # noqa: BLE001 - as above
            place, error = f"{place}, {name}", own
            break
    found = f"{type(error).__name__}: {error}".splitlines()[0][:300]
    remedy = "Remove or change what this cell shows; the executed notebook has it."
    return Problem(place, found, "a cell that can be rendered", remedy)
