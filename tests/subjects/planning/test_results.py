from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables

    Make = Callable[..., pd.DataFrame]
    PlanOf = Callable[..., PlanTables]


def planned(*quarters: str, **same: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any cell
    return [{"kind": "planned", "quarters": codes, **same} for codes in quarters]


def test_the_plan_and_each_chapter_have_a_row(make_milestones: Make, plan_of: PlanOf) -> None:
    """Only the chapters' p-values are adjusted: 4 in one of four quarters has p = 4 / 4**4."""
    rows = planned(*["2023Q4"] * 4, chapter="a") + planned("", "2023Q1", chapter="b")
    table = plan_of(make_milestones(*rows)).result("evenness").set_index("chapter")
    assert list(table.index) == ["", "a", "b"]
    assert table[["q1", "q4", "n", "peak"]].to_numpy().tolist()[0] == [1, 4, 5, 4]
    p, adjusted = table["p"].tolist(), table["p_holm"].tolist()
    assert adjusted[0] == p[0]
    assert adjusted[1:] == pytest.approx([2 * 4 / 4**4, 1])


def test_chapters_without_deadlines_have_no_test(make_milestones: Make, plan_of: PlanOf) -> None:
    rows = make_milestones(*planned("", chapter="a"))
    table = plan_of(rows).result("evenness")
    assert table["method"].tolist() == ["none", "none"]
    assert table["p_holm"].isna().all()
    assert plan_of(rows.head(0)).result("evenness")["n"].tolist() == [0]
