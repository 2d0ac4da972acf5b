"""The feed says which years there are, and keeps its ids."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from analysis.publishing.site.discovery import ATOM, FeedEntry, feed

OLD = FeedEntry(2023, "Monitor & co 2023", "2023/index.html", "2023-02-24", "Plan <2023>")
NEW = FeedEntry(2024, "Monitor & co 2024", "2024/index.html", "", "")
NAMES = {"a": ATOM}


def read(base: str = "") -> ET.Element:
    return ET.fromstring(feed([NEW, OLD], title="Monitor & co", publisher="Wij", base=base))  # noqa: S314 - ours


def texts(root: ET.Element, path: str) -> list[str | None]:
    return [element.text for element in root.findall(path, NAMES)]


def test_an_entry_has_what_atom_requires() -> None:
    root = read()
    assert texts(root, "a:updated") == ["2024-01-01T00:00:00Z"]
    assert texts(root, "a:author/a:name") == ["Wij"]
    assert texts(root, "a:entry/a:title") == [NEW.title, OLD.title]
    assert texts(root, "a:entry/a:updated") == ["2024-01-01T00:00:00Z", "2023-02-24T00:00:00Z"]
    assert texts(root, "a:entry/a:summary") == [
        "Rapport over het plan van 2024.",
        "Rapport over Plan <2023>.",
    ]


def test_links_start_with_the_address_of_the_site() -> None:
    def links(base: str) -> list[str | None]:
        return [one.get("href") for one in read(base).findall("a:entry/a:link", NAMES)]

    assert links("") == ["2024/index.html", "2023/index.html"]
    assert links("https://a.be/") == [
        "https://a.be/2024/index.html",
        "https://a.be/2023/index.html",
    ]


def test_an_entry_keeps_its_id_when_the_site_moves() -> None:
    ids = texts(read("https://a.be/"), ".//a:id")
    assert ids == texts(read("https://b.be/"), ".//a:id")
    assert len(set(ids)) == 3
    assert all(str(one).startswith("urn:uuid:") for one in ids)
