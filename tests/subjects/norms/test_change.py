from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.plan.tables.legend import STEP_DTYPE, step
from analysis.subjects.norms.change import (
    bootstrapped,
    changes_per_measure,
    sign_p,
    signed_rank_p,
    step_shift,
)

#: Depression scores at two visits: Hollander and Wolfe (1973), page 29, as in R's `wilcox.test`.
FIRST = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]


def norms(*rows: tuple[str, float | None, float | None]) -> pd.DataFrame:
    """Norms with a target of 100: measure, last year, this year."""
    frame = pd.DataFrame(rows, columns=["label", "previous", "current"])
    frame = frame.astype({"previous": "Float64", "current": "Float64"})

    def steps(name: str) -> pd.Series:
        values = [None if pd.isna(value) else step(value, 100.0) for value in frame[name]]
        return pd.Series(values, dtype=STEP_DTYPE)

    change = frame["current"] - frame["previous"]
    return frame.assign(change=change, step_previous=steps("previous"), step=steps("current"))


def test_the_depression_scores_of_hollander_and_wolfe() -> None:
    """R: V = 40, one-sided p = 0.01953; two-sided twice that."""
    assert signed_rank_p(np.subtract(FIRST, SECOND)) == pytest.approx(2 * 0.01953, abs=1e-5)


@pytest.mark.parametrize(
    "changes", [[0, 0, 1, 2, -3, 4, 4], [0, 5, 5, 5, -1], [-10, -10, 3, 3, 0.5, 0, 0, 0]]
)
def test_zeros_and_ties_agree_with_all_permutations(changes: list[float]) -> None:
    """The `wilcoxon` of scipy over all sign changes, which it can do for few pairs."""
    theirs = stats.wilcoxon(
        changes, zero_method="pratt", method=stats.PermutationMethod(n_resamples=2**12)
    )
    assert signed_rank_p(np.array(changes, dtype=float)) == pytest.approx(float(theirs.pvalue))


def test_equal_printed_differences_are_ties() -> None:
    """97.2 - 97.1 and 0.1 differ as floats."""
    ties = np.array([97.2 - 97.1, -0.1, 5.0])
    assert signed_rank_p(ties) == signed_rank_p(np.array([0.1, -0.1, 5.0]))


def test_the_sign_test_by_hand() -> None:
    """5 of 18: 2 x (1 + 18 + 153 + 816 + 3060 + 8568) / 2**18, R's `binom.test(5, 18)`."""
    assert sign_p(5, 13) == pytest.approx(2 * 12_616 / 2**18)


@pytest.mark.parametrize("values", [[], [0.0], [0.0, 0.0, 0.0]])
def test_without_any_change_there_is_no_p(values: list[float]) -> None:
    assert math.isnan(signed_rank_p(np.array(values)))


def test_the_bootstrap_of_a_mean_agrees_with_the_normal_interval() -> None:
    """100 normal quantiles: mean 0, interval 1.96 standard errors to both sides."""
    values = stats.norm.ppf((np.arange(100) + 0.5) / 100)
    _, *limits = bootstrapped(values, np.mean, seed=3)
    error = values.std() / 10
    assert limits == pytest.approx([-1.96 * error, 1.96 * error], abs=0.02)


def test_where_bca_is_not_defined_the_percentiles_serve() -> None:
    assert bootstrapped(np.zeros(20), np.median, seed=1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("values", [[], [5.0]])
def test_fewer_than_two_changes_have_no_interval(values: list[float]) -> None:
    _, low, high = bootstrapped(np.array(values), np.mean, seed=1)
    assert math.isnan(low)
    assert math.isnan(high)


def test_the_norms_of_one_measure_count_once() -> None:
    table = norms(("a", 90, 95), ("a", 90, 88), ("b", 100, 99), ("b", None, 90))
    assert changes_per_measure(table).to_dict() == {"a": 1.5, "b": -1.0}


def test_norms_that_move_over_the_legend_are_counted() -> None:
    table = norms(("a", 100, 80), ("b", 100, 95), ("c", 50, 100), ("d", 100, 100), ("e", 60, 70))
    assert step_shift(table) == {"better": 1, "worse": 2, "same": 2, "steps_p": 1.0}


def test_no_norms_have_no_shift() -> None:
    nothing = norms(("a", 100, 100)).iloc[:0]
    assert math.isnan(step_shift(nothing)["steps_p"])
    assert changes_per_measure(nothing).empty
