from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysis.toolkit.statistics.clustering import cluster_numbers, clustering

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    MakeMilestones = Callable[..., pd.DataFrame]


def outcomes(theme: str, realised: int, failed: int) -> list[dict[str, Any]]:
    """Milestones of one project."""
    statuses = ["realised"] * realised + ["delayed"] * failed
    return [{"theme": theme, "status": status} for status in statuses]


def test_projects_that_stand_or_fall_together_are_fully_alike(
    make_milestones: MakeMilestones,
) -> None:
    """By hand: all pairs agree, so correlation 1; projects of 2, so design effect 1 + 1 x 1."""
    found = clustering(make_milestones(*outcomes("a", 2, 0), *outcomes("b", 0, 2)))
    assert (found.correlation, found.design_effect) == pytest.approx((1, 2))
    assert (found.clusters, found.n) == (2, 4)


def test_the_estimate_by_hand(make_milestones: MakeMilestones) -> None:
    """Residuals from the share 2/3: a +1/3 three times, b +1/3 and -2/3 twice.

    Squares: 4 x 1/9 + 2 x 4/9 = 12/9, mean 2/9. Products of ordered pairs: a 6 x 1/9 = 6/9;
    b 4 x -2/9 + 2 x 4/9 = 0; mean over the 12 pairs 1/18. Correlation 1/18 / (2/9) = 1/4; design
    effect 1 + 1/4 x 2.
    """
    found = clustering(make_milestones(*outcomes("a", 3, 0), *outcomes("b", 1, 2)))
    assert (found.correlation, found.design_effect) == pytest.approx((0.25, 1.5))


def test_differences_between_strata_are_no_likeness(make_milestones: MakeMilestones) -> None:
    """One chapter, two sections: a good and a bad one do not make their projects alike."""
    rows = [{**row, "section": "3.1"} for row in outcomes("a", 2, 0)]
    rows += [{**row, "section": "3.2"} for row in outcomes("b", 0, 2)]
    milestones = make_milestones(*rows)
    assert clustering(milestones).design_effect == 1.0
    assert clustering(milestones, ["chapter"]).design_effect == 2.0


def test_opposite_outcomes_within_a_project_count_as_independent(
    make_milestones: MakeMilestones,
) -> None:
    found = clustering(make_milestones(*outcomes("a", 1, 1), *outcomes("b", 1, 1)))
    assert (found.correlation, found.design_effect) == (0.0, 1.0)


def test_no_milestones_have_no_design_effect(make_milestones: MakeMilestones) -> None:
    nothing = make_milestones(*outcomes("a", 1, 1)).iloc[:0]
    found = clustering(nothing)
    assert (found.design_effect, found.clusters, found.n) == (1.0, 0, 0)


def test_milestones_without_a_theme_are_projects_of_their_own(
    make_milestones: MakeMilestones,
) -> None:
    rows = make_milestones(*outcomes("", 2, 0), *outcomes("a", 2, 0))
    numbers = cluster_numbers(rows)
    assert numbers.nunique() == 3
    assert numbers.iloc[2] == numbers.iloc[3]
