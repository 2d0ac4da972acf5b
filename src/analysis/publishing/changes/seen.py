"""Reads what a reader sees of a report: titles, prose, numbers, figures and tables per chapter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements that hold one piece of prose, unless they hold others.
PROSE = frozenset({"p", "li", "pre", "blockquote"})
#: Elements that say nothing to a reader, or repeat what stands elsewhere.
SKIPPED = frozenset({"script", "style", "template", "svg", "nav", "summary"})
SKIPPED_CLASSES = frozenset({"code", "printed-contents", "here", "number", "actions"})
#: The edition is a checksum of the report: any other change changes it.
SKIPPED_ID = "uitgave"
#: The classes of what stands under a figure or a table.
NOTES = frozenset({"note", "source", "mentioned"})
#: Elements that a reader sees as words of their own.
SEPARATE = frozenset({"br", "p", "li", "div", "small", "td", "th"})
NUMBERED = re.compile(r"^\s*(?P<kind>figuur|tabel) \d+\s*$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
#: Names that an HTML parser puts in lowercase, which a drawing by itself does not survive.
CASED = {
    name.lower(): name
    for name in (
        *("viewBox", "preserveAspectRatio", "clipPath", "clipPathUnits", "textLength"),
        *("patternUnits", "patternContentUnits", "patternTransform"),
        *("linearGradient", "radialGradient", "gradientUnits", "gradientTransform"),
    )
}
_LOWERED = re.compile(rf"(?<=[ </])({'|'.join(CASED)})(?=[\s=>])")
#: What a reader does not see in a drawing: ids, references to them, and its text alternative.
_UNSEEN = re.compile(r'( id="[^"]*"|url\(#[^)]*\)|href="#[^"]*"| aria-label="[^"]*")')


@dataclass(frozen=True, slots=True)
class SeenPassage:
    """A piece of prose, a title or a key figure; `label` is the name of a key figure.

    Two are equal whatever heading they are under: a changed heading is one change.
    """

    kind: str
    heading: str = field(compare=False)
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure or a table: its id, texts and rows; `drawings` are the SVGs of a figure."""

    kind: str
    id: str
    title: str
    text: str = ""
    note: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    drawings: tuple[str, ...] = ()

    @property
    def visible(self) -> tuple[str, ...]:
        """The drawings as a reader sees them."""
        return tuple(_UNSEEN.sub("", drawing) for drawing in self.drawings)


@dataclass(slots=True)
class SeenChapter:
    """A chapter in the order of the page."""

    id: str
    title: str
    passages: list[SeenPassage] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)


def seen_chapters(page: str) -> list[SeenChapter]:
    """Return the chapters of a report's page, its front first and its end last.

    Numbers of figures and tables are left out: a new figure would change all that follow.
    """
    root = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True))
    parts = [one for one in root.iter("header", "section") if _is_chapter(one)]
    return [_chapter(part) for part in parts or [root]]


def _is_chapter(part: etree._Element) -> bool:
    wanted = {"front"} if part.tag == "header" else {"chapter", "end"}
    return bool(_classes(part) & wanted)


def _chapter(part: etree._Element) -> SeenChapter:
    title = next((_text(one) for one in part.iter(*TITLES)), "")
    chapter = SeenChapter(part.get("id") or title, title)
    _Walk(chapter).through(part)
    return chapter


