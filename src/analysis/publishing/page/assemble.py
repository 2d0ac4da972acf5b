"""Assembles the report: front matter, navigation, chapters and end in one self-contained file."""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup

from analysis.publishing.page.abbreviations import all_meanings, glossary
from analysis.publishing.page.accessibility import statement
from analysis.publishing.page.captions import CaptionCounts
from analysis.publishing.page.checks import ReportError, check_page
from analysis.publishing.page.html import export_chapter, page_exporter
from analysis.publishing.page.packaged import environment_of, packaged, style_sheet, together
from analysis.publishing.page.policy import content_security_policy, styles_in
from analysis.publishing.page.printed_rows import rows_shown
from analysis.publishing.page.remembered import RememberedChapters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from analysis.plan.tables.printed import PrintedTable
    from analysis.publishing.page.chapter_page import ChapterPage
    from analysis.publishing.page.linked import LinkedFile

PAGE, END = "page.html.j2", "end.html.j2"
STYLES = tuple(
    f"style/{name}.css"
    for name in ("page", "words", "figures", "tables", "cards", "places", "print")
)
#: Runs before the body is read.
OPENING = "script/opening.js"
SCRIPTS = tuple(
    f"script/{name}.js"
    for name in (
        "chapters",
        "navigation",
        "search",
        "saving",
        "tables",
        "figures",
        "values",
        "places",
    )
)


def finished(  # noqa: PLR0913 - the parts of a report; all but the chapters by name
    chapters: Sequence[ChapterPage],
    *,
    title: str,
    publisher: str,
    year: int | str,
    sources: Sequence[str],
    abbreviations: Mapping[str, str],
    beside: Sequence[LinkedFile],
    contact: str = "",
    draft: bool = False,
    years: str = "",
    printed: Mapping[str, PrintedTable] = MappingProxyType({}),
    address: str = "",
) -> str:
    """Put rendered chapters into the page, and check it; the same chapters give the same bytes.

    `year` may name several years, and `beside` are the files next to the page that it links to.
    Without a `contact` readers contact the publisher about problems. Each page of a `draft` says
    that it is one, on screen and on paper, and a draft is no edition. `years` is the path of the
    index of all years; each chapter links to its row there, but that of a comparison, a page of
    one chapter, to the whole. `printed` are the tables of the plan whose rows the page can show,
    and `address` is that of the published plan.

    Raises
    ------
    ReportError
        When the page has problems: a broken reference, a duplicate id, a request to another host.
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
        edition="" if draft else _edition(chapters),
        draft=draft,
        years=years,
        address=address,
        rows=Markup(rows_shown((one.html for one in chapters), printed, address)),  # noqa: S704
        glossary=glossary(chapters, abbreviations),
        statement=statement(chapters[-1].counts.figure, chapters[-1].counts.table),
    )
    places = {name: place for one in reversed(chapters) for name, place in one.places.items()}
    if problems := check_page(html, places, [(one.html, one.content) for one in chapters]):
        raise ReportError(*problems)
    return html


def _edition(chapters: Sequence[ChapterPage]) -> str:
    """Return digits that name this edition: the same chapters have the same."""
    content = "\0".join(chapter.html for chapter in chapters)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def export_chapters(
    executed: Iterable[tuple[str, str, NotebookNode]],
    abbreviations: Mapping[str, str],
    folder: Path | None = None,
    remembered: RememberedChapters | None = None,
    counts: CaptionCounts | None = None,
) -> list[ChapterPage]:
    """Render the notebooks in order, with figures and tables numbered across chapters.

    `counts` are the figures and tables before the first one; none by default. Pictures next to the
    notebooks are embedded from `folder`. A chapter that is `remembered` from an earlier report with
    the same numbers is not rendered again.

    Raises
    ------
    ReportError
        When notebooks have problems, those of all of them: a figure without alternative text,
        caption or data, a broken reference, an error output.
    """
    exporter, meanings = page_exporter(), all_meanings(abbreviations)
    chapters, known = [], remembered or RememberedChapters()
    counts = counts or CaptionCounts()
    for one in executed:
        known.counts[one[0]] = counts
        chapter = known.page(one[0], counts)
        if chapter is None:
            chapter = export_chapter(exporter, one, counts, meanings, folder=folder)
            known.keep_page(one[0], counts, chapter)
        chapters.append(chapter)
        counts = chapter.counts
    problems = [problem for chapter in chapters for problem in chapter.problems]
    if problems:
        raise ReportError(*problems)
    return chapters


def page(end: str, chapters: Sequence[ChapterPage], **values: object) -> str:
    """Put chapters into a page with the report's style and navigation.

    `end` is the template of the part after the chapters; `values` are the templates' variables.
    """
    style, opening, script = style_sheet(STYLES), packaged(OPENING), together(SCRIPTS)
    styles = [style, *(text for chapter in chapters for text in styles_in(chapter.html))]
    environment = environment_of(PAGE, end)
    return environment.get_template(PAGE).render(
        end=end,
        chapters=chapters,
        markup=Markup,
        policy=content_security_policy(styles, [opening, script]),
        style=Markup(style),  # noqa: S704 - this package's own files
        opening=Markup(opening),  # noqa: S704
        script=Markup(script),  # noqa: S704
        **values,
    )
