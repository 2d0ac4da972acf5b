"""A page with Quarto's landmarks, before and after the script that names them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

from analysis.publishing.outputs import quarto

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = files(quarto).joinpath("landmarks.html").read_text(encoding="utf-8")
#: The elements of Quarto's templates (`projects/website/templates`) that axe complains about.
PAGE = """<!doctype html><html lang="nl"><head><title>Boek</title><style>
.scroll { overflow-x: auto; width: 200px } td { min-width: 300px }</style></head><body>
<header><nav class="quarto-secondary-nav"><a href="#a">Menu</a></nav></header>
<nav id="quarto-sidebar" class="sidebar"><a href="#a">Normen</a></nav>
<nav id="TOC" role="doc-toc"><a href="#a">Begin</a></nav>
<main id="a"><h1>Normen</h1><figure><figcaption>Tabel 1</figcaption>
<div class="scroll"><table><tr><td>a</td><td>b</td></tr></table></div></figure></main>
<nav class="page-navigation"><a href="#a">Volgende</a></nav>"""


def violations(browser: Browser, html: str) -> list[str]:
    page = browser.new_page()
    page.set_content(html, wait_until="load")
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    page.close()
    return found


def test_the_script_names_landmarks_and_lets_the_keyboard_reach_what_scrolls(
    browser: Browser,
) -> None:
    """Stands for a page of Quarto, whose navigations have no names of their own."""
    assert violations(browser, PAGE) == ["landmark-unique", "scrollable-region-focusable"]
    assert violations(browser, f"{PAGE}{SCRIPT}") == []


def test_what_scrolls_has_the_caption_as_its_name(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(f"{PAGE}{SCRIPT}", wait_until="load")
    scroll = page.locator(".scroll")
    assert scroll.get_attribute("aria-label") == "Tabel 1"
    assert scroll.get_attribute("tabindex") == "0"
    page.close()
