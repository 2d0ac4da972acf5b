from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.norms import read_norms

if TYPE_CHECKING:
    import pandas as pd

    from analysis.plan.ingest.plan import RawPlan


@pytest.fixture(scope="module")
def norms(small_plan: RawPlan) -> pd.DataFrame:
    return small_plan.tables["norms"]


def test_a_measure_holds_for_its_next_norms_also_on_the_next_page(norms: pd.DataFrame) -> None:
    assert list(norms["measure"]) == [
        "Vaarpremie schippers",
        "Vaarpremie schippers",
        "Kaaigeld",
        "Kaaigeld",
        "Sluis-beheer",
        "Sluis-beheer",
    ]


def test_values_are_read_as_printed(norms: pd.DataFrame) -> None:
    cells = norms[["target", "previous", "current", "change"]].to_numpy().tolist()
    assert cells == [
        ["100%", "98,09%", "98,50%", "+0,41 ppt"],
        ["85%", "95%", "80%", "-15 ppt"],
        ["100%", "100%", "nvt", "nb"],
        ["99%", "99%", "100%", "+1 ppt"],
        ["100%", "99,80%", "95,00%", "-4,8 ppt"],
        ["100%", "nvt", "100%", ""],
    ]


def test_a_norm_is_whole_over_lines(norms: pd.DataFrame) -> None:
    assert norms["norm"][1] == "85% dossiers behandeling <= 31/08 (contact/beslissing)"
    assert norms["norm"][4].endswith("werkdag v/d maand (uitgezonderd geschillen)")
    assert norms["line"][1] == "477"


def test_a_norm_with_too_few_values_is_noted() -> None:
    text = (
        "Kernproces Norm Streefdoel 2043 2044 tov 2043\n\n"
        "SluisSluisSluisSluis    100% in 7 dagen 100% 90%\n"
    )
    table, notes, _ = read_norms(from_text(text, name="plan"))
    assert list(table["previous"]) == ["90%"]
    assert ("2 values", "100% in 7 dagen") in [(note.reason, note.quote) for note in notes]


def test_a_row_that_may_be_two_makes_the_other_rows_of_its_measure_doubtful() -> None:
    text = (
        "Kernproces Norm Streefdoel 2043 2044 tov 2043\n\n"
        "SluisSluisSluisSluis    100% in 7 dagen 100% 90% 95% +5 ppt\n\n"
        "85% in 30 dagen 85% 90%\n\n"
        "KaaiKaaiKaaiKaai    100% in 9 dagen 100% 90% 95% +5 ppt\n"
    )
    reading = read_norms(from_text(text, name="plan"))
    reason = "its measure has a row with an unusual value, and may be two"
    assert [(note.line, note.quote) for note in reading.notes if note.reason == reason] == [
        (3, "Sluis")
    ]
