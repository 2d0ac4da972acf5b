"""Accessibility checks before a report is published, of what axe cannot see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import Problem
from analysis.publishing.page.contract import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.publishing.page.reading import PageContent, PageTable

REPORT = "index.html"
SHORTEST = 5  # characters of an alternative text


@dataclass(frozen=True, slots=True)
class PageCheck:
    """An accessibility check: finds the problems of a page.

    `promise` is what a page that passes guarantees, in Dutch, for the accessibility statement.
    """

    promise: str
    find: Callable[[PageContent], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """The facts in the accessibility statement of one report."""

    figures: int
    tables: int
    promises: tuple[str, ...]
    limits: tuple[str, ...]


def accessibility_problems(page: PageContent) -> list[Problem]:
    """Return the accessibility problems of a page; none when it can be published."""
    return [problem for check in CHECKS for problem in check.find(page)]


def statement(figures: int, tables: int) -> AccessibilityStatement:
    """Return the accessibility statement of a report with so many figures and tables."""
    return AccessibilityStatement(figures, tables, tuple(check.promise for check in CHECKS), LIMITS)


def _language(page: PageContent) -> Iterator[Problem]:
    if page.language != "nl" or not page.title.strip():
        yield Problem(
            REPORT,
            f"language '{page.language}', title '{page.title.strip()}'",
            'lang="nl" on the page, and a title',
            "Give params/report.yaml a title; keep lang in templates/page.html.j2.",
        )


def _pictures(page: PageContent) -> Iterator[Problem]:
    for figure in page.figures:
        if len(figure.alt.strip()) < SHORTEST or PLACEHOLDER in figure.alt:
            yield Problem(
                f"figure '{figure.id}'",
                f"alternative text '{figure.alt}'",
                "a text that says what the figure shows",
                "Write the chart's `alt`.",
            )
        if not figure.caption:
            yield _lacks(f"figure '{figure.id}'", "caption", "Give the chart a title.")


def _chart_data(page: PageContent) -> Iterator[Problem]:
    for figure in page.figures:
        if not figure.tables:
            yield _lacks(f"figure '{figure.id}'", "data table", "Pass `data_html` with the figure.")


def _table_headers(page: PageContent) -> Iterator[Problem]:
    for table in page.tables:
        yield from table_problems(table, f"the table after '{table.place}'")


def table_problems(table: PageTable, where: str) -> Iterator[Problem]:
    """Find what a table lacks for readers who do not see it; `where` names it."""
    if not table.caption:
        found, expected = "a table without caption", "a table with a caption"
        yield Problem(where, found, expected, "Show tables with show(); in prose, write a list.")
    if not table.headers or table.unscoped:
        yield Problem(
            where,
            f"{table.unscoped} of {table.headers} headers without scope",
            'header cells with scope="col" or scope="row"',
            "Make the table with analysis.toolkit.tables.table.html_table.",
        )


def _colour_alone(page: PageContent) -> Iterator[Problem]:
    bare = sum(not text.strip() for text in page.marks)
    if bare:
        yield Problem(
            REPORT,
            f"{bare} coloured marks of a norm or status without text",
            "text in every coloured mark",
            "Write the step or status in the cell, not only its colour.",
        )


def _focus_order(page: PageContent) -> Iterator[Problem]:
    for one in dict.fromkeys(page.tab_stops):
        yield Problem(REPORT, one, "the reading order", "Remove the tabindex.")


def _lacks(where: str, what: str, remedy: str) -> Problem:
    return Problem(where, f"no {what}", f"a {what}", remedy)


CHECKS = (
    PageCheck("de taal van het rapport vermeld is en het rapport een titel heeft", _language),
    PageCheck(
        "elke figuur een bijschrift heeft, en een geschreven tekst die zegt wat er te zien is",
        _pictures,
    ),
    PageCheck("de gegevens van elke figuur ook als tabel in het rapport staan", _chart_data),
    PageCheck(
        "elke tabel een bijschrift heeft en elke kop zegt voor welke rij of kolom hij geldt",
        _table_headers,
    ),
    PageCheck("geen enkele norm of status met een kleur alleen is aangeduid", _colour_alone),
    PageCheck(
        "wie met het toetsenbord leest, de onderdelen in de volgorde van het rapport bereikt",
        _focus_order,
    ),
)

#: What no check finds and readers should know; docs/how-to.md has what to check by hand.
LIMITS = (
    (
        "Een computer vindt maar een deel van wat hindert. Nog niemand las dit rapport met een "
        "schermlezer, met vergroting of met spraak om het te testen."
    ),
    (
        "Een figuur is voor een schermlezer één beeld met een beschrijving. De waarden zelf staan "
        "in de tabel onder de figuur, achter ‘Gegevens als tabel’."
    ),
    "Op een smal scherm staat een brede tabel rij per rij; sorteren kan daar niet, filteren wel.",
    (
        "Het plan gebruikt vaktaal. De afkortingen zijn verklaard waar het plan of dit rapport ze "
        "verklaart, de andere woorden niet."
    ),
)
