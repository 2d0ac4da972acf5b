"""JupyterLab in Chromium: the explorer answers, and a run makes a report.

One window goes through it as an analyst does, since opening JupyterLab takes most of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from analysis.paths import Project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def explorer(page: Page, lab_url: str) -> Page:
    """The explorer's notebook, run from top to bottom."""
    page.goto(f"{lab_url}/verkenner.ipynb")
    page.wait_for_selector("text=Python 3 | Idle")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_selector(".pm-figure svg")
    return page


def figure(page: Page) -> Locator:
    return page.locator(".pm-figure").first


def choose(page: Page, control: str, option: str) -> None:
    page.get_by_label(control, exact=True).select_option(option)


def test_another_chapter_gives_another_figure(explorer: Page) -> None:
    expect(figure(explorer)).to_contain_text("387 mijlpalen van 2022")
    choose(explorer, "Hoofdstuk", "Activering")
    expect(figure(explorer)).to_contain_text("59 van de 60 mijlpalen van 2022")
    label = figure(explorer).locator("[role=img]").get_attribute("aria-label") or ""
    assert "3.1.3 Talent van buiten Vlaanderen aantrekken: gerealiseerd: 21" in label


def test_a_bar_opens_its_rows_and_words_narrow_them(explorer: Page) -> None:
    choose(
        explorer,
        "Rijen achter",
        "3.1.3 Talent van buiten Vlaanderen aantrekken · Gerealiseerd (21)",
    )
    rows = explorer.locator(".pm-table tbody tr")
    expect(rows).to_have_count(21)
    explorer.get_by_label("Zoeken", exact=True).fill("omzetting")
    expect(rows).not_to_have_count(21)
    found = rows.all_inner_texts()
    assert found
    assert all("omzetting" in text.lower() for text in found)


def test_what_is_seen_can_be_saved(explorer: Page, tmp_path: Path) -> None:
    shown = explorer.locator(".pm-table tbody tr").count()
    with explorer.expect_download() as saved:
        explorer.locator(".pm-download").click()
    assert saved.value.suggested_filename == "status-2023-activering.csv"
    saved.value.save_as(tmp_path / "rows.csv")
    text = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("Mijlpaal,Thema,Onderdeel,Status,")
    assert len(text.splitlines()) == shown + 1


def test_another_view_follows_the_same_choice(explorer: Page) -> None:
    explorer.get_by_label("Zoeken", exact=True).fill("")
    explorer.get_by_role("button", name="Normen", exact=True).click()
    expect(explorer.locator(".pm-table")).to_contain_text("16 normen met streefdoel en resultaat")


def test_a_run_makes_a_draft_and_opens_it(explorer: Page, lab_project: Project) -> None:
    choose(explorer, "Hoofdstukken", "Proef")
    expect(explorer.locator(".pm-plan tbody tr")).to_have_count(1)
    explorer.get_by_role("button", name="Uitvoeren").click()
    result = explorer.get_by_role("link", name="reports/2023.draft/index.html")
    expect(result).to_be_visible(timeout=60_000)
    assert (lab_project.root / "reports/2023.draft/index.html").is_file()
    result.click()
    explorer.wait_for_url("**/lab/tree/reports/2023.draft/index.html")
