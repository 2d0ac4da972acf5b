"""The open page follows each save and keeps its place; an error goes when it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    Desk = Any  # of the fixture in conftest.py

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

CHART = "src/analysis/subjects/inspections/charts/reports.py"
TITLE = "Processen-verbaal per 100 inspectiedossiers"
RAW = "data/raw/2023/inspections.csv"
PROBLEMS = "planmonitor-preview .problems"
#: Where the figure's element is in the window; the page marks that it was not loaded again.
TOP = "document.getElementById('vsi-fig-vsi-pro-justitia').getBoundingClientRect().top"


def test_the_page_follows_what_is_saved(desk: Desk) -> None:
    page = desk.page
    expect(page.locator("#vsi")).to_contain_text(TITLE)
    page.evaluate("document.getElementById('vsi-fig-vsi-pro-justitia').scrollIntoView()")
    page.evaluate("window.loaded = 'once'")
    desk.complaints.clear()  # the first draft replaced a page that said to wait
    top = page.evaluate(TOP)

    desk.edit_cell("# Vlaamse Sociale Inspectie", lambda source: f"{source}\n\nEen eerste zin.")
    expect(page.locator("#vsi")).to_contain_text("Een eerste zin.")
    desk.edit(CHART, TITLE, "Verbalen per honderd dossiers")
    expect(page.locator("#vsi figcaption").first).to_be_visible()
    expect(page.locator("#vsi")).to_contain_text("Verbalen per honderd dossiers")

    desk.edit_cell("show(part.inspections.text())", lambda source: f"1 / 0\n{source}")
    expect(page.locator(PROBLEMS)).to_contain_text("ZeroDivisionError")
    expect(page.locator(PROBLEMS)).to_contain_text("notebooks/vsi.ipynb, code cell")
    expect(page.locator("#vsi")).to_contain_text("Een eerste zin.")
    desk.edit_cell("1 / 0", lambda source: source.removeprefix("1 / 0\n"))
    expect(page.locator(PROBLEMS)).to_be_hidden()

    desk.edit(CHART, "Verbalen", 'Verbalen" = "')
    expect(page.locator(PROBLEMS)).to_contain_text("SyntaxError")
    desk.edit(CHART, 'Verbalen" = "', "Verbalen")
    expect(page.locator(PROBLEMS)).to_be_hidden()

    desk.edit(RAW, "TOTAAL,2163,2579", "TOTAAL,2163,veel")
    expect(page.locator(PROBLEMS)).to_contain_text(f"{RAW}, row")
    expect(page.locator(PROBLEMS)).to_contain_text("'veel'")
    desk.edit(RAW, "TOTAAL,2163,veel", "TOTAAL,2163,2579")
    expect(page.locator(PROBLEMS)).to_be_hidden()
    desk.edit(RAW, "Arbeidskaarten,823,1265", "Arbeidskaarten,823,1263")
    expect(page.locator("#vsi")).to_contain_text("1.263")

    assert desk.complaints == []
    assert page.evaluate("window.loaded") == "once"
    assert abs(page.evaluate(TOP) - top) < 3
    assert desk.interrupt() == 130
    assert list((desk.project.cache / "preview").iterdir()) == []
    assert not (desk.project.root / "reports").exists()
