"""Checks of the finished page: ids, links, headings, requests, accessibility."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from analysis.errors import PlanmonitorError, Problem
from analysis.publishing.page.accessibility import REPORT, accessibility_problems
from analysis.publishing.page.fragment import heading_problems
from analysis.publishing.page.reading import read_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.publishing.page.reading import PageContent


OWN_SCRIPTS = 2  # one before the body is read, and one after it


class ReportError(PlanmonitorError):
    """The notebooks ran, but the report has problems that keep it from being published."""

    exit_code: ClassVar[int] = 4


def check_page(
    html: str,
    places: Mapping[str, str] | None = None,
    chapters: Iterable[tuple[str, PageContent]] = (),
) -> list[Problem]:
    """Return the problems of a finished page; none when it can be published.

    `places` names the cell of each id and of each link to one, where a cell has it. `chapters` are
    parts of the page that have been read, in its order.
    """
    page, known = read_page(html, chapters), places or {}
    return [
        *_twice(page.ids, known),
        *_leads_nowhere(page, known),
        *_from_elsewhere(page),
        *_unclosed(page),
        *_heading_order(page.headings),
        *_empty(page.texts),
        *accessibility_problems(page),
    ]


def _twice(ids: list[str], places: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            places.get(name, REPORT),
            f"id '{name}' on {count} elements",
            "each id once in the report",
            "Give one of the two figures, tables or headings another label.",
        )
        for name, count in Counter(ids).items()
        if count > 1
    ]


def _leads_nowhere(page: PageContent, places: Mapping[str, str]) -> list[Problem]:
    known = {*page.ids, ""}
    return [
        Problem(
            places.get(name, REPORT),
            f"a link to '#{name}', which is no place in the report",
            "a link to a chapter, heading, figure or table",
            "Correct the link in the notebook's prose.",
        )
        for name in dict.fromkeys(page.links)
        if name not in known
    ]


def _from_elsewhere(page: PageContent) -> list[Problem]:
    found = [*page.requests, *["a script of a notebook's own"] * (page.scripts - OWN_SCRIPTS)]
    return [
        Problem(
            REPORT,
            f"{one} is not part of the page",
            "a report that works offline, with only its own script",
            "Embed the picture in the notebook, or leave it out.",
        )
        for one in found
    ]


def _unclosed(page: PageContent) -> list[Problem]:
    return [
        Problem(
            f"chapter '{chapter}'" if chapter else REPORT,
            f"<{tag}>, which {'closes nothing' if tag.startswith('/') else 'is not closed'}",
            "HTML that is closed within its cell",
            "Close the tag in the notebook's HTML, or write `&lt;` for a `<` in its text.",
        )
        for chapter, tag in dict.fromkeys(page.unclosed)
    ]


def _heading_order(levels: list[int]) -> list[Problem]:
    problems = heading_problems([level for level in levels if level > 1], REPORT)
    if levels.count(1) != 1:
        found = f"{levels.count(1)} h1"
        remedy = "Take the h1 out of the notebook's HTML: it is the report's title."
        problems.append(Problem(REPORT, found, "one h1, and no skipped level", remedy))
    return problems


def _empty(texts: dict[str, int]) -> list[Problem]:
    return [
        Problem(
            f"chapter '{name}'",
            "a heading without text",
            "a chapter with text",
            "Check that the notebook shows its results with show().",
        )
        for name, characters in texts.items()
        if not characters
    ]
