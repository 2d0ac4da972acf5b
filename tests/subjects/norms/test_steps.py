from __future__ import annotations

import pandas as pd
import pytest

from analysis.plan.tables.legend import STEP_DTYPE, step
from analysis.subjects.norms.steps import (
    differs_from_printed,
    measured,
    missed,
    not_always_met,
    printed_otherwise,
    rounding_slack,
    step_transitions,
)


def norms(*rows: tuple[float, float, float, float]) -> pd.DataFrame:
    """Rows of target, previous, current and printed change; NaN is missing."""
    names = ["target", "previous", "current", "change_printed"]
    frame = pd.DataFrame(rows, columns=names, dtype="Float64")
    target = frame["target"].astype(float)
    for name, column in (("step_previous", "previous"), ("step", "current")):
        values = frame[column].to_numpy(dtype=float, na_value=float("nan"))
        steps = [step(value, aim) for value, aim in zip(values, target, strict=True)]
        frame[name] = pd.Series(steps, dtype=STEP_DTYPE)
    return frame.assign(change=frame["current"] - frame["previous"])


NAN = float("nan")
PLAN = norms(
    (100, 98, 91, -7.2),  # missed in both years
    (100, 100, 100, 0),  # met in both
    (100, 67, 37, -30),  # far under
    (100, 33, 100, 67),  # met now
    (100, 100, NAN, NAN),  # no result
    (100, NAN, 100, NAN),  # no earlier result
)


def test_a_norm_without_a_result_is_not_measured() -> None:
    assert list(measured(PLAN).index) == [0, 1, 2, 3, 5]


def test_missed_norms_come_widest_gap_first() -> None:
    assert list(missed(PLAN).index) == [2, 0]


def test_norms_missed_in_either_year_are_shown() -> None:
    assert list(not_always_met(PLAN).index) == [2, 0, 3]


def test_every_pair_of_steps_is_counted_over_norms_with_both_results() -> None:
    moves = step_transitions(PLAN)
    assert list(moves.index) == list(moves.columns) == ["far_under", "under", "met", "above"]
    assert list(moves.loc["far_under"]) == [1, 0, 1, 0]
    assert list(moves.loc["under"]) == [0, 1, 0, 0]
    assert step_transitions(PLAN.head(0)).to_numpy().sum() == 0


@pytest.mark.parametrize(
    ("terms", "slack"),
    [([98.0, 91.0, -7.2], 1.05), ([98.09, 98.5, 0.41], 0.06), ([100.0, 100.0, 0.0], 1.5)],
)
def test_the_slack_is_half_a_unit_of_each_last_decimal(terms: list[float], slack: float) -> None:
    assert rounding_slack(terms) == pytest.approx(slack)


def test_only_a_change_beyond_rounding_differs_from_print() -> None:
    """98 to 91 printed as -7,2 is rounding; 41 to 54,4 printed as -13,4 is not."""
    rows = norms((100, 98, 91, -7.2), (100, 41, 54.4, -13.4), (100, 100, NAN, NAN))
    assert differs_from_printed(rows).tolist() == [False, True, False]


def test_a_change_printed_differently_differs_beyond_its_last_decimal() -> None:
    """98,5 - 98,09 is 0,41: printed as 0,4 it is that, as 0,5 it is not; without print, nothing."""
    rows = pd.DataFrame(
        {"change": [0.41, 0.41, None, 1.0], "change_printed": [0.4, 0.5, 0.5, None]},
        dtype="Float64",
    )
    assert printed_otherwise(rows).tolist() == [False, True, False, False]
