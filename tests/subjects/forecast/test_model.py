from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.subjects.forecast.model import (
    Forecast,
    _condensed,
    back_test,
    expected_realisation,
    forecast,
    predictive,
    predictive_total,
)
from analysis.toolkit.kinds import ORGANISATION, POLICY
from analysis.toolkit.statistics.pooling import Pool, pool

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]


def certain(mean: float, spread: float, design_effect: float = 1.0) -> Forecast:
    """A forecast from one known Beta distribution, for groups without experience and one with."""
    groups = pd.DataFrame(
        [("a", 0, 0, 3, POLICY), ("b", 6, 8, 2, POLICY)],
        columns=["chapter", "realised", "n", "planned", "kind"],
    )
    known = Pool(np.array([mean]), np.array([spread]), np.ones(1))
    return Forecast("chapter", groups, {POLICY: known}, design_effect)


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
        Forecast("chapter", groups, {POLICY: node}, 1.0)
        for node in (Pool(shared.mean[[i]], shared.spread[[i]], np.ones(1)) for i in (0, 1))
    ]
    first, second = (np.convolve(predictive(one, "a", 3), predictive(one, "b", 2)) for one in alone)
    total = predictive_total(Forecast("chapter", groups, {POLICY: shared}, 1.0), {"a": 3, "b": 2})
    assert total == pytest.approx(0.25 * first + 0.75 * second)


def test_what_groups_share_makes_the_total_less_certain() -> None:
    """Groups of one unknown chance go up and down together."""
    shared = pool(np.array([4.0, 4]), np.array([8.0, 8]))
    made = Forecast("chapter", certain(0.5, 0.5).groups, {POLICY: shared}, 1.0)
    counts = np.arange(9)
    variances = [
        float(counts[: len(chances)] ** 2 @ chances - (counts[: len(chances)] @ chances) ** 2)
        for chances in (predictive_total(made, {"a": 4, "b": 4}), predictive(made, "a", 4))
    ]
    assert variances[0] > 2 * variances[1] * 0.99


def test_few_nodes_per_spread_forecast_what_all_nodes_forecast() -> None:
    """The nodes of a pool of six groups, less those that hardly count, against their quadrature."""
    every = pool(
        np.array([40.0, 24, 22, 82, 28, 26]) / 1.5, np.array([40, 25, 23, 97, 32, 27]) / 1.5
    )
    kept = every.weight > every.weight.max() / 1000
    whole = Pool(
        every.mean[kept], every.spread[kept], every.weight[kept] / every.weight[kept].sum()
    )
    few = _condensed(every)
    assert len(few.weight) < len(whole.weight) / 3
    assert few.weight.min() > 0
    groups = certain(0.5, 0.5).groups
    expected, found = (
        predictive_total(Forecast("chapter", groups, {POLICY: nodes}, 1.5), {"a": 40, "b": 80})
        for nodes in (whole, few)
    )
    assert found == pytest.approx(expected, abs=1e-9)


def test_groups_of_two_kinds_share_nothing() -> None:
    """Policy for certain 0.9, organisation 0.4: 3 and 2 to come give the mean 2.7 + 0.8.

    The variance is the sum of 3 x 0.9 x 0.1 and 2 x 0.4 x 0.6; back, 5 realised of 5 are 0.729 of
    the one times 0.16 of the other.
    """
    pools = {
        kind: Pool(np.array([mean]), np.array([1e-5]), np.ones(1))
        for kind, mean in ((POLICY, 0.9), (ORGANISATION, 0.4))
    }
    groups = certain(0.5, 0.5).groups.assign(realised=0, n=0, kind=[POLICY, ORGANISATION])
    made = Forecast("chapter", groups, pools, 1.0)
    total = predictive_total(made, {"a": 3, "b": 2})
    count = np.arange(6)
    assert count @ total == pytest.approx(3.5, abs=1e-4)
    assert (count - 3.5) ** 2 @ total == pytest.approx(0.27 + 0.48, abs=1e-4)
    assert total[5] == pytest.approx(0.729 * 0.16, abs=1e-4)
    means = expected_realisation(made)["expected"].tolist()
    assert means == pytest.approx([2.7, 0.8, 3.5], abs=1e-4)
    outcome = pd.DataFrame({"chapter": ["a", "b"], "realised": [3, 2], "n": [3, 2]})
    scores = back_test(made, outcome)["log_score"].tolist()
    wanted = [-math.log(0.729), -math.log(0.16), -math.log(0.729 * 0.16)]
    assert scores == pytest.approx(wanted, abs=1e-3)


