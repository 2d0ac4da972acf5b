"""The review desk in Chromium: decide with the keyboard, undo, close in the middle, come back."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analysis.plan.ingest.proposals import Proposal, write_proposals
from analysis.plan.review.decisions import read_decisions

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from analysis.paths import Project

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

NAMES = ("Dijkpremie", "Sluispremie", "Molenpremie", "Kapelpremie")
LABELS = [
    Proposal("label", f"label-{number}", name, 5, "jobbonus", 90 - number)
    for number, name in enumerate(NAMES)
]


def open_desk(page: Page, url: str) -> None:
    page.goto(f"{url}/nazicht.ipynb?reset")
    page.wait_for_selector("text=Python 3 | Idle")
    for item in ("Run", "Run All Cells"):
        page.get_by_role("menuitem", name=item, exact=True).click()
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
