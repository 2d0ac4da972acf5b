"""Rows of a table without rules are found by the room above the lines of each column."""

from __future__ import annotations

import pytest

from analysis.plan.ingest.document.pdf.glyphs import Font, Word
from analysis.plan.ingest.document.pdf.rows import join_values, row_tops
from analysis.plan.ingest.document.pdf.tables import PageCell, PdfTable

SIZE, STEP, ROOM = 8.0, 10.0, 2.5  # points: letters, lines of a paragraph, more between paragraphs


def words(left: float, *lines: tuple[float, str], bold: bool = False) -> list[Word]:
    """Return a word per line, each so many points below the top of the table."""
    font = Font("Sans", 400)
    return [
        Word(text, left, left + 4 * len(text), 700 - down, SIZE, font, heavy=False, order=0,
             spaced=False, bold=bold)
        for down, text in lines
    ]  # fmt: skip


def downs(*columns: list[Word]) -> list[float]:
    """Return how far below the first line each further row starts."""
    return [700 + SIZE - top for top in row_tops(dict(enumerate(columns)))]


def test_a_line_with_more_room_above_begins_a_row() -> None:
    second = 2 * STEP + ROOM
    labels = words(0, (0, "Huurpremie"), (STEP, "van vorig jaar"), (second, "Dijkfonds"))
    assert downs(labels, words(90, (0, "12"), (second, "13"))) == [second]


def test_a_name_of_two_lines_runs_beside_rows_of_one_line() -> None:
    second = STEP + ROOM  # the name's second line is a little higher than the second row
    name = words(0, (0, "Kapelvergunning"), (STEP, "(in uitdoof)"))
    norms = words(90, (0, "100% binnen 45 dagen"), (second, "85% binnen 30 dagen"))
    assert downs(name, norms, words(190, (0, "71%"), (second, "95%"))) == [second]


def test_values_in_the_middle_of_a_label_of_two_lines_begin_no_row() -> None:
    second = 2 * STEP + ROOM
    labels = words(0, (0, "Huurpremie"), (STEP, "van vorig jaar"), (second, "Dijkfonds"))
    assert downs(labels, words(90, (STEP / 2, "12"), (second, "13"))) == [second]


def test_a_note_below_a_listed_label_begins_no_row() -> None:
    first = words(0, (0, "•")) + words(10, (0, "Visietekst klaar"))
    labels = first + words(0, (STEP + ROOM, "* Loopt door in 2031"))
    assert downs(labels, words(190, (0, "Gerealiseerd"))) == []


def valued(*rows: tuple[str, str]) -> tuple[PdfTable, list[float]]:
    """Return a table of names and values, and the edges of its rows: `low` names are in low rows.

    A last row has no edge of its own below it, as at the end of a table.
    """
    cells = [
        [PageCell(place, 0, words=[words(0, (0, name))], pages=[1]), PageCell(place, 1)]
        for place, (name, _) in enumerate(rows)
    ]
    for row, (_, value) in zip(cells, rows, strict=True):
        if value:
            row[1].add(words(90, (0, value)), 1)
    ys = [700.0]
    for name, value in rows:
        ys.append(ys[-1] - STEP - (0 if value or "low" in name else ROOM))
    return PdfTable(1, (0, ys[-1], 160, 700), [0, 80, 160], cells), ys


EMPTY = [(f"leeg {n}", "") for n in range(5)]


@pytest.mark.parametrize(
    ("rows", "shared"),
    [
        ([("peilen", "12"), ("sluizen, low", ""), *EMPTY, ("slot", "1")], True),
        ([("peilen", "12"), ("sluizen", ""), *EMPTY, ("slot", "1")], False),
        ([("peilen", "12"), ("sluizen, low", ""), *EMPTY[:2], ("slot", "1")], False),
        ([*EMPTY, ("sluizen, low", ""), ("slot", "1")], False),
    ],
    ids=["low", "as high as others", "few others", "below an empty row"],
)
def test_a_row_too_low_for_empty_cells_shares_the_values_above_it(
    rows: list[tuple[str, str]], *, shared: bool
) -> None:
    table, ys = valued(*rows)
    join_values(table, ys)
    assert [row[1].rows for row in table.rows if len(row) > 1].count(2) == shared
    assert [row[0].text for row in table.rows if len(row) == 1] == ["sluizen, low"] * shared
