from __future__ import annotations

import math

import numpy as np
import pytest

from analysis.toolkit.statistics.logistic import firth, maximum_likelihood

#: 3 of 4 without and 4 of 10 with the factor.
DESIGN = np.column_stack([np.ones(14), np.repeat([0.0, 1.0], [4, 10])])
OUTCOME = np.array([1, 1, 1, 0] + [1] * 4 + [0] * 6, dtype=float)


def test_the_odds_ratio_of_a_fourfold_table() -> None:
    """By hand: log((4/6) / (3/1)), variance 1/3 + 1/1 + 1/4 + 1/6 (Woolf 1955)."""
    fit = maximum_likelihood(DESIGN, OUTCOME)
    assert fit.coefficients == pytest.approx([math.log(3), math.log(4 / 6) - math.log(3)], abs=1e-5)
    assert fit.covariance[1, 1] == pytest.approx(1 / 3 + 1 + 1 / 4 + 1 / 6, rel=1e-4)


def test_firths_fit_adds_one_half_to_each_cell() -> None:
    """Firth (1993): in a saturated logistic model the penalty adds 1/2 to every count."""
    fit = firth(DESIGN, OUTCOME)
    first, second = math.log(3.5 / 1.5), math.log(4.5 / 6.5)
    assert fit.coefficients == pytest.approx([first, second - first], abs=1e-5)


def test_firths_fit_is_finite_when_separated() -> None:
    """4 of 4 against 2 of 4: log(4.5 / 0.5) against log(2.5 / 2.5)."""
    outcome = np.array([1, 1, 1, 1, 1, 1, 0, 0], dtype=float)
    design = np.column_stack([np.ones(8), np.repeat([1.0, 0.0], 4)])
    assert firth(design, outcome).coefficients == pytest.approx([0, math.log(9)], abs=1e-5)


def test_clusters_of_twins_double_the_variance() -> None:
    """By hand: each row twice in one cluster tells as much as once, up to the small corrections.

    Sandwich of singles times n/(n-1) (n-1)/(n-2) against that of pairs, G/(G-1) (2G-1)/(2G-2).
    """
    single = maximum_likelihood(DESIGN, OUTCOME, np.arange(14.0)).covariance
    twice = maximum_likelihood(
        np.repeat(DESIGN, 2, axis=0), np.repeat(OUTCOME, 2), np.repeat(np.arange(14.0), 2)
    ).covariance
    corrections = (14 / 13 * 27 / 26) / (14 / 13 * 13 / 12)
    assert twice == pytest.approx(single * corrections, rel=1e-4)
