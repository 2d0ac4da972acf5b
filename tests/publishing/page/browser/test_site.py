"""The site of three years in a browser: from a folder, and from a server under a sub-path."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from analysis.publishing.site import write_site
from browsing import DESKTOP, PHONE, opened, traffic, violations
from publishing.site.published import project_with_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LINKS = (
    "[...document.querySelectorAll('a[href], link[href]')].map((one) => one.getAttribute('href'))"
)
#: The empty icon, and the published plan, which is no file of the site.
ELSEWHERE = ("data:,", "https://example.org/plan.pdf")


@pytest.fixture(scope="module")
def site(page_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of three years and a comparison, below a folder `deep/planmonitor`."""
    html = Path(unquote(urlsplit(page_url).path)).read_text(encoding="utf-8")
    project = project_with_reports(tmp_path_factory.mktemp("site") / "deep/planmonitor", html)
    return write_site(project, "https://example.org/planmonitor/").folder


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """The address of a server that has the site under a sub-path."""
    root = site.parents[2]
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=root)
    ) as found:
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{found.server_port}/{site.relative_to(root).as_posix()}/"
        found.shutdown()
        thread.join()


def pages_reached(browser: Browser, start: str) -> dict[str, list[str]]:
    """Follow every link from a page; return the links of each page, and fail on a dead one."""
    found: dict[str, list[str]] = {}
    left = [start]
    with opened(browser, start) as page:
        while left:
            address = left.pop()
            page.goto(address)
            links = [urljoin(address, one) for one in page.evaluate(LINKS) if one not in ELSEWHERE]
            found[address] = [urldefrag(one).url for one in links]
            left += {
                one
                for one in found[address]
                if one.endswith(".html") and one not in (*found, *left)
            }
    return found


@pytest.mark.parametrize("place", ["folder", "server"])
def test_every_link_leads_to_a_file_of_the_site(
    browser: Browser, site: Path, server: str, place: str
) -> None:
    base = server if place == "server" else site.as_uri() + "/"
    pages = pages_reached(browser, f"{base}index.html")
    assert len(pages) == 5
    for page, links in pages.items():
        for link in links:
            assert link.startswith(base), f"{page} links to {link}"
            assert (site / unquote(link.removeprefix(base))).is_file(), f"{page} links to {link}"


def test_no_page_asks_for_anything_else(browser: Browser, site: Path, server: str) -> None:
    for page in ("index.html", "2024/index.html", "vergelijking-2023-2024/index.html"):
        requests, complaints = traffic(browser, server + page)
        assert requests == [server + page]
        assert complaints == []
    assert site.is_dir()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, {"width": 320, "height": 640}])
def test_the_index_fits_its_window_and_keeps_wcag(
    browser: Browser, server: str, viewport: dict[str, int]
) -> None:
    with opened(browser, f"{server}index.html", viewport=viewport, bypass_csp=True) as page:
        assert violations(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        cut = page.evaluate(
            "[...document.querySelectorAll('td, th, svg')].filter("
            "(one) => one.getBoundingClientRect().right > innerWidth).length"
        )
    assert wide <= viewport["width"]
    assert cut == 0
