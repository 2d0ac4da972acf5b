from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.stats.forecast import (
    Forecast,
    back_test,
    expected_realisation,
    forecast,
    predictive,
    predictive_total,
)
from analysis.stats.pooling import Pool, pool

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]


def certain(mean: float, spread: float, design_effect: float = 1.0) -> Forecast:
    """A forecast from one known Beta distribution, for groups without experience and one with."""
    groups = pd.DataFrame(
        [("a", 0, 0, 3), ("b", 6, 8, 2)], columns=["chapter", "realised", "n", "planned"]
    )
    known = Pool(np.array([mean]), np.array([spread]), np.ones(1))
    return Forecast("chapter", groups, known, design_effect)


def chapter(name: str, realised: int, failed: int, planned: int) -> list[dict[str, Any]]:
    statuses = ["realised"] * realised + ["delayed"] * failed
    same = {"chapter": name, "additional": False, "theme": ""}
    rows: list[dict[str, Any]] = [{**same, "status": status} for status in statuses]
    return rows + [{**same, "kind": "planned"}] * planned


def test_a_flat_distribution_makes_all_counts_equally_likely() -> None:
    """Bayes (1763): Beta(1, 1) and 3 to come: 1/4 each."""
    assert predictive(certain(0.5, 1 / math.sqrt(3)), "a", 3) == pytest.approx([0.25] * 4)


def test_experience_follows_the_beta_binomial_of_scipy() -> None:
    """Beta(1, 1) with 6 of 8 is Beta(7, 3)."""
    expected = stats.betabinom.pmf(np.arange(6), 5, 7, 3)
    assert predictive(certain(0.5, 1 / math.sqrt(3)), "b", 5) == pytest.approx(expected)


def test_the_design_effect_multiplies_the_variance() -> None:
    """A chance of 0.8 that is certain: n p (1 - p) D with D = 2 and n = 10."""
    chances = predictive(certain(0.8, 1e-4, design_effect=2), "a", 10)
    counts = np.arange(11)
    mean = counts @ chances
    assert mean == pytest.approx(8)
    assert (counts - mean) ** 2 @ chances == pytest.approx(10 * 0.8 * 0.2 * 2, rel=1e-4)


def test_the_total_is_the_convolution_per_node() -> None:
    """The `convolve` of numpy on the two groups of each node, mixed by the weights."""
    shared = Pool(np.array([0.3, 0.9]), np.array([0.5, 0.1]), np.array([0.25, 0.75]))
    groups = certain(0.5, 0.5).groups
    alone = [
        Forecast("chapter", groups, Pool(shared.mean[[i]], shared.spread[[i]], np.ones(1)), 1.0)
        for i in (0, 1)
    ]
    first, second = (np.convolve(predictive(one, "a", 3), predictive(one, "b", 2)) for one in alone)
    total = predictive_total(Forecast("chapter", groups, shared, 1.0), {"a": 3, "b": 2})
    assert total == pytest.approx(0.25 * first + 0.75 * second)


def test_what_groups_share_makes_the_total_less_certain() -> None:
    """Groups of one unknown chance go up and down together."""
    shared = pool(np.array([4.0, 4]), np.array([8.0, 8]))
    made = Forecast("chapter", certain(0.5, 0.5).groups, shared, 1.0)
    counts = np.arange(9)
    variances = [
        float(counts[: len(chances)] ** 2 @ chances - (counts[: len(chances)] @ chances) ** 2)
        for chances in (predictive_total(made, {"a": 4, "b": 4}), predictive(made, "a", 4))
    ]
    assert variances[0] > 2 * variances[1] * 0.99


