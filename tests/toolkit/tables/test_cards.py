"""The rows of a wide table become cards on a phone."""

from __future__ import annotations

import pytest

from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import becomes_cards, html_table

WORDS = "Een mijlpaal met zo veel woorden dat een kolom ervan een telefoon vult. " * 2
WORDY = [
    Column("Mijlpaal <b>", [WORDS, "x"]),
    Column('Op"volger', ["<i>", "b"]),
    Column("A", [1, 2]),
]


def test_each_cell_has_the_name_of_its_column_and_every_part_its_role() -> None:
    made = html_table(WORDY, foot=1)
    assert made.startswith('<table class="stack"><thead>')
    assert made.count('role="row"') == 2
    assert made.count('role="rowgroup"') == 2
    assert made.count('role="rowheader"') == 2
    assert '<td role="cell" data-label="Op&quot;volger">&lt;i&gt;</td>' in made
    assert made.count('data-label="A"') == 2


def test_a_remark_counts_as_words_of_its_cell() -> None:
    short = [Column("Mijlpaal", ["x"], after={0: WORDS}), *WORDY[1:2], Column("A", ["y"])]
    assert becomes_cards([Column(one.header, one.values[:1], after=one.after) for one in short])


def test_more_columns_than_a_phone_has_room_for_become_cards_however_short() -> None:
    columns = [Column(f"Jaar {place}", [1, 2]) for place in range(6)]
    assert becomes_cards(columns)
    assert not becomes_cards(columns[:5])


@pytest.mark.parametrize(
    "columns",
    [
        [Column("Jaar", [2022, 2023]), Column("A", [1, 2]), Column("B", [3, 4])],
        [Column("Mijlpaal", [WORDS]), Column("Status", ["x"])],
    ],
    ids=["numbers", "two columns"],
)
def test_any_other_table_stays_a_table(columns: list[Column]) -> None:
    made = html_table(columns)
    assert "stack" not in made
    assert "data-label" not in made
    assert "role" not in made