@dataclass(slots=True)
class _Walk:
    """Goes through a chapter and collects what it says."""

    chapter: SeenChapter
    heading: str = ""
    card: str = ""

    def through(self, element: etree._Element) -> None:
        for child in element.iterchildren(tag=etree.Element):
            self._visit(child)

    def _visit(self, element: etree._Element) -> None:
        if _is_skipped(element):
            return
        classes = _classes(element)
        if element.tag == "figure":
            self.chapter.exhibits.append(_figure(element))
        elif element.tag == "table" or "table" in classes:
            self.chapter.exhibits.append(_table(element, self.heading))
        elif element.tag == "details" and "card" in classes:
            self._card(element)
        elif element.tag == "dl":
            self._definitions(element, "number" if "key-figures" in classes else "text")
        elif element.tag in TITLES:
            self.heading = _text(element)
            self._add("title", self.heading)
        elif element.tag in PROSE and not _holds_others(element):
            self._add("text", _text(element))
        else:
            self.through(element)

    def _card(self, element: etree._Element) -> None:
        """Name the parts of a card after it: other cards have parts of the same name."""
        heading, summary = self.heading, element.find("summary")
        if summary is not None:
            self.heading = self.card = (summary.text or "").strip()
            for one in summary.iterchildren("small"):
                self._add("text", _text(one), self.card)
        self.through(element)
        self.heading, self.card = heading, ""

    def _definitions(self, element: etree._Element, kind: str) -> None:
        label, values = "", list[str]()
        for one in element.iter("dt", "dd"):
            if one.tag == "dt":
                self._define(kind, label, values)
                label, values = _text(one), []
            else:
                values.append(_text(one))
        self._define(kind, label, values)

    def _define(self, kind: str, label: str, values: list[str]) -> None:
        if values:
            name = " · ".join(filter(None, (self.card, label)))
            self._add(kind, "; ".join(filter(None, values)), name)

    def _add(self, kind: str, text: str, label: str = "") -> None:
        if text:
            self.chapter.passages.append(SeenPassage(kind, self.heading, text, label))


def _is_skipped(element: etree._Element) -> bool:
    if element.tag in SKIPPED or element.get("id") == SKIPPED_ID:
        return True
    return bool(_classes(element) & SKIPPED_CLASSES)


def _holds_others(element: etree._Element) -> bool:
    return next(element.iterdescendants("p", "li", "figure", "table", "dl"), None) is not None


def _figure(element: etree._Element) -> Exhibit:
    drawings = list(element.iter("{*}svg"))
    caption = next(element.iter("figcaption"), None)
    table = next(element.iter("table"), None)
    return Exhibit(
        "figure",
        element.get("id") or "",
        _text(caption) if caption is not None else "",
        next((one.get("aria-label") or "" for one in drawings), ""),
        _note(element),
        _header(table),
        _rows(table),
        tuple(_source(one) for one in drawings),
    )


def _table(element: etree._Element, heading: str) -> Exhibit:
    table = element if element.tag == "table" else next(element.iter("table"), None)
    caption = next(element.iter("caption"), None)
    title = _text(caption) if caption is not None else heading
    name = element.get("id") or title
    return Exhibit("table", name, title, "", _note(element), _header(table), _rows(table))


def _note(element: etree._Element) -> str:
    return " ".join(_text(one) for one in element.iter("p") if _classes(one) & NOTES)


def _header(table: etree._Element | None) -> tuple[str, ...]:
    row = None if table is None else next(table.iterfind(".//thead/tr"), None)
    return () if row is None else _cells(row)


def _rows(table: etree._Element | None) -> tuple[tuple[str, ...], ...]:
    if table is None:
        return ()
    return tuple(_cells(row) for row in table.iter("tr") if row.getparent().tag != "thead")


def _cells(row: etree._Element) -> tuple[str, ...]:
    return tuple(_text(cell) for cell in row.iterchildren("th", "td"))


def _source(drawing: etree._Element) -> str:
    text = str(etree.tostring(drawing, encoding="unicode", with_tail=False))
    return _LOWERED.sub(lambda found: CASED[found[0]], text)


def _text(element: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(_pieces(element))).strip()


def _pieces(element: etree._Element) -> Iterable[str]:
    yield element.text or ""
    for child in element.iterchildren():
        if isinstance(child.tag, str) and not _is_skipped(child):
            yield " " if child.tag in SEPARATE else ""
            yield from _linked(child)
            yield " " if child.tag in SEPARATE else ""
        yield child.tail or ""


def _classes(element: etree._Element) -> set[str]:
    return set((element.get("class") or "").split())


def _linked(element: etree._Element) -> Iterable[str]:
    """Leave the number out of a link such as "figuur 3"."""
    pieces = list(_pieces(element))
    found = NUMBERED.match("".join(pieces)) if element.tag == "a" else None
    return [found["kind"]] if found else pieces
