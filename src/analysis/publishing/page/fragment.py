"""Checks a piece of HTML that an author wrote: closed within its cell, harmless to its page."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

import tinycss2  # type: ignore[import-untyped] # has no types

from analysis.errors import Problem
from analysis.publishing.page.accessibility import table_problems
from analysis.publishing.page.contract import (
    HTML,
    MIME,
    PROSE,
    about,
    where,
)
from analysis.publishing.page.fetching import fetched
from analysis.publishing.page.reading import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

#: Elements that load something, run something, restyle the whole page or do nothing in it.
REFUSED = frozenset(
    {"applet", "audio", "base", "body", "button", "canvas", "datalist", "embed", "fieldset", "form"}
    | {"frame", "frameset", "head", "html", "iframe", "input", "label", "link", "listing", "main"}
    | {"marquee", "meta", "nav", "noembed", "noframes", "noscript", "object", "option", "output"}
    | {
        "dialog",
        "plaintext",
        "portal",
        "script",
        "select",
        "slot",
        "style",
        "template",
        "textarea",
        "title",
    }
    | {"track", "video", "xmp"}
)
#: Values of `position` that lift an element out of its cell, over what others wrote.
LIFTED = frozenset({"fixed", "absolute", "sticky", "-webkit-sticky"})
CHAPTER_LEVEL = 2  # the heading of a chapter's title
HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)
NAMED = re.compile(r"""\s(?:id\s*=\s*["']|href\s*=\s*["']#)(?P<name>[^"']*)""", re.IGNORECASE)
TAG = re.compile(r"<(?=[a-zA-Z/!?])")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NAME = re.compile(r"(?P<start><!--|</?)(?P<name>(?<=!--)|[a-zA-Z][^\s/>]*)[^>]*?(?P<end>/?>|\Z)")
#: What other languages write between tags, and HTML reads as a comment that ends at the first `>`.
FOREIGN = re.compile(r"<(?:\?\w*|!\[CDATA\[|!(?!--)\w*)", re.IGNORECASE)
VOID = frozenset({"area", "br", "col", "hr", "img", "source", "wbr"})
CLOSED_BY_OTHERS = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody"})
#: Errors of the HTML standard that change nothing of what is shown.
HARMLESS = re.compile(r"entity|expected-tag-name\Z|treated-as\Z|invalid-codepoint|control-char")
CHECKBOX = '<input class="task-list-item-checkbox" type="checkbox" disabled'


def check_fragments(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Find what cannot be published in the HTML of prose and in HTML that a cell displays."""
    level = CHAPTER_LEVEL
    for cell in nb.cells:
        place = where(resources["chapter"], cell)
        for html in _fragments(cell):
            found = fragment_problems(html, place)
            levels = [level, *(int(heading[1]) for heading in HEADING.finditer(html))]
            level = levels[-1]
            resources["problems"] += found or [
                *heading_problems(levels, place),
                *(one for each in read_page(html).tables for one in table_problems(each, place)),
            ]
    return nb, resources


