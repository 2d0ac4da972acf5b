from __future__ import annotations

import pandas as pd

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.budget.totals import AMOUNTS
from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.inspections.tables import inspections_table
from analysis.subjects.people.tables import letters_table, workforce_table

NORMS = pd.DataFrame(
    [
        ("ESF", "100% <= 90 dagen", 100, 41, 54.4, 13.4, -13.4, "far_under", 10),
        ("Premie", "100% binnen 1,5 dag", 100, 98, 91, -7, -7.2, "under", 11),
        ("Maatwerk", "100% saldi", 100, 100, None, None, None, None, 12),
    ],
    columns=[
        "name",
        "norm",
        "target",
        "previous",
        "current",
        "change",
        "change_printed",
        "step",
        "line",
    ],
).astype(
    dict.fromkeys(["target", "previous", "current", "change", "change_printed"], "Float64")
    | {"step": STEP_DTYPE}
)


BUDGET = pd.DataFrame(
    [
        ("A", "Korting", 100, 90, 80, 70, False, 20),
        ("A", "Nieuw", None, None, 50, 50, False, 21),
        ("B", "Boetes (ontvangsten!)", None, 600, None, 620, True, 22),
    ],
    columns=["objective", "label", *AMOUNTS, "receipts", "line"],
).astype(dict.fromkeys(AMOUNTS, "Int64"))


INSPECTIONS = pd.DataFrame(
    [
        ("TOTAAL", 30, 25, 4, 3, 100, 50, True, 30),
        ("Kaarten", 10, 20, 4, 3, None, None, False, 31),
        ("Maatwerk", 20, 5, None, None, 100, 50, False, 32),
    ],
    columns=["label", *COUNTS, "total", "line"],
).astype(dict.fromkeys(COUNTS, "Int64"))


def test_the_sum_of_the_inspections_stands_beside_the_printed_total() -> None:
    table = inspections_table(INSPECTIONS, 2023)
    assert table is not None
    assert list(table.data["Maatregel"])[-2:] == [
        "Som van de rijen (berekend)",
        "Totaal volgens het plan",
    ]
    assert list(table.data["Dossiers 2022"]) == [20, 5, 25, 25]
    assert list(table.data["Regel"].dropna()) == [31, 32, 30]
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


def test_a_total_that_does_not_agree_is_told() -> None:
    wrong = INSPECTIONS.assign(cases_current=pd.array([26, 20, 5], dtype="Int64"))
    table = inspections_table(wrong, 2023)
    assert table is not None
    assert table.note.endswith("De som van de rijen wijkt af van het gedrukte totaal.")


def test_a_chapters_inspections_have_no_printed_total() -> None:
    table = inspections_table(INSPECTIONS.tail(1), 2023)
    assert table is not None
    assert list(table.data["Maatregel"]) == ["Maatwerk"]
    assert inspections_table(INSPECTIONS.head(1), 2023) is None


def test_people_and_letters_are_listed_as_printed() -> None:
    people = pd.DataFrame(
        [
            ("Niveau A", "", 200, 42, 242, 8),
            ("Niveau A", "A1", 158, 39, 197, 9),
            ("Eindtotaal", "", 319, 60, 379, 10),
        ],
        columns=["level", "grade", "statutory", "contractual", "total", "line"],
    )
    table = workforce_table(people, 2023)
    assert table is not None
    assert list(table.data["Totaal"]) == [242, 379]
    assert workforce_table(people.tail(1), 2023) is None
    letters = pd.DataFrame(
        {
            "department": ["VSI"],
            "letters": pd.array([None], dtype="Int64"),
            "status": [""],
            "line": [1],
        }
    )
    listed = letters_table(letters, 2023)
    assert listed is not None
    assert listed.html.count("–") == 2
    assert letters_table(letters.head(0), 2023) is None
