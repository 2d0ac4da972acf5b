from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.subjects.planning.text import evenness_text, planned_text
from analysis.toolkit.per_chapter import summary_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.plan.tables.editions import PlanTables

    Make = Callable[..., pd.DataFrame]
    PlanOf = Callable[..., PlanTables]


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def planned(make: Make, *quarters: str) -> pd.DataFrame:
    return make(*({"kind": "planned", "quarters": one} for one in quarters))


def test_dated_and_undated_milestones_are_counted(make_milestones: Make) -> None:
    rows = planned(make_milestones, "2023Q1", "2023Q4", "2023Q4", "")
    rows.loc[3, "continuous"] = True
    assert plain(planned_text(rows, 2023)) == (
        "Voor 2023 zijn er 4 mijlpalen gepland: 3 met een kwartaal en 1 doorlopend. "
        "Het drukst is Q4 2023, met 2."
    )


@pytest.mark.parametrize(
    ("quarters", "text"),
    [
        ([], "Het plan kondigt hier geen mijlpalen voor 2023 aan."),
        (
            ["2023Q1"],
            "Voor 2023 is er één mijlpaal gepland, met een kwartaal. Het drukst is Q1 2023, met 1.",
        ),
        (
            ["2023Q1", "2023Q2"],
            (
                "Voor 2023 zijn er 2 mijlpalen gepland, elk met een kwartaal. Het drukst zijn "
                "Q1 2023 en Q2 2023, met elk 1."
            ),
        ),
        ([""], "Voor 2023 is er één mijlpaal gepland, zonder datum."),
    ],
)
def test_a_plan_of_none_one_and_two(make_milestones: Make, quarters: list[str], text: str) -> None:
    rows = planned(make_milestones, *quarters) if quarters else make_milestones({})
    assert plain(planned_text(rows, 2023)) == text


def test_deadlines_pile_up_or_may_not(make_milestones: Make, plan_of: PlanOf) -> None:
    def told(*quarters: str, **changes: float) -> str:
        row = summary_row(plan_of(planned(make_milestones, *quarters)).result("evenness"))
        assert row is not None
        return plain(evenness_text(pd.Series({**row, **changes}), 2023))

    piled = [*["2023Q4"] * 30, "2023Q1", "2023Q2"]
    assert "30 van de 32 mijlpalen met een deadline in 2023 af zijn in Q4 (94 %)" in told(*piled)
    assert (
        "moeten telkens 2 van de 5 mijlpalen met een deadline in 2023 af zijn in Q1 en Q4 (40 "
    ) in told("2023Q1", "2023Q1", "2023Q2", "2023Q4", "2023Q4")
    assert "meer ophoping dan toeval verklaart (p < 0,001)" in told(*piled)
    assert "niet aangetoond" in told(*piled, p_holm=0.2)
    assert "Geen enkele mijlpaal" in told("")
    assert "Geen enkele mijlpaal" in plain(evenness_text(None, 2023))
