"""A table that goes on overleaf is one table, and a name that the page's end cuts is whole."""

from __future__ import annotations

import pytest

from analysis.plan.ingest.document.pdf.glyphs import Font, Word
from analysis.plan.ingest.document.pdf.joining import joined_tables
from analysis.plan.ingest.document.pdf.tables import PageCell, PdfTable

XS = [0.0, 60.0, 160.0]
FONT = Font("Sans", 400)


def table(page: int, *rows: tuple[str, str]) -> PdfTable:
    """Return a table of names and norms, each text one word wide."""
    cells = []
    for place, texts in enumerate(rows):
        row = []
        for column, text in enumerate(texts):
            cell = PageCell(place, column, box=(XS[column], 0, XS[column + 1], 20))
            if text:
                left = XS[column] + 5
                right = left + 4 * len(text)
                word = Word(text, left, right, 700 - 20 * place, 8.0, FONT, heavy=False, order=0,
                            spaced=False)  # fmt: skip
                cell.add([word], page)
            row.append(cell)
        cells.append(row)
    return PdfTable(page, (0, 0, 160, 800), XS, cells)


def names(*tables: PdfTable) -> list[str]:
    first, second = tables
    return [row[0].text for row in joined_tables(first, second).rows]


@pytest.mark.parametrize("rows", [1, 2])
def test_the_rest_of_a_name_moves_to_the_cell_where_it_begins(rows: int) -> None:
    first = table(1, ("Kaaigeld", "99%"), ("Vaarpremie", "85%"), ("", "90%"))
    first.rows = first.rows[: 1 + rows]
    first.rows[1][0].rows = rows
    if rows > 1:
        first.rows[2].pop(0)
    joined = joined_tables(first, table(2, ("schippers", "100%"), ("Sluizen", "70%")))
    starts = [cell.text for row in joined.rows for cell in row if cell.column == 0 and cell.text]
    assert starts == ["Kaaigeld", "Vaarpremie schippers", "Sluizen"]


def test_a_name_in_small_letters_stays_where_such_names_are_usual() -> None:
    first, second = table(1, ("kaaigeld", "99%")), table(2, ("schippers", "100%"))
    assert names(first, second) == ["kaaigeld", "schippers"]


def test_a_name_that_begins_with_a_capital_stays_in_its_row() -> None:
    first, second = table(1, ("Kaaigeld", "99%")), table(2, ("Schippers", "100%"))
    assert names(first, second) == ["Kaaigeld", "Schippers"]
