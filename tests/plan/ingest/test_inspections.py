from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.inspections import CELLS, read_inspections

if TYPE_CHECKING:
    import pandas as pd

    from analysis.plan.ingest.plan import RawPlan

YEARS = "2043 2044 Trend"


@pytest.fixture(scope="module")
def rows(small_plan: RawPlan) -> pd.DataFrame:
    return small_plan.tables["inspections"].set_index("measure")


@pytest.mark.parametrize(
    ("measure", "cells"),
    [
        ("TOTAAL", "157 163 4% 12 24 100% €1.000 €3.500 250%"),
        ("Kaaigeld", "100 50 -50% 12 12 0% . . ."),
        ("Sluisgeld anders dan vracht", ". . . . . . . . ."),
        ("Bruggeld", ". . . . . . . . ."),
        ("Vaarpremie", "50 100 100% . . . €1.000 €500 -50%"),
        ("Vlootverlof", "1 10 900% . 12 . . €3.000 ."),
        ("Haventoets", ". 3 . . . . . . ."),
        ("Meerwaarde", "5 . -100% . . . . . ."),
        ("Oude regeling", "1 0 -100% . . . . . ."),
    ],
)
def test_each_value_stands_in_its_column(rows: pd.DataFrame, measure: str, cells: str) -> None:
    found = [str(cell).replace(" ", "") or "." for cell in rows.loc[measure, CELLS]]
    assert " ".join(found) == cells


def test_a_merged_cell_is_noted(small_plan: RawPlan) -> None:
    notes = [note.quote for note in small_plan.notes if note.reason == "merged cell"]
    shared = "Kaaigeld shares its values with Sluisgeld anders dan vracht and Bruggeld"
    assert notes == [shared]
    table = small_plan.tables["inspections"].set_index("measure")["shared_with"]
    assert list(table.index[table == "Kaaigeld"]) == ["Sluisgeld anders dan vracht", "Bruggeld"]
    assert set(table) == {"", "Kaaigeld"}


def test_a_row_with_room_for_all_its_cells_shares_none() -> None:
    """Nine blanks are the three cells behind the merged six; 27 are nine cells of its own."""
    for blanks, holder in ((9, "Kaai"), (27, "")):
        text = (
            f"Maatregel/kernproces {YEARS} {YEARS} {YEARS}\n\nKaai \n4 5 25%    2 7 250%    \n\n"
            f"{' ' * 9}\n\nBrug{' ' * 10}\n\nSluis{' ' * blanks}\n"
        )
        document = from_text(text, name="plan")
        table = read_inspections(document).table
        assert list(table["shared_with"]) == ["", "Kaai", holder]


def test_the_totals_decide_where_the_spaces_leave_it_open() -> None:
    text = (
        f"Maatregel/kernproces {YEARS} {YEARS} {YEARS}\n\n"
        "TOTAAL 4 5    2 7   \n\nKaai 4 5   \n\nBrug   2   \n\nSluis      7   \n"
    )
    document = from_text(text, name="plan")
    table, notes, _ = read_inspections(document)
    assert "the columns do not add up to the printed totals" not in {n.reason for n in notes}
    assert list(table["reports_previous"]) == ["2", "", "2", ""]
    assert list(table["reports_current"]) == ["7", "", "", "7"]


def test_columns_that_do_not_add_up_are_noted() -> None:
    text = f"Maatregel/kernproces {YEARS} {YEARS} {YEARS}\n\nTOTAAL 9 9   \n\nKaai 4 5   \n"
    document = from_text(text, name="plan")
    _, notes, _ = read_inspections(document)
    reason = "the columns do not add up to the printed totals"
    assert [note.quote for note in notes if note.reason == reason] == [
        "cases_previous: 4",
        "cases_current: 5",
    ]


@pytest.mark.parametrize(
    ("empty", "column"),
    [(" " * 7, "reports_previous"), (" " * 9, "reports_current")],
)
def test_the_spaces_of_the_empty_cells_tell_the_column(empty: str, column: str) -> None:
    row = f"Brug 0 2 {empty[2:]}8   \n"
    text = f"Maatregel/kernproces {YEARS} {YEARS} {YEARS}\n\n{row}"
    document = from_text(text, name="plan")
    table = read_inspections(document).table
    assert table[column].tolist() == ["8"]
