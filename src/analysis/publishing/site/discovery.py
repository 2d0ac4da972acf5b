"""How others find the reports: an Atom feed of the years, and a sitemap for search engines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ATOM, SITEMAPS = "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """The report of one year: its page as a path from the feed, and facts about its plan.

    `published` is the date of the plan in ISO 8601, and `plan` its title; both may be empty.
    """

    year: int
    title: str
    page: str
    published: str
    plan: str

    def updated(self) -> str:
        """Return the date of the plan as a time; the first of January when it is unknown.

        >>> FeedEntry(2023, "T", "2023/index.html", "2023-02-24", "P").updated()
        '2023-02-24T00:00:00Z'
        >>> FeedEntry(2023, "T", "2023/index.html", "februari", "P").updated()
        '2023-01-01T00:00:00Z'
        """
        try:
            day = date.fromisoformat(self.published[:10])
        except ValueError:
            day = date(self.year, 1, 1)
        return f"{day.isoformat()}T00:00:00Z"


def feed(editions: Sequence[FeedEntry], *, title: str, publisher: str, base: str = "") -> bytes:
    """Return an Atom feed (RFC 4287) with an entry for each year, newest first.

    Links start with `base`, the site's address; without it they are relative to the feed. An entry
    keeps its id when the site moves, so that no feed reader shows it twice.
    """
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "nl"})
    _add(root, "id", _identifier(publisher, title))
    _add(root, "title", title)
    _add(root, "updated", max(edition.updated() for edition in editions))
    _add(_add(root, "author"), "name", publisher)
    _add(root, "link", rel="self", href=f"{base}feed.xml", type="application/atom+xml")
    _add(root, "link", rel="alternate", href=f"{base}index.html", type="text/html")
    for edition in editions:
        entry = _add(root, "entry")
        _add(entry, "id", _identifier(publisher, title, str(edition.year)))
        _add(entry, "title", edition.title)
        _add(entry, "updated", edition.updated())
        _add(entry, "link", rel="alternate", href=f"{base}{edition.page}", type="text/html")
        _add(entry, "summary", f"Rapport over {edition.plan or f'het plan van {edition.year}'}.")
    return _document(root)


def sitemap(base: str, pages: Iterable[str]) -> bytes:
    """Return a sitemap of pages, given as paths from the site's address `base`."""
    root = ET.Element("urlset", {"xmlns": SITEMAPS})
    for page in pages:
        _add(_add(root, "url"), "loc", f"{base}{page}")
    return _document(root)


def _add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _identifier(*names: str) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(names)).urn


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"
