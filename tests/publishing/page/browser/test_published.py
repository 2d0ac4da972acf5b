"""The report of the real plan, as a reader sees it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from analysis.settings import load_report_settings
from browsing import (
    CONTRAST,
    DESKTOP,
    PHONE,
    alone,
    each_chapter,
    in_each_chapter,
    open_all,
    opened,
    shorten,
    traffic,
    violations,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from analysis.paths import Project

pytestmark = pytest.mark.browser

#: Cards, tables and cells that are wider inside than outside.
OVERFLOWING = """() => [...document.querySelectorAll(
        ".leaf:not([hidden]) :is(.key-figures > div, .scroll, .scroll :is(td, th))"
    )].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"""
#: Words of headers on two lines, but for those that end a line with their own hyphen.
BROKEN = r"""() => [...document.querySelectorAll(".leaf:not([hidden]) th")].flatMap((head) => {
    if (head.scope !== "col") return [];
    const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/[^\s\u00ad-]+/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
            if (lines.size > 1) found.push(word[0]);
        }
    }
    return found;
})"""

FITS = f"""() => {{
    const overflowing = {OVERFLOWING}, broken = {BROKEN};
    return [document.documentElement.scrollWidth, overflowing(), broken()];
}}"""

#: How far the page moved while it opened, and the elements in its layout.
SHIFT = """() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(
        list.getEntries().reduce((sum, one) => sum + one.value, 0)
    )).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(0), 1000);
})"""
LAID_OUT = "() => [...document.querySelectorAll('*')].filter((one) => one.checkVisibility()).length"


def test_it_has_a_chapter_for_each_notebook_in_the_settings_order(
    browser: Browser, published: Path, repository: Project
) -> None:
    chapters = [one for one in load_report_settings(repository).chapters if one.notebook]
    with opened(browser, published.as_uri()) as page:
        headings = page.locator("main h2").all_text_contents()
        links = page.locator("nav.side > ol > li > a").all_inner_texts()[:-1]  # "Over dit rapport"
    assert [title for title in headings if title in links] == links
    assert len(links) == len(chapters)


def test_no_place_is_a_line_of_a_text_that_no_reader_has(published: Path) -> None:
    html = published.read_text(encoding="utf-8")
    assert re.findall(r"regels? \d+[^<]* van de tekst|\(regels? \d+|>Regel<", html) == []


def test_it_makes_no_request_and_logs_no_error(browser: Browser, published: Path) -> None:
    requests, complaints = traffic(browser, published.as_uri())
    assert requests == [published.as_uri()]
    assert complaints == []


def test_axe_finds_no_violation_in_any_chapter(browser: Browser, published: Path) -> None:
    """Nothing but the colours differs in the dark."""
    with opened(browser, published.as_uri(), bypass_csp=True) as page:
        open_all(page)
        shorten(page)
        for chapter in each_chapter(page):
            with alone(page):
                assert violations(page) == [], chapter
                page.emulate_media(color_scheme="dark")
                assert violations(page, CONTRAST) == [], f"{chapter}, in the dark"
                page.emulate_media(color_scheme="light")


def test_axe_finds_no_violation_in_the_dark_on_a_phone(browser: Browser, published: Path) -> None:
    """Only the first chapter: the small report covers the rest."""
    options = {"viewport": PHONE, "color_scheme": "dark", "bypass_csp": True}
    with opened(browser, published.as_uri(), **options) as page:
        open_all(page)
        shorten(page)
        assert violations(page) == []


def test_it_is_at_most_3_megabytes(published: Path) -> None:
    """`benchmarks/paint.py` measures how soon it is painted and used."""
    assert published.stat().st_size <= 3_000_000


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_it_opens_without_moving_and_lays_out_one_chapter(
    browser: Browser, published: Path, viewport: dict[str, int]
) -> None:
    with opened(browser, published.as_uri(), viewport=viewport) as page:
        assert page.evaluate(SHIFT) < 0.05
        laid_out = in_each_chapter(page, LAID_OUT)
        assert {name: count for name, count in laid_out.items() if count >= 6_000} == {}


def test_it_links_to_exactly_the_files_published_with_it(published: Path) -> None:
    html = published.read_text(encoding="utf-8")
    linked = set(re.findall(r'<a [^>]*href="(?!#|https?:|mailto:)([^"#]+)', html))
    assert {"data/planmonitor-2023.xlsx", "data/dcat.jsonld", "provenance.json"} <= linked
    assert [name for name in linked if not (published.parent / name).is_file()] == []
    assert not [name for name in linked if name.endswith((".pdf", ".docx"))]


def test_every_figure_and_table_has_a_label_for_lasting_links(published: Path) -> None:
    """A numbered id would point elsewhere once a figure is added before it."""
    html = published.read_text(encoding="utf-8")
    assert re.findall(r'<(?:figure|div class="table") id="\w+-(?:fig|tbl)-?\d*"', html) == []


def test_every_figure_and_table_names_its_source(browser: Browser, published: Path) -> None:
    with opened(browser, published.as_uri()) as page:
        without = page.locator("main :is(figure, .table):not(:has(.source))")
        assert [one.get_attribute("id") for one in without.all()] == []


def test_everything_fits_at_every_width(browser: Browser, published: Path) -> None:
    """No screen scrolls sideways, no table is cut, no card overflows, no header breaks a word."""
    with opened(browser, published.as_uri()) as page:
        open_all(page)
        for width in (PHONE["width"], 768, 1024, 1280, 1366, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            found = in_each_chapter(page, FITS)
            assert found == {chapter: [width, [], []] for chapter in found}
            assert len(found) > 10


def test_it_shows_the_counts_of_the_plan(browser: Browser, published: Path) -> None:
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
