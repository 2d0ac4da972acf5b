"""Assembles the report: front matter, navigation, chapters and end in one self-contained file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from analysis.publishing.page.abbreviations import all_meanings, glossary
from analysis.publishing.page.accessibility import statement
from analysis.publishing.page.captions import Counts
from analysis.publishing.page.checks import ReportError, check_page
from analysis.publishing.page.html import chapter_exporter, export_chapter
from analysis.publishing.page.packaged import packaged, style_sheet, together
from analysis.publishing.page.policy import content_security_policy, styles_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nbformat import NotebookNode

    from analysis.publishing.page.chapter_page import ChapterPage
    from analysis.publishing.page.linked import LinkedFile

PAGE, END = "page.html.j2", "end.html.j2"
STYLES = tuple(f"style/{name}.css" for name in ("page", "words", "figures", "tables", "print"))
SCRIPTS = tuple(
    f"script/{name}.js" for name in ("navigation", "search", "saving", "tables", "figures")
)


def build_report(  # noqa: PLR0913 - what a report holds; all but the notebooks by name
    executed: Iterable[tuple[str, str, NotebookNode]],
    *,
    title: str,
    publisher: str,
    year: int | str,
    sources: Sequence[str] = (),
    abbreviations: Mapping[str, str] | None = None,
    beside: Sequence[LinkedFile] = (),
    contact: str = "",
) -> str:
    """Make the report of executed notebooks; the same notebooks give the same bytes.

    Parameters
    ----------
    executed
        Chapter id, title and executed notebook, in the report's order.
    title, publisher, year
        For the front page; a page over several years says which.
    sources
        What the report is made of, one line each, for its end.
    abbreviations
        The plan's abbreviations and their meanings.
    beside
        The files that are published with it.
    contact
        Who answers readers for whom something does not work; the publisher when it is empty.

    Raises
    ------
    ReportError
        When the report would not be fit to read: a figure without alternative text, caption or
        data, a reference to nowhere, an id that stands twice, a request to elsewhere, a leftover
        error, an empty chapter. The problems of all chapters at once; when they have none, the
        page's.
    """
    meanings = abbreviations or {}
    return finished(
        export_chapters(executed, meanings),
        title=title,
        publisher=publisher,
        year=year,
        sources=sources,
        abbreviations=meanings,
        beside=beside,
        contact=contact,
    )


def finished(  # noqa: PLR0913 - as above
    chapters: Sequence[ChapterPage],
    *,
    title: str,
    publisher: str,
    year: int | str,
    sources: Sequence[str],
    abbreviations: Mapping[str, str],
    beside: Sequence[LinkedFile],
    contact: str = "",
) -> str:
    """Put rendered chapters in their page, and check it.

    Parameters and errors are those of `build_report`.
    """
    html = page(
        END,
        chapters,
        title=title,
        publisher=publisher,
        year=year,
        sources=sources,
        beside=beside,
        contact=contact or publisher,
        glossary=glossary(chapters, abbreviations),
        statement=statement(chapters[-1].counts.figure, chapters[-1].counts.table),
    )
    if problems := check_page(html):
        raise ReportError(*problems)
    return html


def export_chapters(
    executed: Iterable[tuple[str, str, NotebookNode]], abbreviations: Mapping[str, str]
) -> list[ChapterPage]:
    """Render the notebooks one after the other, figures and tables numbered through.

    Raises
    ------
    ReportError
        When notebooks show what is not fit to be read; the problems of all of them.
    """
    exporter, counts, meanings = chapter_exporter(), Counts(), all_meanings(abbreviations)
    chapters = []
    for one in executed:
        chapters.append(export_chapter(exporter, one, counts, meanings))
        counts = chapters[-1].counts
    problems = [problem for chapter in chapters for problem in chapter.problems]
    if problems:
        raise ReportError(*problems)
    return chapters


def page(end: str, chapters: Sequence[ChapterPage], **values: object) -> str:
    """Put chapters in a page with the report's look and navigation.

    Parameters
    ----------
    end
        The template of what comes after the chapters.
    chapters
        What it holds.
    values
        What the templates ask for: title, publisher, year, and what the end needs.
    """
    style, script = style_sheet(STYLES), together(SCRIPTS)
    styles = [style, *(text for chapter in chapters for text in styles_in(chapter.html))]
    environment = Environment(
        autoescape=True,
        loader=DictLoader({name: packaged(name) for name in (PAGE, end)}),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(PAGE).render(
        end=end,
        chapters=chapters,
        markup=Markup,
        policy=content_security_policy(styles, [script]),
        style=Markup(style),  # noqa: S704 - this package's own files
        script=Markup(script),  # noqa: S704
        **values,
    )
