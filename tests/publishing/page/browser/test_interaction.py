"""What a reader can do with tables, figures and the search, by keyboard too."""

from __future__ import annotations

import csv
import io
import struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pdfplumber
import pytest

from browsing import DESKTOP, PHONE, opened, shown_chapter

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.ariaLabel ?? document.activeElement.textContent"
BUDGET = "#vsi-tbl-budget"
POSTS = ["=1+1", "élan", "Zorg", "appel", "Beurs", "dossier 10", "dossier 9", 'zeg "ja"; nee']


def column(page: Page, table: str = BUDGET) -> list[str]:
    return page.locator(f"{table} tbody tr:visible th").all_inner_texts()


def said(page: Page) -> str:
    return page.locator("#melding").inner_text()


def test_texts_are_sorted_in_dutch_order_by_keyboard(browser: Browser, page_url: str) -> None:
    """Accents and capitals do not matter, 9 precedes 10; a third click restores the order."""
    with opened(browser, f"{page_url}#vsi") as page:
        head = page.locator(f"{BUDGET} th", has_text="Post")
        head.locator("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        assert column(page) == [
            "=1+1", "appel", "Beurs", "dossier 9", "dossier 10", "élan", 'zeg "ja"; nee', "Zorg",
        ]  # fmt: skip
        assert said(page) == "Post: oplopend"
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") == "descending"
        assert column(page)[0] == "Zorg"
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") is None
        assert column(page) == POSTS


def test_numbers_are_sorted_numerically_with_missing_values_last(
    browser: Browser, page_url: str
) -> None:
    """The total stays in the footer."""
    with opened(browser, f"{page_url}#vsi") as page:
        click = f"{BUDGET} th >> text=Bedrag"
        page.click(click)
        assert column(page)[:2] == ["=1+1", "dossier 9"]
        assert column(page)[-2:] == ["appel", "Zorg"]
        page.click(click)
        assert column(page)[0] == "appel"
        assert column(page)[-1] == "Zorg"
        assert page.locator(f"{BUDGET} tfoot th").inner_text() == "Totaal"


def test_a_table_without_room_is_shown_row_by_row_with_its_roles(
    browser: Browser, page_url: str
) -> None:
    """Thirteen columns: rows on a phone, and a table again once there is room."""
    with opened(browser, f"{page_url}#vsi", viewport=PHONE) as page:
        table = page.locator("#vsi-tbl-norms table")
        cell = table.locator("tbody td").nth(1)
        assert "stack" in (table.get_attribute("class") or "")
        assert table.locator("thead").is_hidden()
        label = cell.evaluate("(one) => getComputedStyle(one, '::before').content")
        assert label == '"Kolom 0: "'
        assert cell.get_attribute("role") == "cell"
        page.set_viewport_size({"width": 1300, "height": 900})
        table.and_(page.locator(":not(.stack)")).wait_for()
        assert table.locator("thead").is_visible()


def test_a_filter_keeps_the_rows_that_contain_the_words(browser: Browser, page_url: str) -> None:
    with opened(browser, f"{page_url}#vsi") as page:
        box = page.get_by_label("Filter: Tabel\xa04")
        box.fill("DOSSIER")
        assert column(page) == ["dossier 10", "dossier 9"]
        assert said(page) == "2 van 8 rijen"
        assert page.locator(f"{BUDGET} .shown").inner_text() == "2 van 8 rijen"
        box.fill("")
        assert column(page) == POSTS
        assert said(page) == "Alle 8 rijen"


def test_a_short_or_irregular_table_has_no_filter(browser: Browser, page_url: str) -> None:
    with opened(browser, f"{page_url}#vsi") as page:
        page.click("#vsi-fig-status summary")
        data = page.locator("#vsi-fig-status details table")
        data.locator("button.sort").first.wait_for()
        assert data.locator("button.sort").count() == 2
        assert data.locator("input").count() == 0


def test_a_table_is_saved_in_the_form_that_spreadsheets_read(
    browser: Browser, page_url: str
) -> None:
    """Semicolons, decimal commas, formulas marked as text, and without the filtered rows."""
    with opened(browser, f"{page_url}#vsi") as page:
        page.get_by_label("Filter: Tabel\xa04").fill("e")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="CSV: Tabel\xa04").click()
        content = waiting.value.path().read_bytes()
        page.get_by_label("Filter: Tabel\xa04").fill("1+1")
        with page.expect_download() as again:
            page.get_by_role("button", name="CSV: Tabel\xa04").click()
        formula = again.value.path().read_text(encoding="utf-8-sig")
    assert waiting.value.suggested_filename == "vsi-tbl-budget.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Post", "Bedrag"]
    assert ["appel", "+2000000"] in rows
    assert ['zeg "ja"; nee', "+7"] in rows
    assert ["Zorg", ""] not in rows
    assert "'=1+1;-1234,5" in formula


