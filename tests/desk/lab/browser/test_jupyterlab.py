"""JupyterLab in Chromium: the explorer, runs, a chapter whole, a cell run again, the review desk.

One window goes through it as an analyst does, since opening JupyterLab takes most of the time.
"""

from __future__ import annotations

import csv
import json
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analysis.plan.ingest.proposals import Proposal, write_proposals
from analysis.plan.review.decisions import read_decisions

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from analysis.paths import Project

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

CHART = "src/analysis/subjects/inspections/charts/reports.py"
TITLE = "Processen-verbaal per 100 inspectiedossiers"
#: The cells of the chapter that the test keeps, so that all of them are on the screen.
KEPT = ("year = ", "from analysis.chapter", "#| label: fig-vsi-pro-justitia")
NAMES = ("Dijkpremie", "Sluispremie", "Molenpremie", "Kapelpremie")
LABELS = [
    Proposal("label", f"label-{number}", name, 5, "jobbonus", 90 - number)
    for number, name in enumerate(NAMES)
]


@pytest.fixture(scope="module")
def explorer(page: Page, lab_url: str) -> Page:
    """The explorer's notebook, run from top to bottom."""
    page.goto(f"{lab_url}/verkenner.ipynb")
    run_all(page)
    return page


def run_all(page: Page) -> None:
    page.wait_for_selector("text=Python 3 | Idle")
    choose_from_menu(page, "Run", "Run All Cells")
    page.wait_for_selector(".pm-figure svg")


def choose_from_menu(page: Page, *items: str) -> None:
    for item in items:
        page.get_by_role("menuitem", name=item, exact=True).click()


def figure(page: Page) -> Locator:
    return page.locator(".pm-figure").first


def choose(page: Page, control: str, option: str) -> None:
    page.get_by_label(control, exact=True).select_option(option)


def test_choosing_another_chapter_changes_the_figure(explorer: Page) -> None:
    expect(figure(explorer)).to_contain_text("387 mijlpalen van 2022")
    choose(explorer, "Hoofdstuk", "Activering")
    expect(figure(explorer)).to_contain_text("59 van de 60 mijlpalen van 2022")
    label = figure(explorer).locator("[role=group]").get_attribute("aria-label") or ""
    assert "3.1.3 Talent van buiten Vlaanderen aantrekken: gerealiseerd: 21" in label


def test_a_bar_lists_its_rows_and_a_search_narrows_them(explorer: Page) -> None:
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
    explorer.get_by_label("Zoeken", exact=True).fill("nergens te vinden")
    expect(explorer.get_by_text("Geen rij bevat ‘nergens te vinden’")).to_be_visible()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_bar_works_with_mouse_and_keyboard(explorer: Page, key: str) -> None:
    rows = explorer.locator(".pm-table tbody tr")
    explorer.get_by_label("Zoeken", exact=True).fill("")
    choose(explorer, "Rijen achter", "Alle rijen")
    expect(rows).to_have_count(61)
    bars = figure(explorer).get_by_role("button")
    bars.first.click()
    expect(rows).to_have_count(25)
    bars.last.focus()
    explorer.keyboard.press(key)
    expect(rows).to_have_count(1)
    expect(explorer.locator(".pm-table")).to_contain_text("In voorbereiding")
    label = bars.last.get_attribute("aria-label")
    assert label == "Rijen achter 3.1.3 Talent van buiten Vlaanderen aantrekken · In voorbereiding"


def test_the_visible_rows_can_be_saved(explorer: Page, tmp_path: Path) -> None:
    rows = explorer.locator(".pm-table tbody tr")
    choose(explorer, "Rijen achter", "Alle rijen")
    expect(rows).to_have_count(61)
    explorer.get_by_label("Zoeken", exact=True).fill("omzetting")
    expect(rows).to_have_count(3)
    expect(explorer.locator(".pm-download")).to_contain_text("(3 rijen)")
    with explorer.expect_download() as saved:
        explorer.locator(".pm-download").click()
    assert saved.value.suggested_filename == "status-2023-activering.csv"
    saved.value.save_as(tmp_path / "rows.csv")
    text = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("Mijlpaal;Thema;Onderdeel;Status;")
    assert len(text.splitlines()) == 1 + 3


def test_another_view_keeps_the_selection(explorer: Page) -> None:
    explorer.get_by_label("Zoeken", exact=True).fill("")
    explorer.get_by_role("button", name="Normen", exact=True).click()
    expect(explorer.locator(".pm-table")).to_contain_text("16 normen met streefdoel en resultaat")


def test_the_preview_opens_from_its_button(explorer: Page) -> None:
    choose(explorer, "Hoofdstukken", "Proef")
    explorer.get_by_role("button", name="Voorvertoning").click()
    link = explorer.get_by_role("link", name="openen", exact=True)
    with explorer.expect_popup() as opened:
        link.click()
    expect(opened.value.locator("#proef")).to_be_visible()
    opened.value.close()
    explorer.get_by_role("button", name="Voorvertoning stoppen").click()
    expect(link).to_have_count(0)


def test_a_run_makes_a_draft_and_opens_it(explorer: Page, lab_project: Project) -> None:
    choose(explorer, "Hoofdstukken", "Proef")
    expect(explorer.locator(".pm-plan tbody tr")).to_have_count(1)
    explorer.get_by_role("button", name="Uitvoeren").click()
    result = explorer.get_by_role("link", name="reports/2023.draft/index.html")
    expect(result).to_be_visible()
    assert (lab_project.root / "reports/2023.draft/index.html").is_file()
    result.click()
    explorer.wait_for_url("**/lab/tree/reports/2023.draft/index.html")


