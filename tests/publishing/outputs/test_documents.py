"""The PDF and the Word document, read with other libraries than those that wrote them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pdfplumber
import pytest

from analysis.publishing.outputs.documents import pandoc
from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.outputs.documents.pandoc import TypesettingError
from analysis.publishing.outputs.docx import write_docx
from analysis.publishing.outputs.output import OutputContext
from analysis.publishing.outputs.pdf import write_pdf
from composing import code, executed, figure, notebook, shown, table, text

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.executed import Executed

DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)
FRAME = shown(None, {"text/html": "<table><thead><tr><th>a</th></tr></thead></table>"})
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def chapters() -> list[Executed]:
    cards = shown("html", {"text/html": "<dl></dl>", "text/plain": "Dossiers: 26"})
    nb = notebook(
        text("# Inspectie\n\nZie @fig-x.\n\n## Wat kwam er van?\n\nEen `code` en **vet**."),
        code("show()", cards),
        code("#| label: fig-x\nshow()", figure(note="Lees zo")),
        code("#| label: tbl-x\nshow()", table("Normen < 3")),
    )
    return [executed("vsi", nb)]


def test_the_text_keeps_the_reports_numbers_and_leaves_out_code(chapters: list[Executed]) -> None:
    of_run = [(one.job.chapter, one.job.title, one.notebook) for one in chapters]
    made = manuscript(of_run, title="Proef", sources=["Plan & bron"])
    assert list(made.pictures) == ["vsi-fig-x.svg"]
    assert made.pictures["vsi-fig-x.svg"].startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert '<img src="vsi-fig-x.svg" alt="Een lijn die stijgt">' in made.html
    assert "<strong>Figuur\xa01.</strong> Het stijgt" in made.html
    assert "<li>Dossiers: 26</li>" in made.html
    assert "show()" not in made.html
    assert "Vaste koppeling" not in made.html
    assert "Plan &amp; bron" in made.html


@pytest.mark.process
def test_the_pdf_is_tagged_searchable_and_reproducible(
    chapters: list[Executed], repository: Project, tmp_path: Path
) -> None:
    write_pdf(OutputContext(repository, 2023, tmp_path, chapters))
    path = tmp_path / "planmonitor-2023.pdf"
    with pdfplumber.open(path) as pdf:
        words = "\n".join(page.extract_text() for page in pdf.pages)
        assert pdf.doc.catalog["MarkInfo"]["Marked"]
        assert pdf.doc.catalog["Lang"].decode().startswith("nl")
    for expected in ("Planmonitor Werk en Sociale", "Figuur 1. Het stijgt", "Tabel 1. Normen < 3"):
        assert expected in words
    first = path.read_bytes()
    assert b"pdfuaid:part" in first
    write_pdf(OutputContext(repository, 2023, tmp_path, chapters))
    assert path.read_bytes() == first


def _card(name: str) -> str:
    return (
        f'<details class="card"><summary>{name} <small>9 dossiers</small></summary>'
        f'<div id="maatregel-{name.lower()}"><p>Activering.</p><dl><dt>Werk</dt>'
        f"<dd>{'veel werk ' * 900}</dd></dl></div></details>"
    )


@pytest.mark.process
def test_cards_are_in_two_columns_and_no_type_is_too_small(
    repository: Project, tmp_path: Path
) -> None:
    """A formula's subscripts are its smallest type."""
    cards = {"text/html": _card("Dijk") + _card("Polder"), "text/plain": "-"}
    both = shown("html", cards, role="cards")
    parts = [text("# Maatregelen\n\nVan $x_i$.\n\n## Activering"), code("show()", both)]
    chapter = executed("maatregelen", notebook(*parts, text("Tot slot.")))
    write_pdf(OutputContext(repository, 2023, tmp_path, [chapter]))
    with pdfplumber.open(tmp_path / "planmonitor-2023.pdf") as pdf:
        letters = [letter for page in pdf.pages for letter in page.chars]
        words = {word["text"]: word["x0"] for word in pdf.pages[2].extract_words()}
        middle = pdf.pages[2].width / 2
    assert words["Dijk"] < middle < words["Polder"]
    assert min(letter["size"] for letter in letters) >= 7.999


