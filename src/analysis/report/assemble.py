"""Assembles the report: front matter, navigation and chapters in one self-contained HTML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from analysis.report.captions import Counts
from analysis.report.checks import ReportError, check_page
from analysis.report.html import ChapterPage, chapter_exporter, export_chapter, packaged
from analysis.report.policy import content_security_policy, styles_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nbformat import NotebookNode

PAGE, STYLE, SCRIPT = "page.html.j2", "report.css", "report.js"


def build_report(
    executed: Iterable[tuple[str, str, NotebookNode]],
    *,
    title: str,
    publisher: str,
    year: int,
    sources: Sequence[str] = (),
) -> str:
    """Make the report of executed notebooks; the same notebooks give the same bytes.

    Parameters
    ----------
    executed
        Chapter id, title and executed notebook, in the report's order.
    title, publisher, year
        For the front page.
    sources
        What the report is made of, one line each, for its end.

    Raises
    ------
    ReportError
        When the report would not be fit to read: a figure without alternative text or caption, a
        reference to nowhere, an id that stands twice, a request to elsewhere, a leftover error, an
        empty chapter. The problems of all chapters at once; when they have none, the page's.
    """
    chapters = _chapters(executed)
    html = _page(chapters, title=title, publisher=publisher, year=year, sources=sources)
    of_chapters = [problem for chapter in chapters for problem in chapter.problems]
    problems = of_chapters or check_page(html)
    if problems:
        raise ReportError(*problems)
    return html


def _chapters(executed: Iterable[tuple[str, str, NotebookNode]]) -> list[ChapterPage]:
    exporter, counts = chapter_exporter(), Counts()
    chapters = []
    for name, title, notebook in executed:
        chapters.append(export_chapter(exporter, name, title, notebook, counts))
        counts = chapters[-1].counts
    return chapters


def _page(
    chapters: Sequence[ChapterPage],
    *,
    title: str,
    publisher: str,
    year: int,
    sources: Sequence[str],
) -> str:
    style, script = packaged(STYLE), packaged(SCRIPT)
    styles = [style, *(text for chapter in chapters for text in styles_in(chapter.html))]
    environment = Environment(
        autoescape=True,
        loader=DictLoader({PAGE: packaged(PAGE)}),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(PAGE).render(
        title=title,
        publisher=publisher,
        year=year,
        sources=sources,
        chapters=chapters,
        markup=Markup,
        policy=content_security_policy(styles, [script]),
        style=Markup(style),  # noqa: S704 - this package's own files
        script=Markup(script),  # noqa: S704
    )