def test_a_run_can_be_stopped_within_a_cell(explorer: Page, lab_project: Project) -> None:
    """The cell would take minutes; the button ends it, and the published report is unchanged."""
    page = lab_project.root / "reports/2023.draft/index.html"
    before = page.read_bytes()
    path = lab_project.notebooks / "proef.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    code[-1]["source"] = "import time; time.sleep(600)"
    path.write_text(json.dumps(book), encoding="utf-8")
    explorer.get_by_role("tab", name="verkenner.ipynb").click()
    choose(explorer, "Hoofdstukken", "Proef")
    explorer.get_by_role("button", name="Uitvoeren").click()
    stop = explorer.get_by_role("button", name="Afbreken")
    expect(stop).to_be_enabled()
    bar = explorer.locator(".widget-hprogress .progress-bar").last
    expect(bar).to_have_attribute("style", re.compile("width: [5-9]"))
    stop.click()
    told = "Afgebroken. De bestaande bestanden zijn ongewijzigd."
    expect(explorer.get_by_text(told)).to_be_visible()
    assert page.read_bytes() == before


def test_a_chapter_runs_from_top_to_bottom_without_edits(
    page: Page, lab_url: str, lab_project: Project
) -> None:
    """Opening it runs and changes nothing; Run All Cells alone runs every cell in order."""
    path = lab_project.notebooks / "vsi.ipynb"
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    page.goto(f"{lab_url}/vsi.ipynb?reset")  # no other notebook is open, to run in its place
    page.wait_for_selector("text=Python 3 | Idle")
    page.wait_for_timeout(1000)  # the kernel describes itself
    assert page.locator(".jp-Notebook .jp-OutputArea-output").count() == 0
    assert page.locator(".jp-mod-dirty").count() == 0
    choose_from_menu(page, "Run", "Run All Cells")
    until = time.monotonic() + 240
    counts: list[int | None] = [None]
    while None in counts and time.monotonic() < until:
        page.wait_for_timeout(1000)
        page.keyboard.press("Control+s")
        with suppress(ValueError):  # it is being written
            book = json.loads(path.read_text(encoding="utf-8"))
            code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
            counts = [cell["execution_count"] for cell in code]
    assert counts == list(range(1, len(code) + 1))
    assert book["metadata"] == metadata
    outputs = [output for cell in code for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} == {"display_data"}
    figures = [output["data"] for output in outputs if "image/svg+xml" in output["data"]]
    assert figures
    assert all("Gegevens als tabel" in "".join(data["text/html"]) for data in figures)


def test_a_cell_shows_the_new_title_after_it_is_run_again(
    page: Page, lab_url: str, lab_project: Project
) -> None:
    content = json.loads((lab_project.notebooks / "vsi.ipynb").read_text(encoding="utf-8"))
    content["cells"] = [one for one in content["cells"] if "".join(one["source"]).startswith(KEPT)]
    (lab_project.notebooks / "titel.ipynb").write_text(json.dumps(content), encoding="utf-8")
    page.goto(f"{lab_url}/titel.ipynb?reset")
    page.wait_for_selector("text=Python 3 | Idle")
    choose_from_menu(page, "Run", "Run All Cells")
    shown = page.locator(".jp-OutputArea-output figure")
    expect(shown).to_contain_text(TITLE)
    expect(shown).to_contain_text("Bron: Ondernemingsplan 2023")
    expect(shown.locator("svg").first).to_be_visible()

    path = lab_project.root / CHART
    code = path.read_text(encoding="utf-8")
    path.write_text(code.replace(TITLE, "Verbalen per honderd dossiers", 1), encoding="utf-8")
    choose_from_menu(page, "Run", "Run All Cells")
    expect(shown).to_contain_text("Verbalen per honderd dossiers")
    expect(shown).not_to_contain_text(TITLE)
    path.write_text(code, encoding="utf-8")


def open_desk(page: Page, url: str) -> None:
    page.goto(f"{url}/nazicht.ipynb?reset")
    page.wait_for_selector("text=Python 3 | Idle")
    choose_from_menu(page, "Run", "Run All Cells")
    page.wait_for_selector(".pm-review [data-id]")


def decisions(project: Project) -> list[tuple[str, str, str]]:
    with (project.raw(2023) / "review.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] == "label"]
    return [(row["subject"], row["decision"], row["value"]) for row in rows]


def test_a_person_decides_by_keyboard_and_comes_back(
    page: Page, lab_url: str, lab_project: Project
) -> None:
    write_proposals(LABELS, lab_project.raw(2023))
    before = len(read_decisions(lab_project, 2023))
    open_desk(page, lab_url)
    desk, title = page.locator(".pm-review"), page.locator(".pm-review h3")
    expect(title).to_have_text("Dijkpremie")
    desk.focus()
    page.keyboard.press("a")
    expect(title).to_have_text("Sluispremie")
    page.keyboard.press("r")
    expect(title).to_have_text("Molenpremie")
    page.keyboard.press("u")
    expect(title).to_have_text("Sluispremie")
    page.keyboard.press("c")
    page.keyboard.type("zorgkrediet")
    page.keyboard.press("Enter")
    expect(title).to_have_text("Molenpremie")
    page.keyboard.press("l")
    expect(title).to_have_text("Kapelpremie")
    assert decisions(lab_project) == [
        ("Dijkpremie", "accepted", "jobbonus"),
        ("Sluispremie", "rejected", "jobbonus"),
        ("Sluispremie", "undone", "jobbonus"),
        ("Sluispremie", "changed", "zorgkrediet"),
    ]
    assert page.locator(".jp-Notebook .jp-Cell").count() == 5, "no key reached the notebook"

    open_desk(page, lab_url)
    expect(title).to_have_text("Molenpremie")
    expect(page.locator(".pm-count")).to_contain_text(f"{before + 2} beslist")
