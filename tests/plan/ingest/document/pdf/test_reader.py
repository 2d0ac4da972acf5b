from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from PIL import Image

from analysis.errors import DocumentError
from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.document.pdf import glyphs
from analysis.plan.ingest.document.pdf.glyphs import read_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from analysis.plan.ingest.document import Document

    Drawn: TypeAlias = Callable[[Callable[[FPDF], None]], Path]


@pytest.fixture
def drawn(tmp_path: Path) -> Drawn:
    """Draw a PDF of one page or more and return its path."""

    def draw(paint: Callable[[FPDF], None]) -> Path:
        pdf = FPDF(unit="pt", format="A4")
        pdf.set_auto_page_break(auto=False)
        pdf.set_font("Helvetica", size=10)
        pdf.add_page()
        paint(pdf)
        path = tmp_path / "plan.pdf"
        pdf.output(str(path))
        return path

    return draw


def texts(document: Document) -> list[str]:
    """Return the text of each line outside of tables, and of each row of a table with bars."""
    found = [(line.number, line.text) for line in document.lines if not line.in_table]
    found += [
        (grid.line_of(row), "|".join(cell.text for cell in grid.rows[row]))
        for grid in document.grids
        for row in range(grid.height)
    ]
    return [text for _, text in sorted(found)]


def table(pdf: FPDF, rows: list[list[str]], *, top: float = 100, widths: tuple[int, ...]) -> None:
    """Draw a ruled table; lines of a cell are parted by a vertical bar."""
    for cells in rows:
        height = 14 * max(len(cell.split("|")) for cell in cells)
        left = 50.0
        for cell, width in zip(cells, widths, strict=True):
            pdf.rect(left, top, width, height)
            for place, text in enumerate(cell.split("|")):
                pdf.text(left + 4, top + 10 + 14 * place, text)
            left += width
        top += height


def overprinted(pdf: FPDF, x: float, y: float, text: str) -> None:
    for time in range(4):
        pdf.text(x + 0.2 * time, y, text)


