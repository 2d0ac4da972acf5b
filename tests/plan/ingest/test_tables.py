"""A table without a header right below another one is the rest of it, where it looks like that."""

from __future__ import annotations

import pytest

from analysis.plan.ingest.document.model import Cell, Grid, Line, Span
from analysis.plan.ingest.tables import NO_HEADER, find_parts

HEADER = ["Afdeling", "Aantal", "Aandeel"]
FIRST = [HEADER, ["Sluizen", "12", "4%"], ["Kaaien", "1.234", "+5%"]]


def grid(rows: list[list[str]], start: int) -> Grid:
    lines = [
        Line(start + place, text, (Span(text, bold=False),), in_table=True, whole=True)
        for place, text in enumerate(text for row in rows for text in row)
    ]
    width = len(rows[0])
    cells = [Cell((line,), *divmod(place, width)) for place, line in enumerate(lines)]
    return Grid(tuple(cells), start, lines=frozenset(line.number for line in lines))


def texts(rows: list[list[str]], start: int = 10) -> tuple[list[str], list[str]]:
    """Return the rows that are read of a table and of one that starts at a line, and the notes."""
    grids = [grid(FIRST, 1), grid(rows, start)]
    parts, notes = find_parts(
        grids, lambda text: text == " ".join(HEADER), words="Afdeling", table="letters", width=3
    )
    return [row.text(0) for part in parts for row in part.rows], [note.reason for note in notes]


def test_a_table_split_by_a_picture_is_read_on_with_a_note() -> None:
    found = texts([["Bruggen", "13", "7%"], ["Vaarten", "nvt", "-"]])
    assert found == (["Sluizen", "Kaaien", "Bruggen", "Vaarten"], [NO_HEADER])


@pytest.mark.parametrize(
    ("rows", "start"),
    [
        ([["Bruggen", "13", "7%"]], 11),
        ([["Bruggen", "13", "7%", ""]], 10),
        ([["Niveau", "Statutair", "Totaal"], ["A", "1", "2%"]], 10),
    ],
    ids=["below a text", "with more columns", "with another header"],
)
def test_another_table_is_not_read_on(rows: list[list[str]], start: int) -> None:
    assert texts(rows, start) == (["Sluizen", "Kaaien"], [])
