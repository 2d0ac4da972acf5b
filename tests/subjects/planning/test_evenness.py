from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from analysis.subjects.planning.evenness import due_quarters, evenness

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    MakeMilestones = Callable[..., pd.DataFrame]


def planned(*quarters: str, **same: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a table's cells
    return [{"kind": "planned", "quarters": codes, **same} for codes in quarters]


def test_chi_square_by_hand() -> None:
    """30, 20, 10, 20 against 20 each: 100/20 + 100/20 = 10; R's pchisq(10, 3) leaves 0.018566."""
    found = evenness([30, 20, 10, 20])
    assert (found["statistic"], found["p"]) == pytest.approx((10, 0.018566), abs=1e-6)
    assert found["method"] == "chi_square"
    assert (found["peak"], found["peak_share"]) == (1, 0.375)
    assert found["to_move"] == pytest.approx(0.125)


@pytest.mark.parametrize(
    ("counts", "p"),
    [
        ([2, 0, 0, 0], 1 / 4),
        ([1, 1, 0, 0], 1),
        ([4, 0, 0, 0], 4 / 4**4),
        ([3, 1, 0, 0], (4 + 12 * 4) / 4**4),
        ([0, 0, 1, 0], 1),
    ],
)
def test_few_milestones_are_tested_exactly(counts: list[int], p: float) -> None:
    """By hand: the ways, of 4**n, that are as far from equal or farther."""
    found = evenness(counts)
    assert found["p"] == pytest.approx(p)
    assert found["method"] == "exact"


def test_all_in_one_quarter_means_three_quarters_to_move() -> None:
    assert evenness([0, 0, 0, 12])["to_move"] == 0.75
    assert evenness([3, 3, 3, 3])["to_move"] == 0


def test_no_milestones_say_nothing() -> None:
    found = evenness([0, 0, 0, 0])
    assert (found["n"], found["peak"], found["method"]) == (0, 0, "none")
    assert math.isnan(found["p"])


def test_a_milestone_counts_once_in_its_last_quarter_of_the_year(
    make_milestones: MakeMilestones,
) -> None:
    rows = planned("2023Q1", "2023Q1 2023Q2", "2023Q3 2024Q1", "2024Q1", "")
    evaluated = {"kind": "evaluated", "quarters": "2023Q1"}
    counts = due_quarters(make_milestones(*rows, evaluated), 2023)
    assert counts.to_dict() == {1: 1, 2: 1, 3: 1, 4: 0}


def test_a_plan_without_planned_milestones_has_none_due(make_milestones: MakeMilestones) -> None:
    assert due_quarters(make_milestones({"kind": "evaluated"}), 2023).sum() == 0
