"""In JupyterLab a cell shows what the report shows, and a new title after it is run again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from analysis.paths import Project

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

CHART = "src/analysis/subjects/inspections/charts/reports.py"
TITLE = "Processen-verbaal per 100 inspectiedossiers"
#: The cells of the chapter that the test keeps, so that all of them are on the screen.
KEPT = ("year = ", "from analysis.chapter", "#| label: fig-vsi-pro-justitia")


def test_a_cell_shows_the_new_title_after_it_is_run_again(
    page: Page, lab_url: str, lab_project: Project
) -> None:
    content = json.loads((lab_project.notebooks / "vsi.ipynb").read_text(encoding="utf-8"))
    content["cells"] = [one for one in content["cells"] if "".join(one["source"]).startswith(KEPT)]
    (lab_project.notebooks / "titel.ipynb").write_text(json.dumps(content), encoding="utf-8")
    page.goto(f"{lab_url}/titel.ipynb")
    page.wait_for_selector("text=Python 3 | Idle")
    _run_all(page)
    figure = page.locator(".jp-OutputArea-output figure")
    expect(figure).to_contain_text(TITLE)
    expect(figure).to_contain_text("Bron: Ondernemingsplan 2023")
    expect(figure.locator("svg").first).to_be_visible()

    path = lab_project.root / CHART
    code = path.read_text(encoding="utf-8")
    path.write_text(code.replace(TITLE, "Verbalen per honderd dossiers", 1), encoding="utf-8")
    _run_all(page)
    expect(figure).to_contain_text("Verbalen per honderd dossiers")
    expect(figure).not_to_contain_text(TITLE)
    path.write_text(code, encoding="utf-8")


def _run_all(page: Page) -> None:
    for item in ("Run", "Run All Cells"):
        page.get_by_role("menuitem", name=item, exact=True).click()
