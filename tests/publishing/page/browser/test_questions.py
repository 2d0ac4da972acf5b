"""Ten questions that readers bring, each answered in at most three presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import PHONE, opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
MOST = 3  # presses

#: A press on a chapter, on a part of the chapter that is open, on a card, or a search: its words
#: typed and Enter pressed.
CHAPTER, PART, CARD, SEARCH = "chapter", "part", "card", "search"
#: Each question, the presses, and where the answer stands: an element, and words in it.
QUESTIONS = {
    "Hoeveel mijlpalen van 2022 zijn gerealiseerd?": (
        [],
        ("#overzicht .key-figures", "317"),
    ),
    "Hoe gaat het met de dienstencheques?": (
        [(CHAPTER, "Maatregelen"), (PART, "Loopbanen"), (CARD, "Dienstencheques")],
        ("#maatregel-dienstencheques", "1.534,0 mln. VAK-krediet voor 2023"),
    ),
    "Hoeveel normen verslechterden?": (
        [(PART, "Normen")],
        ("#overzicht-fig-overzicht-normen figcaption", "11 van de 57 normen zakten"),
    ),
    "Wat staat er in Q4 gepland in competenties?": (
        [(CHAPTER, "Competenties"), (PART, "Wat gepland staat, en wanneer")],
        ("#competenties-fig-competenties-planning figcaption", "telkens 14"),
    ),
    "Hoeveel mijlpalen van sociale economie zijn gerealiseerd?": (
        [(CHAPTER, "Sociale economie"), (PART, "Wat is ervan gekomen")],
        ("#sociale_economie-fig-sociale-economie-status figcaption", "35 van de 41"),
    ),
    "Hoeveel hoger ligt het krediet van loopbanen in 2023?": (
        [(CHAPTER, "Loopbanen"), (PART, "Budget")],
        ("#loopbanen-fig-loopbanen-budget figcaption", "€ 445,2 mln. hoger"),
    ),
    "Hoeveel dossiers controleerde de inspectie?": (
        [(CHAPTER, "Vlaamse Sociale Inspectie")],
        ("#vsi .key-figures", "2.579"),
    ),
    "Waar spreekt het plan zichzelf tegen?": (
        [(CHAPTER, "Consistentie"), (PART, "Wat zeker niet allebei kan kloppen")],
        ("#consistentie-tbl-consistentie-zeker", "Wat elkaar tegenspreekt"),
    ),
    "Wat betekent VAK?": (
        [(SEARCH, "VAK vastleggingskrediet")],
        ("main dd:focus, main tr:focus, main p:focus", "vastleg"),
    ),
    "Aan wie meld ik dat ik iets niet kan lezen?": (
        [(SEARCH, "meld ombudsdienst")],
        ("#over p:focus", "Meld het aan"),
    ),
}


def press(page: Page, kind: str, words: str, *, narrow: bool) -> None:
    if kind == CARD:
        page.locator("main summary:visible", has_text=words).first.click()
        return
    box = page.locator("details.menu nav" if narrow else "nav.side")
    if kind == SEARCH:
        box.locator("input").fill(words)
        box.locator("[role=status]", has_text="plaats").wait_for()
        box.locator("input").press("Enter")
        return
    links: Locator = box.locator(".contents a")
    if kind == PART:
        links = page.locator(".leaf:not([hidden]) .parts a")
    links.get_by_text(words, exact=True).click()


def answered(page: Page, where: str, words: str) -> None:
    """Check that the words stand within one screen of what is in view."""
    answer = page.locator(where).first
    answer.wait_for()
    assert words in answer.inner_text().replace("\xa0", " ")
    box = answer.bounding_box()
    assert box is not None
    height = page.viewport_size["height"]  # type: ignore[index]
    assert -height < box["y"] < 2 * height, where


def test_a_reader_finds_ten_answers_in_three_presses(browser: Browser, published: Path) -> None:
    assert len(QUESTIONS) == 10
    with opened(browser, published.as_uri()) as page:
        for question, (steps, (where, words)) in QUESTIONS.items():
            assert len(steps) <= MOST, question
            page.goto(published.as_uri())
            for kind, name in steps:
                press(page, kind, name, narrow=False)
            answered(page, where, words)


def test_a_phone_takes_one_press_more_for_each_menu(browser: Browser, published: Path) -> None:
    """Chapters, parts and search are folded there; two questions stand for the others."""
    with opened(browser, published.as_uri(), viewport=PHONE) as page:
        page.click("details.menu summary")
        press(page, CHAPTER, "Vlaamse Sociale Inspectie", narrow=True)
        answered(page, "#vsi .key-figures", "2.579")
        page.click("details.menu summary")
        press(page, SEARCH, "meld ombudsdienst", narrow=True)
        answered(page, "#over p:focus", "Meld het aan")
