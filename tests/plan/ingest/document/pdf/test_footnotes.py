"""A footnote between the halves of a table that goes on overleaf stands after the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fpdf import FPDF

from analysis.plan.ingest.document.files import read_document

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "1 Zonder de sluizen van het noorden."
ROWS = [["Sluizen", "12"], ["Kaaien", "13"], ["Bruggen", "14"], ["Vaarten", "15"]]
FIRST, SECOND = ROWS[:2], ROWS[2:]


def rules(pdf: FPDF, left: float, top: float, sort: str) -> None:
    """Draw the rules of a row: all sides, the horizontal ones, or none."""
    if sort == "ruled":
        pdf.rect(left, top, 100, 20)
        pdf.rect(left + 100, top, 60, 20)
    elif sort == "banded":
        for y in (top, top + 20):
            pdf.line(left, y, left + 160, y)


def half(pdf: FPDF, rows: list[list[str]], top: float, sort: str) -> None:
    for place, (name, value) in enumerate(rows):
        y = top + 20 * place
        rules(pdf, 50, y, sort)
        pdf.text(54, y + 13, name)
        pdf.text(154, y + 13, value)


def note(pdf: FPDF, text: str, *, size: float, separator: bool) -> None:
    if separator:
        pdf.line(50, 770, 190, 770)
    pdf.set_font("Helvetica", size=size)
    pdf.text(50, 782, text)
    pdf.set_font("Helvetica", size=10)


def document(
    tmp_path: Path, sort: str, text: str = NOTE, *, size: float, separator: bool
) -> list[str]:
    """Return the rows of tables and the other lines of two pages, in reading order."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_font("Helvetica", size=10)
    pdf.add_page()
    for line in range(4):
        pdf.text(50, 50 + 12 * line, "Een alinea van het plan over de werken aan het water.")
    half(pdf, FIRST, 700, sort)
    note(pdf, text, size=size, separator=separator)
    pdf.add_page()
    half(pdf, SECOND, 60, sort)
    path = tmp_path / "plan.pdf"
    pdf.output(str(path))
    found = read_document(path)
    texts = {grid.line: [grid.text_of(row) for row in range(grid.height)] for grid in found.grids}
    texts |= {line.number: [line.text] for line in found.lines if not line.in_table}
    return [" / ".join(texts[number]) for number in sorted(texts)][1:]


@pytest.mark.parametrize("sort", ["ruled", "banded"])
@pytest.mark.parametrize(("size", "separator"), [(7.5, False), (10, True), (7.5, True)])
def test_a_table_goes_on_over_a_footnote(
    tmp_path: Path, sort: str, size: float, *, separator: bool
) -> None:
    whole = " / ".join(map(" ".join, ROWS))
    assert document(tmp_path, sort, size=size, separator=separator) == [whole, NOTE]


@pytest.mark.parametrize("text", ["De sluizen van het noorden tellen niet mee.", "2031 was nat."])
def test_another_text_parts_two_tables(tmp_path: Path, text: str) -> None:
    first, second = (" / ".join(map(" ".join, rows)) for rows in (FIRST, SECOND))
    found = document(tmp_path, "ruled", text, size=10, separator=False)
    assert found == [first, text, second]
