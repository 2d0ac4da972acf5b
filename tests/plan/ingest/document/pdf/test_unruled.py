"""A table without any rule is found by its columns, and on the next page too."""

from __future__ import annotations

from analysis.plan.ingest.document.pdf.glyphs import Font, PdfPage, Word
from analysis.plan.ingest.document.pdf.lines import TextLine
from analysis.plan.ingest.document.pdf.tables import OPEN, PdfTable
from analysis.plan.ingest.document.pdf.unruled import unruled_tables

SIZE, STEP = 8.0, 14.0  # points
FONT = Font("Sans", 400)


def word(text: str, left: float, row: int, order: int = 0) -> Word:
    """Return a word on a row from 0."""
    return Word(text, left, left + 4 * len(text), 700 - STEP * row, SIZE, FONT, heavy=False,
                order=order, spaced=False)  # fmt: skip


def found(words: list[Word], before: PdfTable | None = None) -> list[PdfTable]:
    tables, _ = unruled_tables(PdfPage(2, 595, 842, words), words, before)
    return tables


def names_over_two_rows(orders: tuple[int, ...]) -> list[Word]:
    """Return four rows of a name, norm and value; orders are those of the names."""
    return [
        each
        for row, order in enumerate(orders)
        for each in (
            word("Vaarpremie", 50, row, order),
            word("85%", 150, row, 100 + 10 * row),
            word("71%", 250, row, 101 + 10 * row),
        )
    ]


def test_a_name_drawn_before_its_two_rows_leaves_them_drawn_row_by_row() -> None:
    (table,) = found(names_over_two_rows((98, 99, 118, 119)))
    assert len(table.words) == 12


def test_columns_of_prose_that_are_drawn_one_by_one_are_no_table() -> None:
    columns = [word("tekst", left, row, int(left) + row) for left in (50, 150) for row in range(6)]
    assert found(columns) == []


def test_a_line_at_the_top_goes_on_the_text_after_a_bullet_overleaf() -> None:
    above = [
        each
        for row in range(4)
        for each in (word("•", 50, row), word("Visietekst", 60, row), word("Nvt", 250, row))
    ]
    before = PdfTable(1, (50, 600, 270, 710), [50, 270], [], OPEN, words=above)
    rest = [
        *(word("voor", 60, 0), word("oevers", 78, 0)),
        *(word("•", 50, 1), word("Dijkfonds", 60, 1), word("Nvt", 250, 1)),
    ]
    (table,) = found(rest, before)
    assert table.overleaf
    assert len(table.words) == len(rest)


def test_a_line_that_is_aligned_with_nothing_above_it_ends_the_table() -> None:
    above = [each for row in range(4) for each in (word("Kaai", 50, row), word("Nvt", 250, row))]
    before = PdfTable(1, (50, 600, 270, 710), [50, 270], [], OPEN, words=above)
    assert found([word("Nieuwe", 80, 0), word("Kaai", 50, 1), word("Nvt", 250, 1)], before) == []


def test_the_base_of_a_line_is_that_of_most_letters() -> None:
    mark, text = word("12", 50, 0), word("Visietekst", 60, 0)
    mark.base += 3
    assert TextLine([mark, text]).base == text.base
