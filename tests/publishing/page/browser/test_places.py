"""A reader presses a place of the plan, and sees its rows as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browsing import PHONE, opened, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PLACE = "(sectie 9, streefnormen, rijen\N{NO-BREAK SPACE}1 en 2, p. 41)"
SHEET = ".printed-row:popover-open"


def by_keyboard(page: Page) -> None:
    page.get_by_role("button", name=PLACE).first.focus()
    page.keyboard.press("Enter")


def test_a_key_shows_the_rows_and_escape_goes_back(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        by_keyboard(page)
        sheet = page.get_by_role("dialog", name="Sectie 9, streefnormen, rijen 1 en 2, p. 41")
        assert [sheet.locator(f"dl >> nth={row}").inner_text().split("\n") for row in range(2)] == [
            ["Norm", "30 dagen", "Resultaat", "98%"],
            ["Norm", "7 dagen", "Resultaat", "(leeg)", "Cellen samen met", "30 dagen"],
        ]
        link = sheet.get_by_role("link", name="Open het plan op p. 41")
        assert link.get_attribute("href") == "https://example.org/plan.pdf#page=41"
        assert page.evaluate("document.activeElement.matches('.printed-row')")
        page.keyboard.press("Escape")
        assert page.locator(SHEET).count() == 0
        assert page.evaluate("document.activeElement.textContent") == PLACE


def test_the_rows_pass_axe_in_light_and_dark_and_fit_a_phone(
    browser: Browser, page_url: str
) -> None:
    with opened(browser, page_url, bypass_csp=True, viewport=PHONE) as page:
        page.get_by_role("button", name=PLACE).first.click()
        box = page.locator(SHEET).bounding_box()
        assert box
        assert (box["x"], box["width"]) == (0, PHONE["width"])
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == []
        page.set_viewport_size({"width": PHONE["width"], "height": 240})
        page.locator(SHEET).evaluate("sheet => sheet.scrollTo(0, sheet.scrollHeight)")
        assert page.locator(SHEET).evaluate("sheet => sheet.scrollTop") > 0
        expect(page.get_by_role("button", name="Sluiten")).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="Sluiten").click()
        assert page.locator(SHEET).count() == 0


def test_a_place_is_text_without_script_on_paper_and_where_the_row_is_unknown(
    browser: Browser, page_url: str
) -> None:
    with opened(browser, page_url) as page:
        known = page.locator("#activering .place")
        assert known.evaluate_all("all => all.map((one) => one.tagName)") == ["BUTTON", "SPAN"]
        page.emulate_media(media="print")
        style = "getComputedStyle(document.querySelector('button.place')).textDecorationLine"
        assert page.evaluate(style) == "none"
    with opened(browser, page_url, java_script_enabled=False) as page:
        assert page.locator("button.place").count() == 0
        assert PLACE in page.locator("#activering").inner_text()


def test_a_table_cell_of_2023_shows_its_row(browser: Browser, published: Path) -> None:
    with opened(browser, f"{published.as_uri()}#vsi") as page:
        row = page.locator("#vsi-tbl-vsi-inspecties tbody tr").first
        row.locator("button.place").click()
        shown = page.locator(f"{SHEET} dd").first.inner_text()
        assert shown.lower() in row.locator("th").inner_text().lower()
