"""The last look at the finished page: ids, links, headings, readers, nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from analysis.errors import PlanmonitorError, Problem
from analysis.publishing.page.accessibility import REPORT, accessibility_problems
from analysis.publishing.page.reading import read_page

if TYPE_CHECKING:
    from analysis.publishing.page.reading import Page


class ReportError(PlanmonitorError):
    """The notebooks ran, but the report made of them is not fit to be published."""

    exit_code: ClassVar[int] = 4


def check_page(html: str) -> list[Problem]:
    """Return what is wrong with a finished page; nothing when it is fit to be published."""
    page = read_page(html)
    return [
        *_twice(page.ids),
        *_leads_nowhere(page),
        *_from_elsewhere(page),
        *_heading_order(page.headings),
        *_empty(page.texts),
        *accessibility_problems(page),
    ]


def _twice(ids: list[str]) -> list[Problem]:
    return [
        Problem(
            REPORT,
            f"id '{name}' on {count} elements",
            "each id once in the report",
            "Give one of the two figures, tables or headings another label.",
        )
        for name, count in Counter(ids).items()
        if count > 1
    ]


def _leads_nowhere(page: Page) -> list[Problem]:
    known = {*page.ids, ""}
    return [
        Problem(
            REPORT,
            f"a link to '#{name}', which is no place in the report",
            "a link to a chapter, heading, figure or table",
            "Correct the link in the notebook's prose.",
        )
        for name in dict.fromkeys(page.links)
        if name not in known
    ]


def _from_elsewhere(page: Page) -> list[Problem]:
    found = [*page.requests, *["a script of a notebook's own"] * (page.scripts - 1)]
    return [
        Problem(
            REPORT,
            f"{one} is not part of the page",
            "a report that works without network, with nothing but its own script",
            "Put the picture itself in the notebook, or leave it out.",
        )
        for one in found
    ]


def _heading_order(levels: list[int]) -> list[Problem]:
    wrong = [f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1]
    wrong += [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    return [
        Problem(
            REPORT,
            one,
            "one h1, and no level left out going down",
            "In the notebook, `#` is for its title only, `##` for sections, `###` under those.",
        )
        for one in dict.fromkeys(wrong)
    ]


def _empty(texts: dict[str, int]) -> list[Problem]:
    return [
        Problem(
            f"chapter '{name}'",
            "a heading and nothing under it",
            "a chapter with text",
            "Look whether the notebook shows its results with show().",
        )
        for name, characters in texts.items()
        if not characters
    ]
