from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.toolkit.quarters import Undated, quarter_load, quarter_load_by, undated

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@pytest.fixture
def milestones(make_milestones: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_milestones(
        {"kind": "planned", "quarters": "2023Q1"},
        {"kind": "planned", "quarters": "2023Q1 2023Q2"},
        {"kind": "planned", "quarters": "2023Q4", "ad_hoc": True, "chapter": "vsi"},
        {"kind": "planned", "continuous": True, "ad_hoc": True},
        {"kind": "planned", "ad_hoc": True},
        {"kind": "planned"},
        {"kind": "evaluated", "quarters": "2023Q3"},
    )


def test_a_milestone_over_two_quarters_counts_in_each(milestones: pd.DataFrame) -> None:
    """The quarters run on without gaps, and evaluated milestones are none of them."""
    load = quarter_load(milestones)
    assert list(load.index) == ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]
    assert list(load["alone"]) == [1, 0, 0, 1]
    assert list(load["spread"]) == [1, 1, 0, 0]
    assert list(load["total"]) == [2, 1, 0, 1]


def test_the_undated_are_counted_once_each(milestones: pd.DataFrame) -> None:
    """One with a quarter is dated, whatever else it says."""
    found = undated(milestones)
    assert found == Undated(continuous=1, ad_hoc=1, without=1, planned=6)
    assert found.dated == 3


def test_the_load_per_part_has_every_quarter_of_the_whole(milestones: pd.DataFrame) -> None:
    load = quarter_load_by(milestones, "chapter")
    assert list(load.index) == ["activering", "vsi"]
    assert list(load.loc["vsi"]) == [0, 0, 0, 1]


def test_no_quarter_at_all_gives_no_rows(milestones: pd.DataFrame) -> None:
    bare = milestones.loc[milestones["quarters"] == ""]
    assert quarter_load(bare).empty
    assert quarter_load_by(bare, "chapter").shape[1] == 0
