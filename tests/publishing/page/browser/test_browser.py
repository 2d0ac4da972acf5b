"""The report as a reader sees it: opened from disk in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import DESKTOP, PHONE, open_all, opened, traffic, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_the_report_makes_no_request_and_logs_no_error(browser: Browser, page_url: str) -> None:
    """No request but for the file itself, and no error: the policy blocks no style or script."""
    requests, complaints = traffic(browser, page_url)
    assert requests == [page_url]
    assert complaints == []


def test_the_policy_blocks_an_injected_request(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        stopped = page.evaluate(
            """() => new Promise((resolve) => {
                document.addEventListener("securitypolicyviolation", (e) => resolve(e.blockedURI));
                const picture = new Image();
                picture.src = "https://example.org/x.png";
                document.body.append(picture);
            })"""
        )
    assert stopped == "https://example.org/x.png"


def test_the_navigation_links_to_sections_and_follows_scrolling(
    browser: Browser, page_url: str
) -> None:
    with opened(browser, page_url) as page:
        page.click("nav.side >> text=Vlaamse Sociale Inspectie")
        assert page.url.endswith("#vsi")
        page.click("nav.side li.open >> text=Hielden de maatregelen hun normen?")
        current = page.locator("nav.side a[aria-current]")
        current.and_(page.locator("[href='#vsi-hielden-de-maatregelen-hun-normen']")).wait_for()
        assert current.count() == 1
        top = page.locator("#vsi-hielden-de-maatregelen-hun-normen").bounding_box()
        assert top is not None
        assert 0 <= top["y"] < DESKTOP["height"]


def test_a_reference_links_to_its_figure_and_back(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        page.click("#vsi >> text=/^Figuur.2$/")
        assert page.url.endswith("#vsi-fig-status")
        assert page.locator("#vsi-fig-status figcaption").inner_text().startswith("Figuur\xa02.")
        page.click("#vsi-fig-status >> text=vermelding 1")
        assert page.url.endswith("#vsi-fig-status-vermelding-1")


def test_the_report_works_without_javascript(browser: Browser, page_url: str) -> None:
    """The navigation is complete, and code and data can be opened."""
    with opened(browser, page_url, java_script_enabled=False) as page:
        page.click("nav.side >> text=Wat kwam er van de mijlpalen? >> nth=1")
        assert page.url.endswith("#vsi-wat-kwam-er-van-de-mijlpalen")
        page.click("#vsi-fig-status >> text=Gegevens als tabel")
        assert page.locator("#vsi-fig-status details table").is_visible()


def test_a_phone_shows_everything_without_scrolling_sideways(
    browser: Browser, page_url: str
) -> None:
    """A wide table becomes cards, and the contents close once a chapter is chosen."""
    with opened(browser, page_url, viewport=PHONE) as page:
        open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        table = page.locator("#vsi-tbl-norms .scroll")
        assert table.evaluate("(element) => element.scrollWidth <= element.clientWidth")
        cell = table.locator("tbody td").first
        assert cell.evaluate("(element) => getComputedStyle(element).display") != "table-cell"
        page.click("details.menu summary")
        page.click("details.menu >> text=Vlaamse Sociale Inspectie")
        assert page.locator("details.menu nav").is_hidden()
        assert page.url.endswith("#vsi")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_violation_of_wcag_2_1_aa(
    browser: Browser, page_url: str, scheme: str, viewport: dict[str, int]
) -> None:
    """With every collapsible part open."""
    options = {"viewport": viewport, "color_scheme": scheme, "bypass_csp": True}
    with opened(browser, page_url, **options) as page:
        open_all(page)
        assert violations(page) == []


def test_a_dark_page_is_dark_and_its_figures_stay_on_white(browser: Browser, page_url: str) -> None:
    colour = "(element) => getComputedStyle(element).backgroundColor"
    with opened(browser, page_url, color_scheme="dark") as page:
        assert page.locator("body").evaluate(colour) == "rgb(20, 24, 29)"
        assert page.locator("#vsi-fig-status .plot").evaluate(colour) == "rgb(255, 255, 255)"


def test_print_shows_neither_navigation_nor_code(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url, color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert page.locator("nav.side").is_hidden()
        assert page.locator("details.code >> nth=0").is_hidden()
        assert page.locator(".tools >> nth=0").is_hidden()
        assert page.locator("ol.printed-contents").is_visible()
        colour = page.locator("body").evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert colour == "rgb(255, 255, 255)"


def test_the_skip_link_is_the_first_tab_stop(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud"
