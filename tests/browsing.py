"""How the tests open a report in Chromium, and what they look for in it."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
#: Milliseconds for what a page does at once, on a machine that has much else to do.
PATIENCE = 120_000
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
SHOWN = "main .leaf:not([hidden]) > section"


def chromium() -> str:
    """Return the path of Debian's Chromium; without it the test is skipped, except in CI."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        reason = "no Chromium found; see tests/browser.sh"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


#: The idle windows of each open browser, by their options.
IDLE: dict[Browser, dict[str, list[Page]]] = {}


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Page]:  # noqa: ANN401 - playwright's
    """Open the report in a window without a trace of other tests.

    Windows are used again, since a new one takes half a second of CPU. The window of a test that
    fails is closed.
    """
    chosen = {"viewport": DESKTOP, "reduced_motion": "reduce", "color_scheme": "light"} | options
    idle = IDLE.setdefault(browser, {}).setdefault(repr(sorted(chosen.items())), [])
    page = _as_new(idle.pop(), chosen) if idle else browser.new_context(**chosen).new_page()
    page.context.set_default_timeout(PATIENCE)
    try:
        page.goto(url)
        yield page
    except BaseException:
        page.context.close()
        raise
    idle.append(page)


def _as_new(page: Page, options: dict[str, Any]) -> Page:
    """Undo what tests change in a window."""
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.set_viewport_size(options["viewport"])
    page.emulate_media(
        media="null",
        color_scheme=options["color_scheme"],
        reduced_motion=options["reduced_motion"],
    )
    return page


def traffic(browser: Browser, url: str) -> tuple[list[str], list[str]]:
    """Open the report and return what it asked for, and what the browser complained of."""
    requests: list[str] = []
    complaints: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    page.wait_for_timeout(300)
    context.close()
    return [asked for asked in requests if not asked.startswith("data:")], complaints


def shown_chapter(page: Page) -> str:
    """Return the id of the only chapter that the page shows."""
    ids = page.locator(SHOWN)
    assert ids.count() == 1
    return ids.get_attribute("id") or ""


def each_chapter(page: Page) -> Iterator[str]:
    """Open each chapter in turn, as a link does."""
    for chapter in page.locator("main .leaf > section").all():
        name = chapter.get_attribute("id") or ""
        page.evaluate("(name) => { location.hash = name }", name)
        page.locator(f"{SHOWN}#{name}").wait_for()
        yield name


def in_each_chapter(page: Page, measure: str) -> dict[str, Any]:
    """Open each chapter in turn, as a link does, and return what a function of JavaScript gives.

    In one call, so that Chromium paints less often than for `each_chapter`.
    """
    found = page.evaluate(
        f"""async () => {{
            const measure = {measure}, found = [], once = {{ once: true }};
            for (const {{ id }} of document.querySelectorAll("main .leaf > section")) {{
                if (location.hash !== `#${{id}}`) {{
                    location.hash = id;
                    await new Promise((done) => addEventListener("hashchange", done, once));
                }}
                found.push([id, document.querySelector("{SHOWN}").id, measure()]);
            }}
            return found;
        }}"""
    )
    assert [chapter for chapter, *_ in found] == [shown for _, shown, _ in found]
    return {chapter: value for chapter, _, value in found}


def open_all(page: Page) -> None:
    """Open everything in the report that a reader can open."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")


def shorten(page: Page) -> None:
    """Leave three rows of each table, three pieces of code, and of a picture only its frame.

    Of the cards of measures it leaves one in four. The others say the same to axe, and what is in a
    picture is no element to its reader; together they would take axe minutes.
    """
    page.evaluate(
        """() => {
            document.querySelectorAll("tbody tr:nth-child(n + 4)").forEach((row) => row.remove());
            [...document.querySelectorAll(".highlight")].slice(3).forEach((one) => one.remove());
            [...document.querySelectorAll("details.card")].forEach((one, place) => {
                if (place % 4) one.remove();
            });
            document.querySelectorAll("svg[role=img]").forEach((one) => one.replaceChildren());
        }"""
    )


@contextmanager
def alone(page: Page) -> Iterator[None]:
    """Remove the hidden chapters from the page for a while, since axe checks them too."""
    page.evaluate(
        """() => {
            const leaves = [...document.querySelectorAll("main .leaf[hidden]")];
            window.takenOut = leaves.map((leaf) => {
                const content = new DocumentFragment();
                content.append(...leaf.childNodes);
                return [leaf, content];
            });
        }"""
    )
    yield
    page.evaluate("takenOut.forEach(([leaf, content]) => leaf.append(content))")


def violations(page: Page, rules: dict[str, Any] | None = None) -> list[tuple[str, list[str]]]:
    """Return the rules that axe finds broken, each with the elements.

    All of axe's rules without `rules`: those of every level of WCAG, and its best practices.
    """
    options = {"resultTypes": ["violations"]} | (rules or {})  # the others take longer to describe
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in found]
