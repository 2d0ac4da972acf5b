"""The report of the real plan, as a reader meets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from analysis.settings import load_report_settings
from browsing import DESKTOP, PHONE, open_all, opened, traffic, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from analysis.paths import Project

pytestmark = pytest.mark.browser


def test_it_shows_a_chapter_for_each_notebook_in_the_order_of_the_settings(
    browser: Browser, published: Path, repository: Project
) -> None:
    chapters = [one for one in load_report_settings(repository).chapters if one.notebook]
    with opened(browser, published.as_uri()) as page:
        headings = page.locator("main h2").all_inner_texts()
        links = page.locator("nav.side > ol > li > a").all_inner_texts()
    assert [title for title in headings if title in links] == links
    assert len(links) == len(chapters)


def test_it_asks_for_nothing_and_complains_of_nothing(browser: Browser, published: Path) -> None:
    requests, complaints = traffic(browser, published.as_uri())
    assert requests == [published.as_uri()]
    assert complaints == []


@pytest.mark.parametrize(
    ("scheme", "viewport"),
    [("light", DESKTOP), ("dark", PHONE)],
    ids=["light-desktop", "dark-phone"],
)
def test_axe_finds_no_violation_of_wcag_2_1_aa(
    browser: Browser, published: Path, scheme: str, viewport: dict[str, int]
) -> None:
    options = {"viewport": viewport, "color_scheme": scheme, "bypass_csp": True}
    with opened(browser, published.as_uri(), **options) as page:
        open_all(page)
        assert violations(page) == []


def test_a_phone_never_scrolls_sideways(browser: Browser, published: Path) -> None:
    with opened(browser, published.as_uri(), viewport=PHONE) as page:
        open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_it_repeats_the_counts_of_the_plan(browser: Browser, published: Path) -> None:
    """The milestones realised, those planned, and the printed total of the inspections."""
    with opened(browser, published.as_uri()) as page:
        cards = page.locator("#overzicht .key-figures").first.inner_text()
    for count in ("317", "345", "2.579"):
        assert count in cards.split()


def test_its_provenance_holds_the_checksum_of_every_raw_table(
    published: Path, repository: Project
) -> None:
    text = (published.parent / "provenance.json").read_text(encoding="utf-8")
    for path in repository.raw(2023).glob("*.csv"):
        assert path.name in text
    assert json.loads(text)
