"""The book by the real Quarto: what the tests of its text stand for."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from analysis.publishing.outputs.output import OutputContext
from analysis.publishing.outputs.quarto.book import write_quarto
from analysis.publishing.provenance import checksum
from composing import code, executed, notebook, shown, table, text

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.executed import Executed

pytestmark = [
    pytest.mark.process,
    pytest.mark.quarto,
    pytest.mark.skipif(shutil.which("quarto") is None, reason="quarto is not on the PATH"),
]

CAPTION = "'s Morgens *ster* ::: {#tbl-...}"
ROWS = 200


@pytest.fixture
def long_table(chapters: list[Executed]) -> list[Executed]:
    """A chapter with a table of several pages, after the two of the fixture `chapters`."""
    rows = "".join(f"<tr><th>rij-{n:03}</th><td class='num'>{n}</td></tr>" for n in range(ROWS))
    html = f"<table><thead><tr><th>Rij</th><th class='num'>n</th></tr></thead>{rows}</table>"
    output = table(CAPTION) | {"data": {"text/html": html}}
    caution = shown("prose", {"text/markdown": "Geen verlies."}, role="caution")
    cells = (
        text("# Lang\n\nZie @tbl-lang."),
        code("#| label: tbl-lang\nx", output),
        code("y", caution),
    )
    return [*chapters, executed("lang", notebook(*cells))]


def written(project: Project, folder: Path, chapters: list[Executed]) -> Path:
    folder.mkdir()
    write_quarto(OutputContext(project, 2023, folder, chapters))
    return folder / "quarto/_book"


def test_html_is_complete_aligned_and_fetches_nothing(
    project: Project,
    tmp_path: Path,
    long_table: list[Executed],
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = written(project, tmp_path / "a", long_table) / "lang.html"
    html = page.read_text(encoding="utf-8")
    assert caplog.text == ""
    assert "’s Morgens *ster* ::: {#tbl-…}" in html or CAPTION in html
    assert len(re.findall(r"rij-\d{3}", html)) == ROWS
    assert html.count("text-align: right") >= ROWS
    assert "callout-warning" in html
    assert "column-margin" in html
    assert "<summary>" in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//[^"]+\.(?:js|css)', html)
    assert "require.min.js" not in html
    styles = [one.read_text(encoding="utf-8") for one in page.parent.rglob("*.css")]
    assert not any(re.search(r"@import url\(.?https?:", style) for style in styles)


def test_the_pdf_of_typst_has_every_row(
    project: Project, tmp_path: Path, long_table: list[Executed]
) -> None:
    project.quarto_params.write_text("format: typst\n", encoding="utf-8")
    path = written(project, tmp_path / "a", long_table) / "planmonitor-2023.pdf"
    document = pypdfium2.PdfDocument(path)
    pages = [document[place].get_textpage().get_text_range() for place in range(len(document))]
    assert len(set(re.findall(r"rij-\d{3}", "".join(pages)))) == ROWS
    assert "{#tbl-...}" in "".join(pages).replace("…", "...")


def test_two_renderings_are_the_same(
    project: Project, tmp_path: Path, chapters: list[Executed]
) -> None:
    books = [written(project, tmp_path / name, chapters) for name in ("a", "b")]
    found = [
        {str(path.relative_to(book)): checksum(path) for path in book.rglob("*.html")}
        for book in books
    ]
    assert found[0] == found[1]
    assert found[0].keys() == {"index.html", "vsi.html", "budget.html"}
