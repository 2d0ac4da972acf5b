from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import statsmodels.api as sm

from analysis.subjects.milestones.drivers import drivers, marginal_effect, model_matrix
from analysis.toolkit.milestones import assessed
from analysis.toolkit.statistics.logistic import maximum_likelihood

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    MakeMilestones = Callable[..., pd.DataFrame]


def outcomes(realised: int, failed: int, **same: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a table's cells
    """Milestones, each a project of its own."""
    row = {"theme": "", "additional": False, "tags": "", **same}
    statuses = ["realised"] * realised + ["delayed"] * failed
    return [{**row, "status": status} for status in statuses]


def test_one_factor_is_the_difference_of_shares(make_milestones: MakeMilestones) -> None:
    """By hand: 4/10 - 15/20; variance p(1 - p)/n of both, times n/(n - 2) for the sandwich."""
    rows = make_milestones(*outcomes(15, 5, chapter="a"), *outcomes(4, 6, chapter="b"))
    (effect,) = drivers(rows, ["chapter"]).to_dict("records")
    error = math.sqrt((0.75 * 0.25 / 20 + 0.4 * 0.6 / 10) * 30 / 28)
    assert (effect["method"], effect["separated"]) == ("maximum_likelihood", False)
    assert (effect["value"], effect["reference"], effect["n"]) == ("b", "a", 10)
    assert effect["effect"] == pytest.approx(-0.35)
    assert effect["high"] - effect["effect"] == pytest.approx(1.959964 * error, rel=1e-3)


def test_a_factor_of_two_levels_agrees_with_statsmodels(make_milestones: MakeMilestones) -> None:
    """The `get_margeff` of statsmodels is right where a factor has one dummy."""
    milestones = make_milestones(
        *outcomes(9, 3, chapter="a"),
        *outcomes(4, 6, chapter="b"),
        *outcomes(7, 1, chapter="a", additional=True),
        *outcomes(5, 3, chapter="b", additional=True),
    )
    rows = assessed(milestones)
    design = model_matrix(rows, ["chapter", "additional"])
    outcome = np.asarray(rows["status"] == "realised", dtype="float64")
    fit = maximum_likelihood(design.to_numpy(), outcome)
    theirs = sm.Logit(outcome, design.to_numpy()).fit(disp=False).get_margeff(dummy=True)
    ours = [
        marginal_effect(design, fit, *pair) for pair in (("chapter", "b"), ("additional", "True"))
    ]
    assert [effect for effect, _ in ours] == pytest.approx(list(theirs.margeff), rel=1e-4)
    assert [error for _, error in ours] == pytest.approx(list(theirs.margeff_se), rel=1e-4)


def test_a_level_that_is_all_realised_is_reported_and_penalised(
    make_milestones: MakeMilestones,
) -> None:
    """Firth adds 1/2 to each cell: (6.5 / 7) - (12.5 / 21)."""
    rows = make_milestones(*outcomes(12, 8, chapter="a"), *outcomes(6, 0, chapter="b"))
    (effect,) = drivers(rows, ["chapter"]).to_dict("records")
    assert (effect["method"], effect["value"], effect["separated"]) == ("firth", "b", True)
    assert effect["effect"] == pytest.approx(6.5 / 7 - 12.5 / 21, abs=1e-5)


def test_funding_is_any_tag_and_the_reference_is_without(make_milestones: MakeMilestones) -> None:
    rows = make_milestones(
        *outcomes(5, 4, tags="RRF"), *outcomes(2, 4, tags="AHAD ESF"), *outcomes(9, 3)
    )
    effect = drivers(rows, ["funded"]).iloc[0]
    assert (effect["reference"], effect["n"]) == ("False", 15)
    assert effect["effect"] == pytest.approx(7 / 15 - 9 / 12)


def test_what_says_nothing_new_is_left_out(make_milestones: MakeMilestones) -> None:
    rows = make_milestones(
        *outcomes(9, 3, chapter="a"), *outcomes(4, 6, chapter="b", additional=True)
    )
    assert list(drivers(rows)["factor"]) == ["chapter"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="no milestones"),
        pytest.param(outcomes(9, 0), id="n of n"),
        pytest.param(outcomes(0, 9), id="0 of n"),
        pytest.param(outcomes(5, 4), id="one group"),
        pytest.param(outcomes(5, 1, chapter="a") + outcomes(5, 0, chapter="b"), id="one failure"),
    ],
)
def test_where_no_estimate_is_possible_there_are_no_effects(
    make_milestones: MakeMilestones, rows: list[dict[str, Any]]
) -> None:
    table = make_milestones(*rows) if rows else make_milestones(*outcomes(1, 0)).iloc[:0]
    assert drivers(table).empty


def test_a_factor_that_is_no_column_raises(make_milestones: MakeMilestones) -> None:
    with pytest.raises(KeyError):
        drivers(make_milestones(*outcomes(3, 2)), ["colour"])
