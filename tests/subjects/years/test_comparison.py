from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from analysis.plan.tables.editions import Edition
from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.budget.totals import AMOUNTS
from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.years.comparison import (
    forecast_check,
    over_the_years,
    realisation_over_the_years,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.plan.tables.editions import PlanTables

    MakeMilestones = Callable[..., pd.DataFrame]


def edition(make: MakeMilestones, year: int, realised: int, cases: tuple[int, int]) -> Edition:
    """A plan with ten evaluated milestones and one of everything else."""
    rows = [{"status": "realised"}] * realised + [{"status": "delayed"}] * (10 - realised)
    norms = pd.DataFrame({"step_previous": ["met"], "step": ["under"]}, dtype=STEP_DTYPE)
    amounts = dict(zip(AMOUNTS, (100, 90, 110, 95), strict=True))
    budget = pd.DataFrame([amounts]).astype("Int64").assign(receipts=False)
    inspected = dict.fromkeys(COUNTS, 0) | {"cases_previous": cases[0], "cases_current": cases[1]}
    tables: Any = SimpleNamespace(
        milestones=make(*rows, {"kind": "planned"}),
        norms=norms,
        budget=budget,
        inspections=pd.DataFrame([inspected]).astype("Int64").assign(total=False),
    )
    return Edition(year, cast("PlanTables", tables), cast("PlanTables", tables))


def values(editions: list[Edition], indicator: str) -> dict[int, int]:
    table = over_the_years(editions)
    rows = table[table["indicator"] == indicator]
    return dict(zip(rows["year"], rows["value"], strict=True))


def test_one_plan_already_speaks_of_several_years(make_milestones: MakeMilestones) -> None:
    one = [edition(make_milestones, 2023, 8, (20, 30))]
    assert values(one, "milestones_realised") == {2022: 8}
    assert values(one, "milestones_planned") == {2023: 1}
    assert values(one, "norms_met") == {2021: 1, 2022: 0}
    assert values(one, "cases") == {2021: 20, 2022: 30}
    assert values(one, "vak_realised") == {2022: 100}
    assert values(one, "vak_budget") == {2023: 110}
    assert values(one, "reports") == {}


def test_the_plan_that_looks_back_directly_counts(make_milestones: MakeMilestones) -> None:
    """The later plan repeats 2022 as 31; the plan of 2023, which looked back on it, said 30."""
    first = edition(make_milestones, 2023, 8, (20, 30))
    second = edition(make_milestones, 2024, 9, (31, 40))
    assert values([first, second], "cases") == {2021: 20, 2022: 30, 2023: 40}
    assert values([first, second], "milestones_realised") == {2022: 8, 2023: 9}


def test_each_plan_gives_the_share_of_the_year_before(make_milestones: MakeMilestones) -> None:
    both = [
        edition(make_milestones, year, realised, (1, 1))
        for year, realised in ((2023, 8), (2024, 9))
    ]
    table = realisation_over_the_years(both, 0.95)
    assert list(table["year"]) == [2022, 2023]
    assert table["share"].tolist() == [0.8, 0.9]


def test_a_forecast_is_held_against_what_was_promised_only(
    make_milestones: MakeMilestones,
) -> None:
    """Of three assessed in the later plan one was added: two count, one of them realised."""
    earlier = make_milestones(
        {"status": "realised", "additional": False}, {"kind": "planned", "additional": False}
    )
    later = make_milestones(
        {"status": "realised", "additional": False},
        {"status": "delayed", "additional": False},
        {"status": "realised", "additional": True},
    )
    plans = [
        Edition(year, cast("PlanTables", tables), cast("PlanTables", tables))
        for year, tables in (
            (2023, SimpleNamespace(milestones=earlier)),
            (2024, SimpleNamespace(milestones=later)),
        )
    ]
    test = forecast_check(plans[0], plans[1])
    assert test.groups["chapter"].tolist() == ["activering", "total"]
    assert test.groups["assessed"].tolist() == [2, 2]
    assert test.groups["realised"].tolist() == [1, 1]