def test_a_figure_is_saved_as_svg_and_png(browser: Browser, page_url: str) -> None:
    """The SVG with its text; the PNG three times as large, and not empty."""
    with opened(browser, f"{page_url}#vsi") as page:
        with page.expect_download() as waiting:
            page.get_by_role("button", name="SVG: Figuur\xa02").click()
        drawing = ET.parse(waiting.value.path()).getroot()  # noqa: S314 - just made
        with page.expect_download() as again:
            page.get_by_role("button", name="PNG: Figuur\xa02").click()
        picture = again.value.path().read_bytes()
    assert drawing.findtext("{http://www.w3.org/2000/svg}title", "").startswith("Staafdiagram")
    box = [float(part) for part in drawing.attrib["viewBox"].split()]
    assert again.value.suggested_filename == "vsi-fig-status.png"
    assert struct.unpack(">II", picture[16:24]) == (round(3 * box[2]), round(3 * box[3]))
    assert len(picture) > 5000


def searched(page: Page, words: str, box: str = "nav.side") -> Locator:
    """Type words in the search box; return the results once they show."""
    page.locator(f"{box} .find input").fill("")
    page.locator(f"{box} .find:has(.results:empty)").wait_for()
    page.locator(f"{box} .find input").fill(words)
    results = page.locator(f"{box} .results a")
    page.locator(f"{box} [role=status]", has_text="plaats").wait_for()
    return results


def test_the_search_finds_words_in_titles_rows_cards_and_prose(
    browser: Browser, page_url: str
) -> None:
    """Without accents, grouped by chapter, with the words marked in their sentence."""
    with opened(browser, page_url) as page:
        results = searched(page, "mijlpalen gerealíseerd")
        assert results.all_inner_texts() == [
            "Figuur 1. De meeste mijlpalen zijn gerealiseerd",
            "Figuur 2. De meeste mijlpalen zijn gerealiseerd",
        ]
        assert results.first.locator("mark").all_inner_texts() == ["mijlpalen", "gerealiseerd"]
        heads = page.locator("nav.side .results .in")
        assert heads.all_inner_texts() == ["Activering 1", "Vlaamse Sociale Inspectie 1"]
        status = page.locator("nav.side [role=status]")
        assert status.inner_text() == "2 plaatsen in 2 hoofdstukken"
        assert page.locator("nav.side > ol").is_hidden()
        assert "dossier 9 · −3" in searched(page, "dossier 9").first.inner_text()
        assert "81 procent" in searched(page, "81 procent").first.inner_text()
        assert searched(page, "lange alinea").first.inner_text().startswith("Een lange alinea")


