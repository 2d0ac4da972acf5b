"""How far chances shift between years: a prior, narrowed by the plans that are known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.subjects.forecast.drift import NO_DRIFT, PRIOR_SCALE, learnt_drift, shifted
from analysis.subjects.forecast.model import expected_realisation, forecast

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Make = Callable[..., pd.DataFrame]


def plan(make_milestones: Make, realised: int, n: int = 400) -> pd.DataFrame:
    rows = [{"status": "realised"}] * realised + [{"status": "delayed"}] * (n - realised)
    every = [*rows, *[{"kind": "planned"}] * 50]
    return make_milestones(*({**row, "additional": False} for row in every))


def test_one_plan_gives_the_prior(make_milestones: Make) -> None:
    """The variance of a normal whose deviation is half-normal is the square of the scale."""
    drift = learnt_drift([plan(make_milestones, 320)])
    assert drift.years == 0
    assert drift.deviation == pytest.approx(PRIOR_SCALE, abs=0.04)
    assert drift.weight @ drift.shift == pytest.approx(0)


def test_more_plans_narrow_or_widen_it(make_milestones: Make) -> None:
    alike = [plan(make_milestones, realised) for realised in (320, 322, 318, 321)]
    apart = [plan(make_milestones, realised) for realised in (320, 240, 350, 220)]
    prior = learnt_drift(alike[:1]).deviation
    assert learnt_drift(alike).years == 3
    assert learnt_drift(alike).deviation < prior < learnt_drift(apart).deviation


def test_what_chance_explains_is_no_drift(make_milestones: Make) -> None:
    """7 and 8 of 10 differ by half a log-odds, which ten milestones cannot tell from none."""
    few = [plan(make_milestones, realised, 10) for realised in (7, 8)]
    many = [plan(make_milestones, realised, 4000) for realised in (2800, 3200)]
    assert learnt_drift(few).deviation < learnt_drift(many).deviation


def test_a_shift_is_in_log_odds() -> None:
    assert shifted(np.array([0.0, 0.5, 1.0]), float(np.log(3))) == pytest.approx([0, 0.75, 1])


def test_drift_widens_the_interval_of_the_total(make_milestones: Make) -> None:
    made = forecast(plan(make_milestones, 320))
    wide, narrow = (
        expected_realisation(one).iloc[-1] for one in (made, replace(made, drift=NO_DRIFT))
    )
    assert wide["high"] - wide["low"] > narrow["high"] - narrow["low"]
    assert wide["expected"] == pytest.approx(narrow["expected"], abs=1)
