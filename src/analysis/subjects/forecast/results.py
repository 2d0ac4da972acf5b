"""Results on the planned milestones: how many to expect, and the test of last year's forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.forecast.model import back_test, expected_realisation, forecast
from analysis.toolkit.results import Result, column
from analysis.toolkit.scope import FORECAST_CONFIDENCE
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from analysis.toolkit.results import Inputs

_CHAPTER = column("str", "Hoofdstuk; leeg voor het hele plan")
_IF = "minstens 80 % kans als kansen niet meer verschuiven dan tussen gewone jaren"
_LOW = column("Int64", f"Ondergrens, aantal mijlpalen: {_IF}")
_HIGH = column("Int64", f"Bovengrens, aantal mijlpalen: {_IF}")
_EXPECTED = column("Float64", "Verwacht aantal gerealiseerde mijlpalen")

FORECAST = {
    "chapter": _CHAPTER,
    "realised": column("Int64", "Gerealiseerd in het jaar ervoor, zonder bijkomende mijlpalen"),
    "n": column("Int64", "Met een status in het jaar ervoor, zonder bijkomende mijlpalen"),
    "planned": column("Int64", "Aantal geplande mijlpalen"),
    "expected": _EXPECTED,
    "low": _LOW,
    "high": _HIGH,
    "held": column("Float64", "Kans van het interval volgens het model, 0 tot 1"),
    "share": column("Float64", "Verwacht aandeel van de geplande, 0 tot 1", missing=True),
}

BACK_TEST = {
    "chapter": _CHAPTER,
    "planned": column("Int64", "Gepland volgens het vorige plan"),
    "assessed": column("Int64", "Met een status in dit plan, zonder bijkomende mijlpalen"),
    "realised": column("Int64", "Gerealiseerd volgens dit plan, zonder bijkomende mijlpalen"),
    "expected": _EXPECTED,
    "low": _LOW,
    "high": _HIGH,
    "covered": column("bool", "Ligt het gerealiseerde aantal binnen het interval"),
    "pit": column("Float64", "Plaats van de uitkomst in de voorspelde verdeling (PIT), 0 tot 1"),
    "log_score": column("Float64", "Logaritmische score van de uitkomst; lager is beter"),
}


def expected_milestones(inputs: Inputs) -> pd.DataFrame:
    """Forecast the planned milestones of each chapter, and last of the whole plan.

    A beta-binomial forecast with partial pooling per kind of work; see `model.forecast`.
    """
    made = forecast(inputs.plan.milestones, earlier=_before(inputs, inputs.year))
    return expected_realisation(made, FORECAST_CONFIDENCE)


def tested_forecast(inputs: Inputs) -> pd.DataFrame:
    """Compare the forecast made from the plan of the year before with this plan's outcome.

    Empty without that plan. Additional milestones do not count; see `model.back_test`.
    """
    before = inputs.earlier.get(inputs.year - 1)
    if before is None:
        return pd.DataFrame(columns=list(BACK_TEST))
    milestones = inputs.plan.milestones
    outcome = realisation(milestones.loc[~milestones["additional"]], ["chapter"])
    made = forecast(before.milestones, earlier=_before(inputs, inputs.year - 1))
    return back_test(made, outcome, FORECAST_CONFIDENCE)


def _before(inputs: Inputs, year: int) -> list[pd.DataFrame]:
    """Return the milestones of the plans right before a year, without a gap, the oldest first."""
    found: list[pd.DataFrame] = []
    while (year := year - 1) in inputs.earlier:
        found.insert(0, inputs.earlier[year].milestones)
    return found


RESULTS = (
    Result(
        name="forecast",
        title="Te verwachten aantal gerealiseerde mijlpalen",
        description="Een rij per hoofdstuk met geplande mijlpalen, en een voor het hele plan.",
        columns=FORECAST,
        compute=expected_milestones,
    ),
    Result(
        name="back_test",
        title="De verwachting uit het vorige plan tegenover de uitkomst",
        description="Een rij per hoofdstuk met een uitkomst, en een voor het hele plan.",
        columns=BACK_TEST,
        compute=tested_forecast,
    ),
)