def test_the_search_works_by_keyboard(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        searched(page, "mijlpalen gerealiseerd")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator("#vsi-fig-status figcaption > span:focus").wait_for()
        assert page.url.endswith("#vsi-fig-status")
        assert shown_chapter(page) == "vsi"
        assert page.locator("nav.side > ol").is_visible()
        assert page.locator("#vsi-fig-status").bounding_box()["y"] < DESKTOP["height"]  # type: ignore[index]
        page.keyboard.press("Tab")
        assert page.locator("#vsi-fig-status [tabindex='-1']").count() == 0


def test_more_results_of_a_chapter_show_on_request(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url) as page:
        results = searched(page, "1.234")
        before = results.count()
        page.locator("nav.side .results button").first.click()
        assert results.count() > before


def test_a_search_without_result_says_so_and_escape_ends_it(
    browser: Browser, page_url: str
) -> None:
    with opened(browser, page_url) as page:
        box = page.locator("#zoek")
        box.fill("zeppelin")
        page.locator("nav.side [role=status]", has_text="Niets gevonden").wait_for()
        page.keyboard.press("Escape")
        assert box.input_value() == ""
        assert page.locator("nav.side > ol").is_visible()


def test_a_phone_can_search_too(browser: Browser, page_url: str) -> None:
    with opened(browser, page_url, viewport=PHONE) as page:
        page.click("details.menu summary")
        searched(page, "budget", "details.menu").nth(1).click()
        assert page.url.endswith("#vsi-tbl-budget")
        assert page.locator("details.menu nav").is_hidden()


def test_without_javascript_there_is_no_dead_button_and_every_row_shows(
    browser: Browser, page_url: str
) -> None:
    with opened(browser, page_url, java_script_enabled=False) as page:
        assert page.locator("button:visible, input:visible").count() == 0
        assert column(page) == POSTS


def test_the_keyboard_follows_the_reading_order_of_a_figure(
    browser: Browser, page_url: str
) -> None:
    """Title, drawing, data, downloads, citation, links back, and the code last."""
    with opened(browser, f"{page_url}#vsi") as page:
        page.locator("#vsi-fig-status .here").focus()
        stops = []
        for _ in range(7):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
    assert [stop.replace("\xa0", " ") for stop in stops] == [
        "Figuur 2",
        "Gegevens als tabel bij figuur 2",
        "SVG: Figuur 2",
        "PNG: Figuur 2",
        "Kopieer verwijzing: Figuur 2",
        "Terug naar vermelding 1 van figuur 2",
        "</>Toon code",
    ]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_opened_data_stays_in_place_and_in_the_tab_order(
    browser: Browser, page_url: str, viewport: dict[str, int]
) -> None:
    with opened(browser, f"{page_url}#vsi", viewport=viewport) as page:
        data = page.locator("#vsi-fig-status details.data > summary")
        data.scroll_into_view_if_needed()
        closed = data.bounding_box()
        data.click()
        assert data.bounding_box() == closed
        places = page.locator("#vsi-fig-status .actions :is(summary, .scroll, .quiet-button)")
        tops = [place.bounding_box() for place in places.all()]
    seen = [(box["y"], box["x"]) for box in tops if box]
    assert len(seen) >= 4
    assert seen == sorted(seen)


def test_a_deep_link_opens_at_its_figure(browser: Browser, page_url: str) -> None:
    with opened(browser, f"{page_url}#vsi-tbl-budget") as page:
        box = page.locator(BUDGET).bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900
        assert page.locator(f"{BUDGET}:target").count() == 1


def test_an_abbreviation_is_explained_in_place_and_in_the_list(
    browser: Browser, page_url: str
) -> None:
    with opened(browser, f"{page_url}#over") as page:
        assert page.locator("#vsi abbr").first.get_attribute("title") == "vastleggingskrediet"
        assert page.locator(".glossary dt").all_text_contents() == ["VAK"]


def test_no_key_figure_is_wider_than_its_card(browser: Browser, page_url: str) -> None:
    for viewport in ({"width": 320, "height": 640}, {"width": 1024, "height": 700}):
        with opened(browser, f"{page_url}#vsi", viewport=viewport) as page:
            page.locator(".key-figures .value").first.evaluate(
                "(one) => { one.textContent = '€\\u00a02.602.345,3\\u00a0mln.' }"
            )
            wide = page.locator(".key-figures > div").first.evaluate(
                "(card) => card.scrollWidth > card.clientWidth"
            )
        assert not wide


def test_print_repeats_table_headers_and_hides_the_tools(
    browser: Browser, page_url: str, tmp_path: Path
) -> None:
    with opened(browser, f"{page_url}#vsi") as page:
        body = page.locator(f"{BUDGET} tbody")
        body.evaluate("(one) => { one.innerHTML = one.innerHTML.repeat(20) }")
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "page.pdf") as pdf:
        pages = [page.extract_text() for page in pdf.pages]
        assert pdf.pages[0].width == pytest.approx(595, abs=2)
    assert sum("Post Bedrag" in words for words in pages) >= 4
    assert not any("CSV" in words and "Filter" in words for words in pages)


CARD = (
    '<div class="html"><details class="card"><summary>{0}</summary><div><p>Over. <small>klein'
    "</small></p><dl><dt>Werk</dt><dd>{1}</dd></dl></div></details></div>"
)


def test_print_sets_cards_in_two_columns_and_no_letter_under_8_points(
    browser: Browser, page_url: str, tmp_path: Path
) -> None:
    """Drawings are measured by the size that their points get on paper."""
    with opened(browser, f"{page_url}#vsi") as page:
        html = CARD.format("Dijk", "veel werk " * 600) + CARD.format("Polder", "weinig werk")
        html = html.replace('</div></details></div><div class="html">', "</div></details>")
        page.locator("#vsi").evaluate("(one, html) => { one.innerHTML = html }", html)
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "page.pdf") as pdf:
        letters = [letter for page in pdf.pages for letter in page.chars if letter["text"].strip()]
        (cards,) = [page for page in pdf.pages if "Polder" in page.extract_text()]
        words = {word["text"]: word["x0"] for word in cards.extract_words()}
    assert min(letter["size"] for letter in letters) >= 7.999
    assert words["Dijk"] < cards.width / 2 < words["Polder"]
