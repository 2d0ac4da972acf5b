from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.ingest.document import parse_document
from analysis.ingest.headings import find_outline
from analysis.ingest.inspections import CELLS, read_inspections

if TYPE_CHECKING:
    import pandas as pd

    from analysis.ingest.plan import RawPlan

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
    notes = [note.text for note in small_plan.notes if note.table == "inspections"]
    assert notes == ["merged cell: Kaaigeld shares its values with Sluisgeld anders dan vracht"]


def test_the_totals_decide_where_the_spaces_leave_it_open() -> None:
    text = (
        f"Maatregel/kernproces {YEARS} {YEARS} {YEARS}\n\n"
        "TOTAAL 4 5    2 7   \n\nKaai 4 5   \n\nBrug   2   \n\nSluis      7   \n"
    )
    lines = parse_document(text, name="plan").lines
    table, notes = read_inspections(lines, find_outline(lines))
    assert notes == []
    assert list(table["reports_previous"]) == ["2", "", "2", ""]
    assert list(table["reports_current"]) == ["7", "", "", "7"]


def test_columns_that_do_not_add_up_are_noted() -> None:
    text = f"Maatregel/kernproces {YEARS} {YEARS} {YEARS}\n\nTOTAAL 9 9   \n\nKaai 4 5   \n"
    lines = parse_document(text, name="plan").lines
    _, notes = read_inspections(lines, find_outline(lines))
    assert [note.text for note in notes] == ["the columns do not add up to the printed totals"]
