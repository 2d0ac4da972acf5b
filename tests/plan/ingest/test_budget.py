from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.budget import AMOUNTS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.plan.ingest.plan import RawPlan


@pytest.fixture(scope="module")
def rows(small_plan: RawPlan) -> pd.DataFrame:
    return small_plan.tables["budget"].set_index("measure")


@pytest.mark.parametrize(
    ("measure", "article", "amounts"),
    [
        (
            "Vaarpremie",
            "WX0-1AAA-WT",
            ["383.452.966", "383.452.966", "355.292.000", "355.292.000"],
        ),
        ("Kaaigeld", "WX0-1AAB-WT", ["0", "0", "0", "0"]),
        ("Regionale toets", "", ["Nvt", "Nvt", "nvt", "Nvt"]),
        ("Toezicht", "Nvt", ["nvt", "nvt", "Nvt", "Nvt"]),
        ("Kaaikaarten (ontvangsten!)", "WX0-9AAC-OW", ["", "193.445", "", "187.000"]),
        (
            "Havenkrediet",
            "WX0-1AAD-WT/WX0-1AAE-WT/WX0-1AAF-WT",
            ["-1.331.566", "-1.331.566", "0", "0"],
        ),
    ],
)
def test_a_row_is_read_as_printed(
    rows: pd.DataFrame, measure: str, article: str, amounts: list[str]
) -> None:
    assert rows.loc[measure, "article"] == article
    assert list(rows.loc[measure, AMOUNTS]) == amounts


def test_a_label_is_whole_over_lines_and_gaps(rows: pd.DataFrame) -> None:
    label = "Havenkrediet - Relance Budget 18 - Oproepen opleiding; stimuli en nieuwe kaaien"
    assert rows.loc[label, "vak_realised"] == "49.804.253"


def test_a_bold_line_by_itself_is_the_objective_of_what_follows(rows: pd.DataFrame) -> None:
    first = "Schippers steunen en elke haven een aanbod geven (OD I 1.1)"
    expected = [first] * 6 + ["Sluizen moderniseren (OD I 1.2)", "Apparaat"]
    assert list(rows["objective"]) == expected