def test_a_line_knows_its_page_and_the_document_how_many_it_has(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.text(50, 60, "Een sluis")
        pdf.add_page()
        pdf.text(50, 60, "Een kaai")

    document = read_document(drawn(paint))
    assert [(line.text, line.page) for line in document.lines if line.text] == [
        ("Een sluis", 1),
        ("Een kaai", 2),
    ]
    assert document.pages == 2


def test_overprinted_text_is_bold_and_stands_once(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        overprinted(pdf, 50, 60, "Sluizen 0 0 0 0")
        pdf.text(50, 90, "0 0 0 0")
        pdf.text(50, 120, "En nog wat gewone tekst")

    first, second, _ = read_document(drawn(paint)).lines
    assert (first.text, first.bold) == ("Sluizen 0 0 0 0", True)
    assert (second.text, second.bold) == ("0 0 0 0", False)


def test_text_in_a_bold_font_is_bold(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.text(50, 90, "En nog wat gewone tekst")
        pdf.set_font("Helvetica", style="B", size=10)
        pdf.text(50, 60, "Sluizen")

    assert [line.bold for line in read_document(drawn(paint)).lines] == [True, False]


def test_cells_of_one_line_are_one_line_and_an_empty_one_keeps_its_place(drawn: Drawn) -> None:
    rows = [["A1", "15", "", "15"], ["A2", "", "4", "4"]]
    document = read_document(drawn(lambda page: table(page, rows, widths=(100, 60, 60, 60))))
    assert texts(document) == ["A1|15||15", "A2||4|4"]


def test_a_cell_of_more_lines_is_one_paragraph(drawn: Drawn) -> None:
    rows = [["Een lang label|over twee lijnen", "Gerealiseerd"], ["Kort", "On hold"]]
    (grid,) = read_document(drawn(lambda page: table(page, rows, widths=(110, 100)))).grids
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Een lang label over twee lijnen", "Gerealiseerd"],
        ["Kort", "On hold"],
    ]
    assert grid.rows[0][0].lines[0].parts == ["Een lang label", "over twee lijnen"]


def test_a_cell_drawn_over_two_rows_spans_them(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        table(pdf, [["Brug"], ["Kaai"]], widths=(100,))
        pdf.rect(150, 100, 60, 28)
        pdf.text(154, 117, "4")

    (grid,) = read_document(drawn(paint)).grids
    assert [(cell.text, cell.row, cell.rows) for cell in grid.cells] == [
        ("Brug", 0, 1),
        ("4", 0, 2),
        ("Kaai", 1, 1),
    ]


def test_no_cell_of_a_table_with_plain_rows_spans_two(drawn: Drawn) -> None:
    rows = [["Brug", "4"], ["Kaai", ""], ["Een lang label|over twee lijnen", "5"]]
    (grid,) = read_document(drawn(lambda page: table(page, rows, widths=(100, 60)))).grids
    assert {(cell.rows, cell.columns) for cell in grid.cells} == {(1, 1)}


def test_a_table_drawn_last_stands_where_it_is_seen(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.text(50, 60, "Boven")
        pdf.text(50, 300, "Onder")
        table(pdf, [["Midden", "1"]], widths=(100, 60))

    assert texts(read_document(drawn(paint))) == ["Boven", "Midden|1", "Onder"]


def test_two_columns_of_text_are_not_mixed(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        for x, words in ((50, ("een", "twee")), (300, ("drie", "vier"))):
            for place, word in enumerate(words):
                pdf.text(x, 60 + 12 * place, word)

    assert texts(read_document(drawn(paint))) == ["een twee", "drie vier"]


def test_room_between_lines_parts_two_paragraphs(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        for y in (60, 72, 84, 120):
            pdf.text(50, y, f"lijn {y}")

    assert texts(read_document(drawn(paint))) == ["lijn 60 lijn 72 lijn 84", "lijn 120"]


def test_words_drawn_apart_are_joined_and_letters_drawn_apart_too(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        x = 50.0
        for part in ("Mijlpa", "len ", "2031"):
            pdf.text(x, 60, part)
            x += pdf.get_string_width(part)

    assert texts(read_document(drawn(paint))) == ["Mijlpalen 2031"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(drawn: Drawn, tmp_path: Path, turn: int) -> None:
    def paint(pdf: FPDF) -> None:
        with pdf.rotation(turn, 300, 300):
            pdf.text(250, 300, "Boven")
            table(pdf, [["A1", "", "5"]], top=330, widths=(60, 60, 60))

    source = pdfium.PdfDocument(drawn(paint))
    source[0].set_rotation(turn)
    path = tmp_path / "turned.pdf"
    source.save(path)
    assert texts(read_document(path)) == ["Boven", "A1||5"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_that_lies_on_its_side_is_read(drawn: Drawn, turn: int) -> None:
    def paint(pdf: FPDF) -> None:
        with pdf.rotation(turn, 300, 300):
            pdf.text(250, 300, "Boven")
            table(pdf, [["A1", "", "5"]], top=330, widths=(60, 60, 60))

    assert texts(read_document(drawn(paint))) == ["Boven", "A1||5"]


def test_a_watermark_across_an_upright_page_is_left_out(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        for line in range(4):
            pdf.text(50, 60 + 12 * line, f"lijn {line}")
        with pdf.rotation(90, 300, 300):
            pdf.text(250, 300, "ONTWERP")

    document = read_document(drawn(paint))
    assert texts(document) == ["lijn 0 lijn 1 lijn 2 lijn 3"]
    assert document.left_out == {"turned text": 7}


def test_a_pdf_with_a_password_is_refused(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.text(50, 60, "geheim")
        pdf.set_encryption(owner_password="a", user_password="b")  # noqa: S106 - of a test

    with pytest.raises(DocumentError, match="a PDF with a password") as caught:
        read_pages(drawn(paint))
    assert "without password" in str(caught.value)


def test_a_text_of_many_letters_is_whole(drawn: Drawn) -> None:
    words = " ".join(f"sluis{number}" for number in range(150))

    def paint(pdf: FPDF) -> None:
        pdf.set_font("Helvetica", size=1)
        pdf.text(0, 60, words)

    assert texts(read_document(drawn(paint))) == [words]


def test_a_page_that_no_plan_has_is_refused(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST_OBJECTS", 3)
    path = drawn(lambda page: table(page, [["a", "b"], ["c", "d"]], widths=(60, 60)))
    with pytest.raises(DocumentError, match="more than 3 texts and drawings") as caught:
        read_pages(path)
    assert caught.value.problems[0].where == f"{path}, page 1"


def test_a_scan_is_refused(drawn: Drawn) -> None:
    with pytest.raises(DocumentError, match="1 pages without any text: a scan"):
        read_pages(drawn(lambda page: page.rect(50, 50, 200, 200, style="F")))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_pdf_cut_in_the_middle_is_refused(drawn: Drawn, share: float) -> None:
    path = drawn(lambda page: page.text(50, 60, "Een sluis"))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DocumentError, match="a damaged PDF: it stops before its end"):
        read_pages(path)


def test_a_pdf_of_which_the_middle_is_noise_is_refused(drawn: Drawn) -> None:
    path = drawn(lambda page: page.text(50, 60, "Een sluis"))
    data = path.read_bytes()
    path.write_bytes(data[:20] + b"x" * (len(data) - 30) + data[-10:])
    with pytest.raises(DocumentError, match="a damaged PDF"):
        read_pages(path)


def reasons(document: Document) -> list[str]:
    return [note.reason for note in document.notes]


def test_a_page_without_text_is_noted_but_not_the_last_one(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.text(50, 60, "Een sluis")
        pdf.add_page()
        pdf.rect(50, 50, 200, 20)
        pdf.add_page()
        pdf.text(50, 60, "Een kaai")
        pdf.add_page()

    expected = "page 2 has no text; rows up to page 3 may be of a section on it"
    assert reasons(read_document(drawn(paint))) == [expected]


def test_a_blank_page_before_a_heading_leaves_no_doubt_about_the_rows_after_it(
    drawn: Drawn,
) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.text(50, 60, "Een sluis")
        pdf.add_page()
        pdf.add_page()
        pdf.set_font("Helvetica", style="B", size=14)
        pdf.text(50, 60, "1 VAART")
        pdf.set_font("Helvetica", size=10)
        pdf.text(50, 90, "Een kaai")

    assert reasons(read_document(drawn(paint))) == ["page 2 has no text"]


@pytest.mark.parametrize(("lost", "noted"), [(5, True), (8, False)])
def test_a_page_with_nothing_but_its_foot_is_noted_unless_it_is_the_last(
    drawn: Drawn, lost: int, *, noted: bool
) -> None:
    def paint(pdf: FPDF) -> None:
        for number in range(1, 9):
            if number != lost:
                pdf.text(50, 60 + 20 * number, f"Alinea {number} van het plan")
            pdf.text(50, 820, f"pagina {number} van 8")
            if number < 8:
                pdf.add_page()

    found = reasons(read_document(drawn(paint)))
    assert [reason.startswith(f"page {lost} has no text;") for reason in found] == [True] * noted


def test_a_last_page_with_the_rules_of_a_table_and_no_text_is_noted(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.text(50, 60, "Een sluis")
        pdf.add_page()
        table(pdf, [[" ", " "]] * 4, widths=(140, 100))

    assert reasons(read_document(drawn(paint))) == ["page 2 has no text"]


def test_a_page_that_is_only_a_picture_is_noted(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.text(50, 60, "Een sluis")
        pdf.add_page()
        pdf.image(Image.new("L", (8, 8)), 50, 50, 400, 600)

    expected = "page 2 is a picture, and was not read"
    assert reasons(read_document(drawn(paint))) == [expected]


ROWS = [["Een sluis aan de vaart|en nog een kaai", "Gerealiseerd"], ["Een brug", "On hold"]] * 2


@pytest.mark.parametrize("down", [-4, 4, 8])
def test_a_word_drawn_over_the_text_of_a_cell_is_noted(drawn: Drawn, down: float) -> None:
    def paint(pdf: FPDF) -> None:
        table(pdf, ROWS, widths=(140, 100))
        pdf.text(80, 110 + down, "concept")

    document = read_document(drawn(paint))
    assert set(reasons(document)) == {"two texts are drawn over each other"}
    assert any("concept" in note.quote for note in document.notes)


def test_a_word_aligned_with_no_line_of_its_cell_is_noted(drawn: Drawn) -> None:
    rows = [["Een sluis|en nog een kaai| ", "Gerealiseerd"], ["Een brug", "On hold"]]

    def paint(pdf: FPDF) -> None:
        table(pdf, rows, widths=(140, 100))
        pdf.text(80, 138, "concept")

    document = read_document(drawn(paint))
    assert reasons(document) == ["a word that is aligned with nothing in its column"]


def test_a_word_alone_in_its_row_is_noted_unless_aligned_with_its_column(drawn: Drawn) -> None:
    rows = [[f"Een brug {number}", "Nvt"] for number in range(6)]
    rows[3:3] = [[" ", " "], ["Kaai", " "]]

    def paint(pdf: FPDF) -> None:
        table(pdf, rows, widths=(140, 100))
        pdf.text(95, 152, "concept")

    (note,) = read_document(drawn(paint)).notes
    expected = "a word that is aligned with nothing in its column"
    assert (note.reason, note.quote) == (expected, "concept")


@pytest.mark.parametrize("align", ["left", "centre", "right"])
def test_no_word_of_a_plain_table_is_noted(drawn: Drawn, align: str) -> None:
    words = ["Sluis", "Kaai van de haven", "Brug", "Vaart", "Loket", "Dijken"]

    def paint(pdf: FPDF) -> None:
        table(pdf, [[" ", " "] for _ in words], widths=(140, 100))
        for place, word in enumerate(words):
            room = 132 - pdf.get_string_width(word)
            share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
            pdf.text(54 + share * room, 110 + 14 * place, word)

    assert reasons(read_document(drawn(paint))) == []


def test_a_box_above_a_table_of_one_row_is_no_part_of_it(drawn: Drawn) -> None:
    def paint(pdf: FPDF) -> None:
        pdf.rect(40, 80, 320, 20)
        pdf.text(60, 94, "Een toelichting in een kader")
        table(pdf, [["Een sluis", "Nvt"]], widths=(180, 100))

    assert texts(read_document(drawn(paint))) == ["Een toelichting in een kader", "Een sluis|Nvt"]