@pytest.mark.process
def test_the_word_document_has_headings_pictures_with_text_and_table_heads(
    chapters: list[Executed], repository: Project, tmp_path: Path
) -> None:
    write_docx(OutputContext(repository, 2023, tmp_path, chapters))
    path = tmp_path / "planmonitor-2023.docx"
    first = path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        document = ET.fromstring(parts.read("word/document.xml"))  # noqa: S314 - just written
        assert any(name.endswith(".png") for name in parts.namelist())
        assert b"STYLEREF 1" in parts.read("word/header1.xml")
        assert b"header1.xml" in parts.read("word/_rels/document.xml.rels")
    styles = [one.get(f"{WORD}val") for one in document.iter(f"{WORD}pStyle")]
    assert {"Title", "Heading1", "Heading2"} <= set(styles)
    pictures = [one.get("descr") for one in document.iter(f"{DRAWING}docPr")]
    assert pictures == ["Een lijn die stijgt"]
    assert list(document.iter(f"{WORD}tblHeader"))
    rows = list(document.iter(f"{WORD}tr"))
    assert rows
    assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)
    write_docx(OutputContext(repository, 2023, tmp_path, chapters))
    assert path.read_bytes() == first


@pytest.fixture(scope="module")
def rich() -> list[Executed]:
    """A chapter with what editors offer: a picture, a formula, a footnote, a chart, and code."""
    attached = {"attachments": {"a.png": {"image/png": DOT}}}
    source = "![Een stip](attachment:a.png)\n\nZo $x^2$ en $$\\frac{a}{b}$$"
    source += "\n\nWoord[^1].\n\n[^1]: De noot."
    options = "#| echo: true\n#| code-fold: show\n"
    drawn = f"{options}#| label: fig-y\n#| fig-cap: Het daalt\n#| fig-alt: Een stip\nteken_iets()"
    nb = notebook(
        text("# Inspectie\n\n## Wat kwam er van?\n\nTekst."),
        text(source) | attached,
        code(drawn, shown(None, {"image/png": DOT}), FRAME),
        code(f"{options}#| label: fig-x\nshow_iets()", figure()),
    )
    return [executed("vsi", nb)]


@pytest.mark.process
def test_the_pdf_has_what_editors_offer_and_no_code(
    rich: list[Executed], repository: Project, tmp_path: Path
) -> None:
    write_pdf(OutputContext(repository, 2023, tmp_path, rich))
    with pdfplumber.open(tmp_path / "planmonitor-2023.pdf") as pdf:
        words = "\n".join(page.extract_text() for page in pdf.pages)
        images = [image for page in pdf.pages for image in page.images]
    for expected in ("Figuur 1. Het daalt", "Figuur 2. Het stijgt", "De noot.", "Woord"):
        assert expected in words
    assert len(images) >= 2
    assert not [code for code in ("teken_iets", "show_iets", "frac", "fig-cap") if code in words]


@pytest.mark.process
def test_the_word_document_has_what_editors_offer_and_no_code(
    rich: list[Executed], repository: Project, tmp_path: Path
) -> None:
    write_docx(OutputContext(repository, 2023, tmp_path, rich))
    with zipfile.ZipFile(tmp_path / "planmonitor-2023.docx") as parts:
        document = parts.read("word/document.xml").decode()
        pictures = [name for name in parts.namelist() if name.startswith("word/media/")]
    assert document.count("<m:oMath>") == 2
    assert "<m:oMathPara>" in document
    assert len(pictures) >= 2
    assert "De noot." in document
    assert not [
        code for code in ("teken_iets", "show_iets", "\\frac", "fig-cap") if code in document
    ]


def test_a_missing_package_is_reported_with_what_to_install() -> None:
    with pytest.raises(TypesettingError, match=r"pip install 'planmonitor\[pdf\]'"):
        pandoc.required("no_such_package_as_this")


@pytest.mark.process
def test_a_pandoc_error_is_reported(tmp_path: Path) -> None:
    with pytest.raises(TypesettingError, match=r"nergens\.html"):
        pandoc.pandoc(tmp_path, ["nergens.html"])
