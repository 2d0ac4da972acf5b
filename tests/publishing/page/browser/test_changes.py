"""The page of changes in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.publishing.changes import as_page, compare_folders
from browsing import DESKTOP, PHONE, opened, traffic, violations
from publishing.changes.pages import changed, write_report

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def changes_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("changes")
    page = changed(('value">3 <', 'value">4 <'), ("M0 0", "M1 1"), ("Een punt", "Een " + "x" * 200))
    found = compare_folders(write_report(folder / "a/2023"), write_report(folder / "b/2023", page))
    (folder / "changes.html").write_text(as_page(found), encoding="utf-8")
    return (folder / "changes.html").as_uri()


@pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_it_fits_its_window_and_keeps_wcag(
    browser: Browser, changes_url: str, viewport: dict[str, int], scheme: str
) -> None:
    options = {"viewport": viewport, "color_scheme": scheme, "bypass_csp": True}
    with opened(browser, changes_url, **options) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_it_asks_for_nothing_and_logs_no_error(browser: Browser, changes_url: str) -> None:
    requests, complaints = traffic(browser, changes_url)
    assert requests == [changes_url]
    assert complaints == []
