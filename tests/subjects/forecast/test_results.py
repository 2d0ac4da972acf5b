from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables

    Make = Callable[..., pd.DataFrame]
    PlanOf = Callable[..., PlanTables]

PLANNED: dict[str, Any] = {"kind": "planned"}


def test_each_chapter_that_plans_has_a_forecast_and_last_the_plan(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    rows = [{"chapter": "a", "status": "realised"}] * 30
    rows += [{**PLANNED, "chapter": "a"}] * 20 + [{**PLANNED, "chapter": "new"}] * 4
    table = plan_of(make_milestones(*rows)).result("forecast").set_index("chapter")
    assert list(table.index) == ["a", "new", ""]
    assert table["planned"].tolist() == [20, 4, 24]
    assert table["n"].tolist() == [30, 0, 30]
    assert table["share"].tolist()[0] > 0.9
    assert (table["held"] >= 0.8).all()


def test_a_forecast_is_tested_on_what_was_promised_only(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    """Of three assessed in the later plan one was added: two count, one of them realised."""
    earlier = plan_of(make_milestones({"status": "realised"}, PLANNED), 2023)
    later = make_milestones(
        {"status": "realised", "additional": False},
        {"status": "delayed", "additional": False},
        {"status": "realised", "additional": True},
    )
    table = plan_of(later, 2024, {2023: earlier}).result("back_test")
    assert table["chapter"].tolist() == ["activering", ""]
    assert table[["assessed", "realised"]].to_numpy().tolist() == [[2, 1], [2, 1]]


def test_a_plan_of_two_years_before_is_no_test(make_milestones: Make, plan_of: PlanOf) -> None:
    rows = make_milestones({"status": "realised"}, PLANNED)
    earlier = plan_of(rows, 2022)
    assert plan_of(rows, 2024, {2022: earlier}).result("back_test").empty
    assert plan_of(rows, 2024).result("back_test").empty


@pytest.mark.parametrize("name", ["forecast", "back_test"])
def test_an_empty_plan_gives_valid_results(
    make_milestones: Make, plan_of: PlanOf, name: str
) -> None:
    empty = make_milestones({}).head(0)
    earlier = plan_of(empty, 2022)
    assert plan_of(empty, 2023, {2022: earlier}).result(name)["planned"].sum() == 0
