from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysis.subjects.milestones.results import RESULTS
from analysis.toolkit.statistics.clustering import clustering
from analysis.toolkit.statistics.shares import wilson_interval

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables

    Make = Callable[..., pd.DataFrame]
    PlanOf = Callable[..., PlanTables]


@pytest.fixture
def plan(make_milestones: Make, plan_of: PlanOf) -> PlanTables:
    """Two policy chapters and one of the organisation, with a section each."""
    rows: list[dict[str, Any]] = []
    for chapter, realised, late in (("a", 19, 1), ("b", 9, 1), ("o", 5, 5)):
        objective = None if chapter == "o" else "OD 1"
        same = {"chapter": chapter, "section": f"3.{chapter}", "objective": objective}
        rows += [{**same, "status": "realised"}] * realised + [{**same, "status": "delayed"}] * late
    return plan_of(make_milestones(*rows))


def test_each_group_has_its_share_and_interval(plan: PlanTables) -> None:
    table = plan.result("realisation").set_index(["group", "name"])
    counts = table[["realised", "n"]].to_numpy().tolist()
    assert counts == [[33, 40], [28, 30], [5, 10], *([[19, 20], [9, 10], [5, 10]] * 2)]
    assert table["chapter"].tolist() == ["", "", "", "a", "b", "o", "a", "b", "o"]
    rows = table.to_dict("index")
    row = rows["section", "3.b"]
    assert (row["low"], row["high"]) == pytest.approx(wilson_interval(9, 10))


def test_sections_are_pooled_within_their_kind(plan: PlanTables) -> None:
    table = plan.result("pooled_shares").set_index("section")
    assert table["kind_of_work"].tolist() == ["policy", "policy", "organisation"]
    assert table["rank"].tolist() == [1, 2, 1]
    means = table["mean"].tolist()
    assert means[0] == means[1] > means[2]


def test_clustering_is_one_row(plan: PlanTables) -> None:
    (row,) = plan.result("clustering").to_dict("records")
    found = clustering(plan.milestones)
    assert (row["design_effect"], row["projects"]) == (found.design_effect, 3)


def test_chapters_are_compared_within_their_kind(plan: PlanTables) -> None:
    table = plan.result("chapter_comparisons").set_index("chapter")
    assert table[["other_realised", "other_n", "others"]].to_numpy().tolist()[1] == [19, 20, 1]
    assert table["compared"].tolist() == [2, 2, 2]
    assert table.loc["o", ["difference", "p", "p_holm"]].isna().all()


def test_drivers_have_an_effect_per_factor_value(make_milestones: Make, plan_of: PlanOf) -> None:
    rows = [
        {"chapter": chapter, "status": status, "theme": ""}
        for chapter, realised, late in (("a", 15, 5), ("b", 4, 6))
        for status in ["realised"] * realised + ["delayed"] * late
    ]
    (row,) = plan_of(make_milestones(*rows)).result("drivers").to_dict("records")
    assert (row["factor"], row["value"], row["reference"]) == ("chapter", "b", "a")
    assert row["effect"] == pytest.approx(-0.35)
    assert (row["method"], row["separated"]) == ("maximum_likelihood", False)


@pytest.mark.parametrize("name", [result.name for result in RESULTS])
@pytest.mark.parametrize("row", [None, {}, {"kind": "planned"}, {"status": "realised"}])
def test_a_plan_with_almost_nothing_gives_valid_results(
    make_milestones: Make, plan_of: PlanOf, name: str, row: dict[str, Any] | None
) -> None:
    milestones = make_milestones(row or {}).head(0 if row is None else 1)
    assert len(plan_of(milestones).result(name)) <= 4
