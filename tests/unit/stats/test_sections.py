from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysis.stats.sections import (
    kind_of_work,
    realisation_by_kind,
    section_signals,
)

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


def test_only_the_policy_has_an_objective(milestones: pd.DataFrame) -> None:
    kinds = kind_of_work(milestones).groupby(milestones["section"]).agg(["min", "max"])
    assert kinds.to_numpy().tolist() == [["policy"] * 2] * 2 + [["organisation"] * 2] * 2


def test_each_kind_has_its_own_share(milestones: pd.DataFrame) -> None:
    table = realisation_by_kind(milestones)
    assert list(table["kind_of_work"]) == ["policy", "organisation"]
    assert [(int(row["realised"]), int(row["n"])) for _, row in table.iterrows()] == [
        (28, 30),
        (11, 20),
    ]


def test_no_section_is_behind_because_of_its_kind(milestones: pd.DataFrame) -> None:
    signals = section_signals(milestones, milestones.head(0))
    assert not (signals["signal"] == "behind").any()
    assert set(signals.loc[signals["signal"] == "delay", "subject"]) == {"3.1", "3.2", "6.1", "6.2"}
