from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import dblquad
from scipy.special import betaln
from scipy.stats import beta

from analysis.toolkit.statistics.pooling import (
    Pool,
    effective,
    pool,
    pooled,
    posterior_mean,
    posterior_quantile,
)

#: Rats with a tumour, and rats, in 71 experiments: Gelman et al. (2013), table 5.1.
TUMOURS = [0] * 14 + [1] * 8 + [2] * 9
TUMOURS += [1, 5, 2, 5, 3, 2, 7, 7, 3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12]
TUMOURS += [5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9, 4]
RATS = [20] * 7 + [19] * 4 + [18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24, 23] + [20] * 6
RATS += [10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50] + [20] * 7
RATS += [48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24, 14]


def counts(*pairs: tuple[int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(pairs, columns=["realised", "n"])
    return frame.assign(section=[f"3.{place}" for place in range(len(pairs))])


def test_the_rat_tumours_of_bayesian_data_analysis() -> None:
    """Gelman et al. (2013), section 5.3: E(alpha | y) = 2.4 and E(beta | y) = 14.3.

    Their prior is improper and ours a proper variant, so the values agree to a few percent.
    """
    shared = pool(np.array(TUMOURS, dtype=float), np.array(RATS, dtype=float))
    alpha = shared.weight @ (shared.mean * shared.concentration)
    beta = shared.weight @ ((1 - shared.mean) * shared.concentration)
    assert alpha == pytest.approx(2.4, rel=0.06)
    assert beta == pytest.approx(14.3, rel=0.06)


def test_the_posterior_of_one_known_distribution() -> None:
    """Gelman et al. (2013), section 5.1: Beta(1.4, 8.6) and 4 of 14 give Beta(5.4, 18.6)."""
    known = Pool(np.array([0.14]), np.array([1 / math.sqrt(11)]), np.ones(1))
    a, b = known.posterior(4, 14)
    assert (a[0], b[0]) == (pytest.approx(5.4), pytest.approx(18.6))
    assert posterior_mean(known, 4, 14) == pytest.approx(5.4 / 24)


def test_the_grid_agrees_with_adaptive_quadrature() -> None:
    """The `dblquad` of scipy over the same prior and likelihood, for 1 of 4, 3 of 6 and 9 of 10."""
    data = [(1, 4), (3, 6), (9, 10)]

    def likelihood(angle: float, spread: float) -> float:
        total = spread**-2 - 1
        a, b = np.sin(angle) ** 2 * total, np.cos(angle) ** 2 * total
        return math.exp(float(sum(betaln(a + x, b + n - x) - betaln(a, b) for x, n in data)))

    def weighted(angle: float, spread: float) -> float:
        total = spread**-2 - 1
        return likelihood(angle, spread) * (math.sin(angle) ** 2 * total + 1) / (total + 4)

    box = (0.02, 0.98, 0.02, math.pi / 2 - 0.02)
    expected = dblquad(weighted, *box, epsrel=1e-4)[0] / dblquad(likelihood, *box, epsrel=1e-4)[0]
    assert pooled(counts(*data))["pooled"].iloc[0] == pytest.approx(expected, abs=0.003)


def test_a_small_group_is_pulled_further_than_a_large_one() -> None:
    table = pooled(counts((3, 3), (59, 60), (30, 40), (28, 40), (33, 40), (25, 40)))
    assert table["pooled"].iloc[0] < table["pooled"].iloc[1]
    assert list(table["rank"].iloc[:2]) == [2, 1]


def test_groups_that_differ_less_than_chance_share_one_value() -> None:
    """No overdispersion: the interval of 8 of 10 shrinks towards that of 48 of 60.

    Wilson's are 0.49 to 0.94 and 0.68 to 0.88; that the groups do not differ is not quite certain.
    """
    table = pooled(counts(*[(8, 10)] * 6))
    assert table["pooled"].tolist() == pytest.approx([0.79] * 6, abs=0.02)
    assert 0.6 < table["pooled_low"].iloc[0] < 0.68
    assert 0.88 < table["pooled_high"].iloc[0] < 0.92
    assert list(table["rank"]) == [1] * 6


def test_none_and_all_realised_stay_within_0_and_1() -> None:
    table = pooled(counts((0, 10), (10, 10)))
    low, high = table.iloc[0], table.iloc[1]
    assert 0 <= low["pooled_low"] < low["pooled"] < low["pooled_high"] < 0.3
    assert 0.7 < high["pooled_low"] < high["pooled"] < high["pooled_high"] <= 1
    assert low["behind"] > 0.95
    assert high["behind"] < 0.05


def test_a_group_without_milestones_gets_the_mean_of_the_others_and_no_rank() -> None:
    table = pooled(counts((40, 50), (39, 50), (41, 50), (0, 0)))
    empty = table.iloc[3]
    assert empty["pooled"] == pytest.approx(0.8, abs=0.03)
    assert empty["pooled_high"] - empty["pooled_low"] > 0.15
    assert pd.isna(empty["rank"])


def test_one_group_is_hardly_pulled() -> None:
    table = pooled(counts((45, 60)))
    assert table["pooled"].iloc[0] == pytest.approx(0.75, abs=0.03)
    assert table["rank"].iloc[0] == 1


def test_an_empty_frame_gives_the_columns() -> None:
    table = pooled(counts())
    assert table.empty
    assert list(table)[3:] == ["pooled", "pooled_low", "pooled_high", "behind", "mean", "rank"]


def test_a_design_effect_of_2_is_worth_half_the_milestones() -> None:
    doubled = pooled(counts((10, 20), (36, 40)), design_effect=2)
    plain = pooled(counts((5, 10), (18, 20)))
    assert doubled["pooled"].tolist() == pytest.approx(plain["pooled"].tolist())


@pytest.mark.parametrize("pair", [(3, 2), (-1, 2)])
def test_counts_that_cannot_be_raise(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="within 0 and n"):
        pooled(counts(pair))


def test_parameters_that_cannot_be_raise() -> None:
    with pytest.raises(ValueError, match="confidence"):
        pooled(counts((1, 2)), confidence=95)
    with pytest.raises(ValueError, match="design_effect"):
        pooled(counts((1, 2)), design_effect=0.5)


@pytest.mark.parametrize(("realised", "n"), [(0, 9), (9, 9), (4, 9), (0, 0)])
@pytest.mark.parametrize("level", [0.025, 0.5, 0.975])
def test_a_quantile_of_one_known_distribution_is_scipys(
    realised: int, n: int, level: float
) -> None:
    """Beta(1.4, 8.6) with the counts added: the `ppf` of scipy, at 0 of n, n of n and n = 0 too."""
    known = Pool(np.array([0.14]), np.array([1 / math.sqrt(11)]), np.ones(1))
    expected = beta(1.4 + realised, 8.6 + n - realised).ppf(level)
    assert posterior_quantile(known, realised, n, level) == pytest.approx(expected, abs=1e-5)


def test_equal_groups_are_as_likely_behind_as_ahead() -> None:
    """By symmetry: with 5 of 10 each, a group lies under the mean with probability 1/2."""
    assert pooled(counts((5, 10), (5, 10)))["behind"].tolist() == pytest.approx([0.5, 0.5])


def test_effective_counts_are_divided_by_the_design_effect() -> None:
    realised, n = effective(counts((10, 20), (0, 0)), 2)
    assert (realised.tolist(), n.tolist()) == ([5, 0], [10, 0])
