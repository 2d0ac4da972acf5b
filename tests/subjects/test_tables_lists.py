"""Tables of what runs on, years, attention, contradictions, and what a report rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.subjects.forecast.model import BackTest
from analysis.subjects.forecast.tables import back_test_table
from analysis.subjects.milestones.tables.promise import promise_table
from analysis.subjects.years.tables import years_table
from analysis.toolkit.parts import Parts
from analysis.toolkit.tables.cells import places

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]

TITLES = {"activering": "Activering"}


@pytest.fixture
def milestones(make_milestones: MakeMilestones) -> pd.DataFrame:
    plan = {"kind": "planned", "timing": "2023/Q1", "additional": False}
    then = {"timing": "", "additional": False}
    return make_milestones(
        {**then, "label": "Decreet", "status": "realised"},
        {**then, "label": "Campagne", "status": "delayed", "additional": True},
        {**plan, "label": "Decreet (definitief)"},
        {**plan, "label": "Website", "section": "3.4.3"},
    )


def test_what_was_promised_is_counted_with_what_came_later(milestones: pd.DataFrame) -> None:
    labels = {"3.1.1": "3.1.1 Werk", "3.4.3": "3.4.3 Loket"}
    table = promise_table(milestones, 2023, Parts("section", labels, "onderdeel", "onderdelen"))
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        ["3.1.1 Werk", 2, 1, 2, 1, 1],
        ["3.4.3 Loket", 0, 0, 0, 0, 1],
        ["Totaal", 2, 1, 2, 1, 2],
    ]


def test_the_years_stand_beside_each_other() -> None:
    values = pd.DataFrame(
        [("milestones_realised", 2022, 2023, 30, 40), ("vak_budget", 2023, 2023, 5_000_000, None)],
        columns=["indicator", "year", "plan", "value", "of"],
    ).astype({"of": "Int64"})
    table = years_table(values, [2023])
    assert table is not None
    cells = table.data[["2022", "2023"]].fillna("").to_numpy().tolist()
    assert [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in cells] == [
        ["30 van 40 (75 %)", ""],
        ["", "€ 5,0 mln."],
    ]
    assert years_table(values.head(0), [2023]) is None


def test_a_back_test_says_what_was_expected_and_what_came() -> None:
    columns = ["chapter", "assessed", "expected", "low", "high", "realised", "covered"]
    rows = [("activering", 20, 17.6, 16, 19, 18, True), ("total", 20, 17.6, 16, 19, 18, True)]
    table = back_test_table(
        BackTest(pd.DataFrame(rows, columns=columns), 1.0, 0.5), TITLES, 2024, 0.8
    )
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        ["Activering", 20, 18, "16–19", 18, "ja"],
        ["Totaal", 20, 18, "16–19", 18, "ja"],
    ]


def test_a_row_stands_on_its_page_or_else_on_its_line() -> None:
    rows = pd.DataFrame({"line": [10, 11], "page": pd.array([None, None], dtype="Int64")})
    assert (places(rows).header, list(places(rows).values)) == ("Regel", [10, 11])
    paged = rows.assign(page=pd.array([3, 4], dtype="Int64"))
    assert (places(paged, [None]).header, list(places(paged, [5]).values)) == ("Blz.", [3, 4, 5])
