"""How often the search is right, counted on what people reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.computing import TablesInMemory, with_results
from analysis.errors import DataError
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.editions import PlanTables
from analysis.subjects.sequel.review import decisions, with_review
from analysis.subjects.sequel.settings import CONFIDENCE, OUTCOMES
from analysis.subjects.sequel.trust import trusted, tuned

if TYPE_CHECKING:
    from analysis.paths import Project

#: Of six milestones: two successors, the first right and sure; one shared; three lost.
FOUND = pd.DataFrame(
    {
        "evaluated_line": pd.array([1, 2, 3, 4, 5, 6], "Int64"),
        "planned_line": pd.array([10, 20, None, None, None, None], "Int64"),
        "outcome": pd.Categorical(["successor"] * 2 + ["shared"] + ["lost"] * 3, OUTCOMES),
        "confidence": pd.Categorical(
            ["sure", "weak", "weak", "probable", "probable", "weak"], CONFIDENCE, ordered=True
        ),
    }
)
REVIEWED = {1: (10,), 2: (21, 22), 3: (), 4: (), 5: (50,)}


def test_each_share_counts_what_was_reviewed() -> None:
    assert trusted(FOUND, REVIEWED) == {
        "found": (1, 2),
        "sure": (1, 1),
        "unsure": (0, 1),
        "recall": (1, 3),
        "wrongly_lost": (1, 2),
    }


def test_a_decision_replaces_what_the_search_found() -> None:
    table = with_review(FOUND, REVIEWED)
    assert table["outcome"].tolist() == ["successor"] * 2 + ["lost"] * 2 + ["successor", "lost"]
    assert table["planned_line"].fillna(0).tolist() == [10, 21, 0, 0, 50, 0]
    assert table["confidence"].tolist() == ["reviewed"] * 5 + ["weak"], "the last is an estimate"


def test_a_decision_names_lines_or_none() -> None:
    review = pd.DataFrame(
        {
            "kind": "successor",
            "id": ["1", "2", "3"],
            "decision": ["changed", "accepted", "rejected"],
            "value": ["10 11", "none", "12"],
        }
    )
    assert decisions(review) == {1: (10, 11), 2: (), 3: ()}, "a rejected successor is none"
    assert decisions(pd.DataFrame()) == {}


def test_a_decision_without_lines_is_a_problem() -> None:
    review = pd.DataFrame(
        {"kind": "successor", "id": ["1"], "decision": "changed", "value": "nine"}
    )
    with pytest.raises(DataError, match="successor 1"):
        decisions(review)


def test_the_thresholds_were_chosen_on_half_of_one_plan() -> None:
    assert [tuned(2023, 2), tuned(2023, 3), tuned(2024, 2)] == [True, False, False]


@pytest.fixture(scope="module")
def plan(repository: Project) -> PlanTables:
    tables = processed_tables(repository, 2023)
    return with_results(TablesInMemory(PlanTables(tables.__getitem__), 2023))


def test_every_milestone_of_the_plan_that_runs_on_is_reviewed(plan: PlanTables) -> None:
    matches = plan.result("successors")
    assert (matches["confidence"] == "reviewed").all()
    assert matches["outcome"].value_counts().to_dict() == {
        "successor": 120,
        "lost": 61,
        "shared": 0,
    }
    planned = plan.milestones.loc[plan.milestones["kind"] == "planned", "line"]
    assert matches["planned_line"].dropna().isin(planned).all()


def test_the_search_is_judged_on_the_half_that_chose_no_threshold(plan: PlanTables) -> None:
    shares = plan.result("successor_trust").set_index("share")
    assert shares[["count", "of"]].to_numpy().tolist() == [
        *([41, 49], [31, 31], [10, 18], [41, 58], [12, 35]),
    ]
    assert (shares["plan"] == 2023).all()
