from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysis.subjects.milestones.comparisons import versus_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    MakeMilestones = Callable[..., pd.DataFrame]


@pytest.fixture
def milestones(make_milestones: MakeMilestones) -> pd.DataFrame:
    """Two policy sections that do well, two of the organisation that do half as well."""
    rows: list[dict[str, Any]] = []
    for section, realised, late in (("3.1", 19, 1), ("3.2", 9, 1), ("6.1", 5, 5), ("6.2", 6, 4)):
        objective = "OD 1" if section.startswith("3") else None
        same = {"section": section, "objective": objective, "additional": False}
        rows += [{**same, "status": "realised"}] * realised
        rows += [{**same, "status": "delayed"}] * late
    return make_milestones(*rows)


def test_a_group_is_compared_within_its_kind_only(milestones: pd.DataFrame) -> None:
    """3.2 with 9 of 10 is under the 19 of 20 of its kind, though over the 30 of 40 of the rest."""
    table = versus_kind(milestones, "section").set_index("section")
    first = table.loc["3.2"]
    assert (first["other_realised"], first["other_n"], first["others"]) == (19, 20, 1)
    assert first["difference"] == pytest.approx(-0.05)
    assert table.loc["6.1", "kind_of_work"] == "organisation"
    assert table.loc["6.1", "difference"] == pytest.approx(-0.1)


def test_a_group_alone_in_its_kind_has_no_comparison(milestones: pd.DataFrame) -> None:
    table = versus_kind(milestones.loc[milestones["section"] != "6.2"], "section")
    alone = table.set_index("section").loc["6.1"]
    assert alone["others"] == 0
    assert alone[["difference", "p", "p_holm"]].isna().all()