def test_a_forecast_of_a_plan(make_milestones: MakeMilestones) -> None:
    plan = make_milestones(
        *chapter("a", 30, 0, 20), *chapter("b", 5, 15, 10), *chapter("new", 0, 0, 4)
    )
    table = expected_realisation(forecast(plan), 0.9)
    rows = table.set_index("chapter").to_dict("index")
    assert list(rows) == ["a", "b", "new", "total"]
    assert rows["a"]["share"] > 0.9
    assert rows["b"]["share"] < 0.5
    assert table["expected"].iloc[:3].sum() == pytest.approx(rows["total"]["expected"])
    assert (table["held"] >= 0.9).all()
    assert (table["low"] <= table["expected"]).all()
    assert (table["expected"] <= table["high"]).all()
    assert (rows["new"]["n"], rows["new"]["low"]) == (0, 0)


def test_additional_milestones_are_no_experience(make_milestones: MakeMilestones) -> None:
    extra = [{**row, "additional": True} for row in chapter("a", 50, 0, 0)]
    made = forecast(make_milestones(*chapter("a", 5, 5, 4), *extra))
    assert list(made.groups.loc[0, ["realised", "n", "planned"]]) == [5, 10, 4]


@pytest.mark.parametrize(("realised", "failed"), [(9, 0), (0, 9)])
def test_all_or_none_leaves_doubt(
    make_milestones: MakeMilestones, realised: int, failed: int
) -> None:
    made = forecast(make_milestones(*chapter("a", realised, failed, 10)))
    chances = predictive(made, "a", 10)
    assert 0 < chances.max() < 1
    assert chances.sum() == pytest.approx(1)


def test_an_empty_plan_forecasts_nothing(make_milestones: MakeMilestones) -> None:
    made = forecast(make_milestones(*chapter("a", 1, 0, 0)))
    table = expected_realisation(made)
    assert table["chapter"].tolist() == ["total"]
    assert list(table.loc[0, ["planned", "expected", "low", "high"]]) == [0, 0, 0, 0]


def test_a_back_test_by_hand() -> None:
    """Two tosses of a fair coin, one head: PIT 1/4 + 1/4, log score ln 2; none: 1/8, ln 4."""
    outcome = pd.DataFrame({"chapter": ["a", "b", "x"], "realised": [1, 0, 3], "n": [2, 0, 3]})
    made = certain(0.5, 1e-5)
    tested = back_test(made, outcome, 0.5)
    assert tested.groups["chapter"].tolist() == ["a", "total"]
    first = tested.groups.iloc[0]
    assert (first["planned"], first["assessed"], first["covered"]) == (3, 2, True)
    assert (first["pit"], first["log_score"]) == pytest.approx((0.5, math.log(2)), abs=1e-4)
    none = back_test(made, outcome.assign(realised=0), 0.3).groups.iloc[0]
    assert (none["pit"], none["log_score"]) == pytest.approx((0.125, math.log(4)), abs=1e-4)
    assert not none["covered"]


def test_a_back_test_without_an_outcome() -> None:
    tested = back_test(certain(0.5, 0.5), pd.DataFrame(columns=["chapter", "realised", "n"]))
    assert tested.groups.empty
    assert math.isnan(tested.coverage)


def test_the_intervals_hold_as_often_as_they_say() -> None:
    """60 groups drawn from Beta(8, 2), 20 years: at least 80 %, and PITs spread evenly."""
    draw = np.random.default_rng(5)
    names = [f"g{place}" for place in range(60)]
    chance = draw.beta(8, 2, 60)
    seen = draw.binomial(12, chance).astype(float)
    shared = pool(seen, np.full(60, 12.0))
    groups = pd.DataFrame({"chapter": names, "realised": seen, "n": 12, "planned": 10})
    made = Forecast("chapter", groups, shared, 1.0)
    tests = [
        back_test(
            made, pd.DataFrame({"chapter": names, "realised": draw.binomial(10, chance), "n": 10})
        )
        for _ in range(2)
    ]
    assert np.mean([test.coverage for test in tests]) > 0.8
    assert np.mean([test.groups["pit"].iloc[:-1].mean() for test in tests]) == pytest.approx(
        0.5, abs=0.08
    )


def test_a_design_effect_under_1_raises(make_milestones: MakeMilestones) -> None:
    with pytest.raises(ValueError, match="design_effect"):
        forecast(make_milestones(*chapter("a", 5, 5, 4)), design_effect=0.5)
