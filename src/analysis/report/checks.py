"""The last look at the finished page: ids, links, headings, and nothing from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import ClassVar

from analysis.errors import PlanmonitorError, Problem

FETCHING = {
    "a": (),  # a reader follows a link; the page does not
    "link": ("href",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
FETCHED = ("src", "srcset", "data", "poster", "background")
ELSEWHERE = re.compile(r"^\s*(?:https?:|ftp:|//)", re.IGNORECASE)
IN_STYLE = re.compile(r"@import|url\(\s*[\"']?\s*(?:https?:|ftp:|//)", re.IGNORECASE)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
REPORT = "index.html"


class ReportError(PlanmonitorError):
    """The notebooks ran, but the report made of them is not fit to be published."""

    exit_code: ClassVar[int] = 4


@dataclass(slots=True)
class _Seen:
    """What a page holds, as far as the checks care."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    scripts: int = 0
    texts: dict[str, int] = field(default_factory=dict)  # characters in each chapter


class _Reader(HTMLParser):
    """Goes through a page and notes what the checks need."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = _Seen()
        self._chapter: str | None = None
        self._in: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        seen, values = self.seen, {name: value or "" for name, value in attrs}
        if "id" in values:
            seen.ids.append(values["id"])
        if tag == "a" and values.get("href", "").startswith("#"):
            seen.links.append(values["href"][1:])
        names = (*FETCHED, *FETCHING.get(tag, ()))
        seen.requests += [values[n] for n in names if n in values and ELSEWHERE.match(values[n])]
        if IN_STYLE.search(values.get("style", "")):
            seen.requests.append(values["style"])
        if tag in HEADINGS:
            seen.headings.append(HEADINGS.index(tag) + 1)
        seen.scripts += tag == "script"
        if tag == "section" and "chapter" in values.get("class", "").split():
            self._chapter = values.get("id", "")
            seen.texts[self._chapter] = 0
        self._in = tag

    def handle_data(self, data: str) -> None:
        if self._in == "style" and (found := IN_STYLE.search(data)):
            self.seen.requests.append(found[0])
        elif self._chapter is not None and self._in not in HEADINGS:
            self.seen.texts[self._chapter] += len(data.strip())

    def handle_endtag(self, tag: str) -> None:
        self._in = None
        if tag == "section":
            self._chapter = None


def check_page(html: str) -> list[Problem]:
    """Return what is wrong with a finished page; nothing when it is fit to be published."""
    reader = _Reader()
    reader.feed(html)
    seen = reader.seen
    return [
        *_twice(seen.ids),
        *_leads_nowhere(seen),
        *_from_elsewhere(seen),
        *_heading_order(seen.headings),
        *_empty(seen.texts),
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


def _leads_nowhere(seen: _Seen) -> list[Problem]:
    known = {*seen.ids, ""}
    return [
        Problem(
            REPORT,
            f"a link to '#{name}', which is no place in the report",
            "a link to a chapter, heading, figure or table",
            "Correct the link in the notebook's prose.",
        )
        for name in dict.fromkeys(seen.links)
        if name not in known
    ]


def _from_elsewhere(seen: _Seen) -> list[Problem]:
    found = [*seen.requests, *["a script of a notebook's own"] * (seen.scripts - 1)]
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