def note_places(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Note in `resources['places']` which cell first has each id, or first links to it."""
    for cell in nb.cells:
        place = where(resources["chapter"], cell)
        for html in _fragments(cell):
            for found in NAMED.finditer(html):
                resources["places"].setdefault(unquote(unescape(found["name"])), place)
    return nb, resources


def heading_problems(levels: list[int], place: str) -> list[Problem]:
    """Find headings that skip a level, or that are on the level of the report's title."""
    wrong = [f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1]
    wrong += ["h1, the level of the report's title"] if 1 in levels else []
    return [
        Problem(
            place,
            one,
            "one h1, and no skipped level",
            "In the notebook, `#` is for its title only, `##` for sections, `###` under those.",
        )
        for one in dict.fromkeys(wrong)
    ]


def fragment_problems(html: str, place: str) -> list[Problem]:
    """Return the problems of a piece of HTML; `place` names its cell."""
    if not TAG.search(html):
        return []
    reader = _FragmentReader(place)
    reader.feed(html)
    reader.close()
    return reader.problems or list(_unclosed(html, place))


def _fragments(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source
        return
    for output in cell.get("outputs", []):
        kind = about(output).get("kind")
        if kind in (PROSE, HTML):
            yield output.data[MIME[kind]]


class _FragmentReader(HTMLParser):
    """Collects the problems of each tag by itself."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self._place = place

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in REFUSED and not self._is_checkbox():
            self._refuse(f"<{tag}>", "text, headings, lists, links, pictures", "Remove the tag.")
            return
        for name, value in values.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                found, expected = f"<{tag} {name}>, a script", "no script: the page runs none"
                self._refuse(found, expected, "Remove the attribute.")
            if name == "style" and (position := _lifted(value)):
                found, expected = f"<{tag}> with position: {position}", "an element in its own cell"
                self._refuse(found, expected, "Remove the position from its style.")
        for address in fetched(tag, values):
            self._refuse(*_picture(address))

    def _is_checkbox(self) -> bool:
        """Tell whether the tag is one that Markdown writes for an item of a list of tasks."""
        return (self.get_starttag_text() or "").startswith(CHECKBOX)

    def _refuse(self, found: str, expected: str, remedy: str) -> None:
        self.problems.append(Problem(self._place, found, expected, remedy))


def _lifted(css: str) -> str:
    """Return the position of a style that lifts its element over others; empty without one."""
    for one in tinycss2.parse_declaration_list(css, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.lower_name == "position":
            words = {word.lower_value for word in one.value if word.type == "ident"}
            if found := words & LIFTED:
                return str(found.pop())
    return ""


def _picture(address: str) -> tuple[str, str, str]:
    shown = address if len(address) <= 80 else f"{address[:77]}..."  # noqa: PLR2004 - one line
    if address.startswith("attachment:"):
        remedy = "Paste the picture into the cell again, or remove it."
        found = f"'{shown}', which is not attached to the cell, or damaged"
        return found, "an attached picture that opens", remedy
    remedy = "Put the picture in the folder of the notebook, refer to it by its name there, and"
    remedy = f"{remedy} check that it opens."
    return f"'{shown}', which is not part of the page", "a page that fetches nothing", remedy


def _unclosed(html: str, place: str) -> Iterator[Problem]:
    """Find tags that are not closed, or that close what another cell or the page opened."""
    import html5lib  # type: ignore[import-untyped] # slow to import; has no types

    parser = html5lib.HTMLParser()
    parser.parseFragment(html, container="div")
    errors = [(code, details) for _, code, details in parser.errors if not HARMLESS.search(code)]
    if errors:
        code, details = errors[0]
        found = _culprit(html) or html5lib.constants.E[code] % details
        remedy = "Close each tag within the cell, in order; write `&lt;` where the text has a `<`."
        yield Problem(place, found, "HTML that is closed within its cell", remedy)


def _culprit(html: str) -> str:
    """Name the first tag that is not closed, or that closes nothing; empty when neither is found.

    >>> _culprit("<p>a <font>b</p>"), _culprit("a</div>")
    ('<font>, which is not closed', '</div>, which closes nothing in this cell')
    """
    opened: list[str] = []
    if foreign := FOREIGN.search(COMMENT.sub("", html)):
        return f"'{foreign[0]}', which is not HTML"
    for found in NAME.finditer(COMMENT.sub("", html)):
        name = found["name"].lower()
        if found["start"] == "<!--":
            return "<!--, which is not closed"
        if found["start"] == "<":
            opened += [] if name in VOID or found["end"] == "/>" else [name]
        elif name not in opened:
            return f"</{name}>, which closes nothing in this cell"
        else:
            while (last := opened.pop()) != name:
                if last not in CLOSED_BY_OTHERS:
                    return f"<{last}>, which is not closed"
    left = [name for name in opened if name not in CLOSED_BY_OTHERS]
    return f"<{left[0]}>, which is not closed" if left else ""