def test_what_one_kind_did_says_nothing_of_the_other(make_milestones: MakeMilestones) -> None:
    """An organisation chapter of 9 of 18 gets the same chance beside good policy as beside bad.

    Alone in its kind it is drawn to the prior's mean of a half, so 14 planned give 7.
    """
    own = [{**row, "objective": None} for row in chapter("vsi", 9, 9, 14)]
    expected = []
    for realised in (40, 4):
        policy = [
            row for name in ("a", "b", "c") for row in chapter(name, realised, 44 - realised, 10)
        ]
        table = expected_realisation(
            forecast(make_milestones(*policy, *own), design_effect=1.5)
        ).set_index("chapter")
        expected.append(table.loc["vsi", "expected"])
        assert table.loc["a", "share"] == pytest.approx(realised / 44, abs=0.03)
    assert expected == pytest.approx([7.0, 7.0])


def test_a_new_chapter_takes_the_mean_of_its_kind(make_milestones: MakeMilestones) -> None:
    own = [{**row, "objective": None} for name in "xyz" for row in chapter(name, 8, 12, 5)]
    new = [{**row, "objective": None} for row in chapter("new", 0, 0, 10)]
    policy = [row for name in "abc" for row in chapter(name, 40, 0, 5)]
    table = expected_realisation(forecast(make_milestones(*policy, *own, *new), design_effect=1.0))
    assert table.set_index("chapter").loc["new", "expected"] == pytest.approx(4, abs=0.4)


def test_a_forecast_of_a_plan(make_milestones: MakeMilestones) -> None:
    plan = make_milestones(
        *chapter("a", 30, 0, 20), *chapter("b", 5, 15, 10), *chapter("new", 0, 0, 4)
    )
    table = expected_realisation(forecast(plan), 0.9)
    rows = table.set_index("chapter").to_dict("index")
    assert list(rows) == ["a", "b", "new", ""]
    assert rows["a"]["share"] > 0.9
    assert rows["b"]["share"] < 0.5
    assert table["expected"].iloc[:3].sum() == pytest.approx(rows[""]["expected"])
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
    assert table["chapter"].tolist() == [""]
    assert list(table.loc[0, ["planned", "expected", "low", "high"]]) == [0, 0, 0, 0]


def test_a_back_test_by_hand() -> None:
    """Two tosses of a fair coin, one head: PIT 1/4 + 1/4, log score ln 2; none: 1/8, ln 4."""
    outcome = pd.DataFrame({"chapter": ["a", "b", "x"], "realised": [1, 0, 3], "n": [2, 0, 3]})
    made = certain(0.5, 1e-5)
    tested = back_test(made, outcome, 0.5)
    assert tested["chapter"].tolist() == ["a", ""]
    first = tested.iloc[0]
    assert (first["planned"], first["assessed"], first["covered"]) == (3, 2, True)
    assert (first["pit"], first["log_score"]) == pytest.approx((0.5, math.log(2)), abs=1e-4)
    none = back_test(made, outcome.assign(realised=0), 0.3).iloc[0]
    assert (none["pit"], none["log_score"]) == pytest.approx((0.125, math.log(4)), abs=1e-4)
    assert not none["covered"]


def test_a_back_test_without_an_outcome() -> None:
    tested = back_test(certain(0.5, 0.5), pd.DataFrame(columns=["chapter", "realised", "n"]))
    assert tested.empty


def test_the_intervals_hold_as_often_as_they_say() -> None:
    """30 groups drawn from Beta(8, 2), 20 years: at least 80 %, and PITs spread evenly."""
    draw = np.random.default_rng(5)
    names = [f"g{place}" for place in range(30)]
    chance = draw.beta(8, 2, 30)
    seen = draw.binomial(60, chance).astype(float)
    shared = pool(seen, np.full(30, 60.0))
    groups = pd.DataFrame(
        {"chapter": names, "realised": seen, "n": 60, "planned": 10, "kind": POLICY}
    )
    made = Forecast("chapter", groups, {POLICY: shared}, 1.0)
    chances = [predictive(made, name, 10) for name in names]
    held, pits = [], []
    for _ in range(20):
        for own, realised in zip(chances, draw.binomial(10, chance), strict=True):
            low, high = (np.searchsorted(own.cumsum(), level) for level in (0.1, 0.9))
            held.append(low <= realised <= high)
            pits.append(own[:realised].sum() + draw.random() * own[realised])
    assert np.mean(held) >= 0.8
    spread = np.histogram(pits, bins=5, range=(0, 1))[0] / len(pits)
    assert spread == pytest.approx(np.full(5, 0.2), abs=0.06), "a randomised PIT is uniform"


def test_a_design_effect_under_1_raises(make_milestones: MakeMilestones) -> None:
    with pytest.raises(ValueError, match="design_effect"):
        forecast(make_milestones(*chapter("a", 5, 5, 4)), design_effect=0.5)
