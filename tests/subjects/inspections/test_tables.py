"""The table of the inspections: the rows, their sum and the printed total."""

from __future__ import annotations

import pandas as pd

from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.inspections.tables import inspections_table
from placing import placed

INSPECTIONS = (
    pd.DataFrame(
        [
            ("TOTAAL", 30, 25, 4, 3, 100, 50, True, 30),
            ("Kaarten", 10, 20, 4, 3, None, None, False, 31),
            ("Maatwerk", 20, 5, None, None, 100, 50, False, 32),
        ],
        columns=["label", *COUNTS, "total", "line"],
    )
    .astype(dict.fromkeys(COUNTS, "Int64"))
    .pipe(placed)
)


def test_the_table_ends_with_the_sum_and_the_printed_total() -> None:
    table = inspections_table(INSPECTIONS, 2023)
    assert table is not None
    assert list(table.data["Maatregel"])[-2:] == [
        "Som van de rijen (berekend)",
        "Totaal volgens het plan",
    ]
    assert list(table.data["Dossiers 2022"]) == [20, 5, 25, 25]
    rows = [place.rsplit(", ")[-1] for place in table.data["Plaats"].dropna()]
    assert rows == ["rij 2", "rij 3", "rij 1"]
    assert table.note.endswith("De som van de rijen komt overeen met het gedrukte totaal.")


def test_a_column_without_a_number_has_no_sum() -> None:
    """The plan gives no recoveries, which is not the same as none."""
    silent = INSPECTIONS.iloc[1:].assign(
        recoveries_previous=pd.array([None, None], dtype="Int64"),
        recoveries_current=pd.array([None, 7], dtype="Int64"),
    )
    table = inspections_table(silent, 2023)
    assert table is not None
    assert list(table.data["Maatregel"])[-1] == "Som van de rijen (berekend)"
    column = table.data["Voorgestelde terugvordering (euro) 2021"]
    assert column.isna().all()
    assert table.data["Voorgestelde terugvordering (euro) 2022"].iloc[-1] == 7


def test_the_note_says_when_the_total_does_not_agree() -> None:
    wrong = INSPECTIONS.assign(cases_current=pd.array([26, 20, 5], dtype="Int64"))
    table = inspections_table(wrong, 2023)
    assert table is not None
    assert table.note.endswith("De som van de rijen wijkt af van het gedrukte totaal.")


def test_a_chapters_inspections_have_no_printed_total() -> None:
    table = inspections_table(INSPECTIONS.tail(1), 2023)
    assert table is not None
    assert list(table.data["Maatregel"]) == ["Maatwerk"]
    assert inspections_table(INSPECTIONS.head(1), 2023) is None
