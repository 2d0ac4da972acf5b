"""The report as a reader sees it: opened from disk in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import (
    DESKTOP,
    PHONE,
    SHOWN,
    each_chapter,
    open_all,
    opened,
    shown_chapter,
    traffic,
    violations,
)

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


def test_the_navigation_opens_a_chapter_and_says_which(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        assert shown_chapter(page) == "activering"
        assert page.title() == "Planmonitor Werk en Sociale Economie 2023"
        page.click("nav.side >> text=Vlaamse Sociale Inspectie")
        assert page.url.endswith("#vsi")
        assert shown_chapter(page) == "vsi"
        assert page.title().startswith("Vlaamse Sociale Inspectie – Planmonitor")
        current = page.locator("nav.side a[aria-current=page]")
        assert current.all_inner_texts() == ["Vlaamse Sociale Inspectie"]
        assert page.evaluate("document.activeElement.id") == "vsi"


def test_the_list_of_parts_follows_the_reader(browser: Browser, page_url: str) -> None:
    with opened(browser, f"{page_url}#vsi") as page:
        page.locator("#vsi .parts").get_by_text("Hielden de maatregelen hun normen?").click()
        current = page.locator("#vsi .parts a[aria-current]")
        current.and_(page.locator("[href='#vsi-hielden-de-maatregelen-hun-normen']")).wait_for()
        assert current.count() == 1
        top = page.locator("#vsi-hielden-de-maatregelen-hun-normen").bounding_box()
        assert top is not None
        assert 0 <= top["y"] < DESKTOP["height"]


def test_a_phone_folds_the_list_of_parts(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url, viewport=PHONE) as page:
        assert page.locator("#activering .parts ol").is_hidden()
        page.click("#activering .parts summary")
        assert page.locator("#activering .parts ol").is_visible()


def test_back_and_forward_lead_to_where_the_reader_was(browser: Browser, page_url: str) -> None:
    link = "(chapter) => document.querySelector(`nav.side a[href='#${chapter}']`).click()"
    with opened(browser, f"{page_url}#vsi") as page:
        for chapter, height in [("activering", 700), ("vsi", 300), ("over", 500)]:
            page.evaluate("(height) => scrollTo(0, height)", height)
            page.evaluate(link, chapter)
            page.locator(f"{SHOWN}#{chapter}").wait_for()
        for step, chapter, height in [(-1, "vsi", 500), (-2, "vsi", 700), (1, "activering", 300)]:
            page.evaluate("(step) => history.go(step)", step)
            page.locator(f"{SHOWN}#{chapter}").wait_for()
            page.wait_for_function("(height) => scrollY === height", arg=height)


def test_the_foot_of_a_chapter_leads_to_the_next(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        seen = [shown_chapter(page)]
        while page.locator("[rel=next] >> visible=true").count():
            page.click("[rel=next] >> visible=true")
            seen.append(shown_chapter(page))
        assert seen == ["activering", "vsi", "over"]
        assert page.locator("[rel=prev] >> visible=true").inner_text().endswith("Inspectie")


def test_the_search_of_the_browser_opens_a_hidden_chapter(browser: Browser, page_url: str) -> None:
    """Chromium asks with `beforematch`; what it found may be in any chapter."""
    with opened(browser, page_url) as page:
        assert page.locator(".leaf[hidden=until-found]").count() == 2
        page.evaluate(
            "document.querySelector('#vsi').parentElement.dispatchEvent(new Event('beforematch'))"
        )
        assert shown_chapter(page) == "vsi"


def test_a_hidden_chapter_is_not_read_aloud(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    names = [one["name"]["value"] for one in tree["nodes"] if "name" in one and not one["ignored"]]
    assert any(name.startswith("Activering") for name in names)
    assert not any("Toegankelijkheidsverklaring" in name for name in names)


def test_a_replaced_chapter_gets_its_tools_again(browser: Browser, page_url: str) -> None:
    """What `planmonitor preview` does: it replaces the element and dispatches an event."""
    with opened(browser, f"{page_url}#vsi") as page:
        page.evaluate(
            """() => {
                const chapter = document.querySelector("#vsi");
                const fresh = new DOMParser().parseFromString(chapter.outerHTML, "text/html");
                fresh.querySelectorAll(".tools, .quiet-button").forEach((one) => one.remove());
                chapter.replaceWith(fresh.querySelector("#vsi"));
                document.dispatchEvent(new Event("planmonitor:chapter-replaced"));
            }"""
        )
        assert shown_chapter(page) == "vsi"
        assert page.get_by_role("button", name="CSV: Tabel\xa04").count() == 1
        assert page.get_by_role("button", name="PNG: Figuur\xa02").count() == 1


def test_a_reference_links_to_its_figure_and_back(browser: Browser, page_url: str) -> None:
    with opened(browser, f"{page_url}#vsi") as page:
        page.click("#vsi >> text=/^Figuur.2$/")
        assert page.url.endswith("#vsi-fig-status")
        assert page.locator("#vsi-fig-status figcaption").inner_text().startswith("Figuur\xa02.")
        page.click("#vsi-fig-status >> text=vermelding 1")
        assert page.url.endswith("#vsi-fig-status-vermelding-1")


def test_the_report_works_without_javascript(browser: Browser, page_url: str) -> None:
    """All chapters show, one after the other, and code and data can be opened."""
    with opened(browser, page_url, java_script_enabled=False) as page:
        assert all(one.is_visible() for one in page.locator("main h2").all())
        page.click("#vsi .parts >> text=Wat kwam er van de mijlpalen?")
        assert page.url.endswith("#vsi-wat-kwam-er-van-de-mijlpalen")
        page.click("#vsi-fig-status >> text=Gegevens als tabel")
        assert page.locator("#vsi-fig-status details table").is_visible()


def test_a_phone_shows_everything_without_scrolling_sideways(
    browser: Browser, page_url: str
) -> None:
    """A wide table becomes cards, and the contents close once a chapter is chosen."""
    with opened(browser, f"{page_url}#vsi", viewport=PHONE) as page:
        open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        table = page.locator("#vsi-tbl-norms .scroll")
        assert table.evaluate("(element) => element.scrollWidth <= element.clientWidth")
        cell = table.locator("tbody td").first
        assert cell.evaluate("(element) => getComputedStyle(element).display") != "table-cell"
        page.click("details.menu summary")
        page.click("details.menu >> text=Activering")
        assert page.locator("details.menu nav").is_hidden()
        assert shown_chapter(page) == "activering"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_violation(
    browser: Browser, page_url: str, scheme: str, viewport: dict[str, int]
) -> None:
    """With every collapsible part open."""
    options = {"viewport": viewport, "color_scheme": scheme, "bypass_csp": True}
    with opened(browser, page_url, **options) as page:
        open_all(page)
        for chapter in each_chapter(page):
            assert violations(page) == [], chapter


def test_a_dark_page_is_dark_and_so_are_its_figures(browser: Browser, page_url: str) -> None:
    colour = "(element) => getComputedStyle(element).backgroundColor"
    with opened(browser, f"{page_url}#vsi", color_scheme="dark") as page:
        assert page.locator("body").evaluate(colour) == "rgb(20, 24, 29)"
        assert page.locator("#vsi-fig-status .plot").evaluate(colour) == "rgb(20, 24, 29)"


def test_print_shows_neither_navigation_nor_code(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url, color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert all(one.is_visible() for one in page.locator("main h2").all())
        assert page.locator("#vsi-fig-status svg").bounding_box()
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
