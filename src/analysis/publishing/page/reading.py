"""Reads a finished page once, and collects what the checks need."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from analysis.publishing.page.fetching import fetched, fetched_by_style

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "col", "source", "wbr"})
#: Elements that the next one closes.
CLOSED_BY_OTHERS = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "option"})
DATA = "application/json"  # the type of a script that holds data
COLOURED = frozenset({"norm", "status"})


@dataclass(slots=True)
class PageFigure:
    """A figure on the page: its texts, and its number of data tables."""

    id: str
    alt: str = ""
    caption: str = ""
    tables: int = 0


@dataclass(slots=True)
class PageTable:
    """A table on the page; `place` is the last id before it."""

    place: str
    caption: str = ""
    headers: int = 0
    unscoped: int = 0


@dataclass(slots=True)
class PageContent:
    """The parts of a page that the checks look at."""

    language: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    #: The chapter and the tag of each element that is not closed, or that closes nothing.
    unclosed: list[tuple[str, str]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    scripts: int = 0
    texts: dict[str, int] = field(default_factory=dict)  # characters in each chapter
    figures: list[PageFigure] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    #: The text of each coloured mark of a norm or a status.
    marks: list[str] = field(default_factory=list)
    tab_stops: list[str] = field(default_factory=list)  # elements that change the order of focus

    def add(self, other: PageContent) -> None:
        """Add the content of what follows."""
        self.scripts += other.scripts
        self.texts |= other.texts
        for name in LISTS:
            getattr(self, name).extend(getattr(other, name))


LISTS = (
    "ids",
    "links",
    "requests",
    "unclosed",
    "headings",
    "figures",
    "tables",
    "marks",
    "tab_stops",
)


def read_page(html: str, chapters: Iterable[tuple[str, PageContent]] = ()) -> PageContent:
    """Read a page; what `chapters` say of parts of it, in order, need not be read again."""
    reader, begin = _Reader(), 0
    for text, content in chapters:
        found = html.find(text, begin)
        if text and found >= 0 and not content.unclosed:
            reader.feed(html[begin:found])
            reader.page.add(content)
            begin = found + len(text)
    reader.feed(html[begin:])
    return reader.page


def read_chapter(html: str) -> PageContent:
    """Read a chapter by itself; an element that it leaves open is reported as unclosed."""
    reader = _Reader()
    reader.feed(html)
    reader.end()
    return reader.page


class _Reader(HTMLParser):
    """Parses a page and keeps track of the open elements."""

    def __init__(self) -> None:
        super().__init__()
        self.page = PageContent()
        self._open: list[str] = []
        self._chapter: str | None = None
        self._depth = 0  # of the chapter that is being read
        self._last_id = ""
        self._figure: PageFigure | None = None
        self._mark: int | None = None  # depth of the mark that is being read

    def end(self) -> None:
        """Note what was never closed."""
        self.close()
        self.page.unclosed += [("", tag) for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._note_address(tag, values)
        self._note_structure(tag, values)
        self._note_content(tag, values)
        if tag not in VOID:
            self._open.append(tag)
            if COLOURED & set(values.get("class", "").split()):
                self.page.marks.append("")
                self._mark = len(self._open)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        page, inside = self.page, self._open[-1] if self._open else ""
        if inside == "style":
            page.requests += fetched_by_style(data)
        elif inside == "title" and "svg" not in self._open:
            page.title += data
        elif self._chapter is not None and inside not in HEADINGS:
            page.texts[self._chapter] += len(data.strip())
        if self._mark is not None:
            page.marks[-1] += data
        if "figcaption" in self._open and self._figure:
            self._figure.caption += data.strip()
        if "caption" in self._open and page.tables:
            page.tables[-1].caption += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            if tag not in VOID:
                self.page.unclosed.append((self._chapter or "", f"/{tag}"))
            return
        while (inner := self._open.pop()) != tag:
            if inner not in CLOSED_BY_OTHERS:
                self.page.unclosed.append((self._chapter or "", inner))
        if self._mark is not None and len(self._open) < self._mark:
            self._mark = None
        if self._chapter is not None and len(self._open) < self._depth:
            self._chapter = None
        if tag == "figure":
            self._figure = None

    def _note_address(self, tag: str, values: dict[str, str]) -> None:
        page = self.page
        if "id" in values:
            page.ids.append(values["id"])
            self._last_id = values["id"]
        if tag == "a" and values.get("href", "").startswith("#"):
            page.links.append(values["href"][1:])
        page.requests += fetched(tag, values)

    def _note_structure(self, tag: str, values: dict[str, str]) -> None:
        page = self.page
        if tag == "html":
            page.language = values.get("lang", "")
        elif tag in HEADINGS:
            page.headings.append(HEADINGS.index(tag) + 1)
        elif tag == "section" and "chapter" in values.get("class", "").split():
            self._chapter, self._depth = values.get("id", ""), len(self._open) + 1
            page.texts[self._chapter] = 0
        page.scripts += tag == "script" and values.get("type") != DATA
        if values.get("tabindex", "0") not in {"0", "-1"}:
            page.tab_stops.append(f"{tag} with tabindex {values['tabindex']}")

    def _note_content(self, tag: str, values: dict[str, str]) -> None:
        page = self.page
        if tag == "figure":
            self._figure = PageFigure(values.get("id", ""))
            page.figures.append(self._figure)
        elif tag == "svg" and self._figure and values.get("role") == "img":
            self._figure.alt = values.get("aria-label", "")
        elif tag == "table":
            page.tables.append(PageTable(self._last_id))
            if self._figure:
                self._figure.tables += 1
        elif tag == "th" and page.tables:
            page.tables[-1].headers += 1
            page.tables[-1].unscoped += "scope" not in values
