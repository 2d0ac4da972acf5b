"""A wide table is prepared for the phone, any other is left alone."""

from __future__ import annotations

import pytest

from analysis.publishing.page.stacking import stackable
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import html_table

WORDS = "Een mijlpaal met zo veel woorden dat een kolom ervan een telefoon vult. " * 2
WORDY = html_table(
    [Column("Mijlpaal <b>", [WORDS, "x"]), Column('Op"volger', ["<i>", "b"]), Column("A", [1, 2])]
)


def test_each_cell_bears_the_name_of_its_column_and_every_part_its_role() -> None:
    made = stackable(WORDY)
    assert made.startswith('<table class="stack"><thead>')
    assert made.count('role="row"') == 2
    assert made.count('role="rowheader"') == 2
    assert '<td role="cell" data-label="Op&quot;volger">&lt;i&gt;</td>' in made
    assert made.count('data-label="A"') == 2


def test_more_columns_than_a_phone_has_room_for_are_stacked_however_short() -> None:
    columns = [Column(f"Jaar {place}", [1, 2]) for place in range(6)]
    assert stackable(html_table(columns)).startswith('<table class="stack"')
    assert "stack" not in stackable(html_table(columns[:5]))


def test_what_a_reader_sees_stays_the_same() -> None:
    assert stackable(WORDY).count(WORDS.strip()) == WORDY.count(WORDS.strip()) == 1


@pytest.mark.parametrize(
    "html",
    [
        html_table([Column("Jaar", [2022, 2023]), Column("A", [1, 2]), Column("B", [3, 4])]),
        html_table([Column("Mijlpaal", [WORDS]), Column("Status", ["x"])]),
        WORDY.replace("<td", '<td colspan="2"', 1),
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
    ],
    ids=["numbers", "two columns", "joined cells", "no head"],
)
def test_any_other_table_is_left_alone(html: str) -> None:
    assert stackable(html) == html
