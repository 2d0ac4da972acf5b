"""Converts a chapter's notebook to HTML with nbconvert: a chain of transforms, then a template."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import DictLoader
from nbconvert.exporters import TemplateExporter
from nbconvert.filters import Highlight2HTML

from analysis.publishing.page.abbreviations import explain_abbreviations, explained
from analysis.publishing.page.captions import number_captions
from analysis.publishing.page.chapter_page import ChapterPage
from analysis.publishing.page.contract import about, output_problems
from analysis.publishing.page.identifiers import prefix_identifiers
from analysis.publishing.page.markup import captioned, described
from analysis.publishing.page.options import read_options
from analysis.publishing.page.packaged import packaged
from analysis.publishing.page.prose import render_prose
from analysis.publishing.page.references import link_references
from analysis.publishing.page.tamed import tame_prose
from analysis.publishing.page.visibility import keep_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nbformat import NotebookNode

    from analysis.publishing.page.captions import CaptionCounts

CHAIN = (
    read_options,
    keep_visible,
    number_captions,
    tame_prose,
    link_references,
    render_prose,
    explain_abbreviations,
    prefix_identifiers,
)
TEMPLATE = "chapter.html.j2"


def chapter_exporter(
    template: str = TEMPLATE, filters: Mapping[str, Callable[..., str | list[str]]] | None = None
) -> TemplateExporter:
    """Make the nbconvert exporter of chapters, with this package's transforms.

    The template is a file in this package's `templates/`; `filters` are those that only it uses.
    """
    highlight = Highlight2HTML(pygments_lexer="python")  # type: ignore[no-untyped-call] # no types
    return TemplateExporter(  # type: ignore[no-untyped-call] # as above
        default_preprocessors=[],
        preprocessors=list(CHAIN),
        optimistic_validation=True,  # once, after the last of them
        template_paths=[],
        extra_loaders=[DictLoader({template: packaged(template)})],
        template_file=template,
        filters={
            "highlight": cache(highlight),  # chapters share much of their code
            "about": about,
            "described": described,
            "captioned": captioned,
            "explained": explained,
            **(filters or {}),
        },
    )


def export_chapter(
    exporter: TemplateExporter,
    executed: tuple[str, str, NotebookNode],
    counts: CaptionCounts,
    abbreviations: Mapping[str, str],
    *,
    heading_links: bool = True,
) -> ChapterPage:
    """Render one executed notebook; the notebook itself is not changed.

    The chapter's id prefixes all ids in it; its title is for the navigation and for a notebook
    without a heading. `counts` are the figures and tables of the earlier chapters. With
    `heading_links` each heading gets a link to itself.
    """
    chapter, title, nb = executed
    problems = output_problems(chapter, nb)
    if problems:  # the transforms rely on valid outputs
        return ChapterPage(chapter, title, "", (), counts, tuple(problems))
    begin = {
        "chapter": chapter,
        "title": title,
        "counts": counts,
        "labels": {},
        "mentions": {},
        "abbreviations": abbreviations,
        "problems": [],
        "sections": [],
        "heading_links": heading_links,
        "parameters": "",
    }
    html, end = exporter.from_notebook_node(nb, resources=begin)
    return ChapterPage(
        id=chapter,
        title=title,
        html=html,
        sections=tuple(end["sections"]),
        counts=end["counts"],
        problems=tuple(end["problems"]),
    )
