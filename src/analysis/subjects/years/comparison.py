"""The plans of several years side by side, and a forecast held against what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.budget import totals as budget
from analysis.subjects.forecast.model import back_test, forecast
from analysis.subjects.inspections import counts as inspections
from analysis.subjects.norms.steps import MET
from analysis.toolkit.milestones import planned
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.tables.editions import Edition
    from analysis.subjects.forecast.model import BackTest

#: What is followed from year to year, in the order of a table.
INDICATORS = (
    "milestones_realised",
    "milestones_planned",
    "norms_met",
    "vak_realised",
    "vak_budget",
    "cases",
    "reports",
)


@dataclass(frozen=True, slots=True)
class Value:
    """What one plan says of one year.

    Attributes
    ----------
    indicator
        A name in `INDICATORS`.
    year
        The year that the value is about.
    plan
        The year of the plan that prints it.
    value, of
        The value, and what it is a part of; `of` is None where it is no part.
    """

    indicator: str
    year: int
    plan: int
    value: int
    of: int | None = None


def over_the_years(editions: Sequence[Edition]) -> pd.DataFrame:
    """Collect what the plans say of each year.

    A plan gives norms and inspections for two years. Where two plans speak of one year, the plan
    counts that looks back on it directly: the later one repeats it, or corrects it silently.

    Parameters
    ----------
    editions
        The plans, the oldest first.

    Returns
    -------
    DataFrame
        A row per indicator and year, in the order of `INDICATORS` and of time: `indicator`, `year`,
        `plan`, `value` (int) and `of` (Int64, NA where the value is no part of a whole).
    """
    columns = ["indicator", "year", "plan", "value", "of"]
    values = [value for edition in editions for value in _values(edition)]
    rows = pd.DataFrame(
        [[getattr(one, name) for name in columns] for one in values], columns=columns
    )
    order = pd.Categorical(rows["indicator"], INDICATORS, ordered=True)
    direct = rows.assign(order=order, back=rows["plan"] - rows["year"]).sort_values(
        ["order", "year", "back"], kind="stable"
    )
    once = direct.drop_duplicates(["indicator", "year"])[columns]
    return once.astype({"of": "Int64"}).reset_index(drop=True)


def realisation_over_the_years(editions: Sequence[Edition], confidence: float) -> pd.DataFrame:
    """Return the share realised per year that a plan looks back on, with its interval.

    Returns
    -------
    DataFrame
        A row per plan, the oldest first: `year` (the one looked back on) and the columns of
        `shares.realisation`.
    """
    rows = [
        realisation(edition.own.milestones, (), confidence).assign(year=edition.year - 1)
        for edition in editions
    ]
    return pd.concat(rows, ignore_index=True)


def forecast_check(earlier: Edition, later: Edition, confidence: float = 0.8) -> BackTest:
    """Hold the forecast made from one plan against the outcome in the next.

    Both by chapter and for the whole plan, without the milestones that were added in the course of
    the year.
    """
    outcome = later.plan.milestones.loc[~later.plan.milestones["additional"]]
    made = forecast(earlier.plan.milestones)
    return back_test(made, realisation(outcome, [made.by]), confidence)


def _values(edition: Edition) -> Iterator[Value]:
    own, year = edition.own, edition.year
    whole = realisation(own.milestones).iloc[0]
    if whole["n"]:
        counts = int(whole["realised"]), int(whole["n"])
        yield Value("milestones_realised", year - 1, year, *counts)
    if len(planned(own.milestones)):
        yield Value("milestones_planned", year, year, len(planned(own.milestones)))
    yield from _norms(own.norms, year)
    yield from _money(own.budget, year)
    yield from _inspected(own.inspections, year)


def _norms(norms: pd.DataFrame, year: int) -> Iterator[Value]:
    for name, when in (("step_previous", year - 2), ("step", year - 1)):
        known = norms[name].dropna()
        if len(known):
            yield Value("norms_met", when, year, int(known.isin(MET).sum()), len(known))


def _money(rows: pd.DataFrame, year: int) -> Iterator[Value]:
    found = budget.totals(rows)
    if found.rows:
        yield Value("vak_realised", year - 1, year, found.vak_realised)
        yield Value("vak_budget", year, year, found.vak_budget)


def _inspected(rows: pd.DataFrame, year: int) -> Iterator[Value]:
    counts = inspections.sums(rows)
    for quantity in ("cases", "reports"):
        before, now = counts[f"{quantity}_previous"], counts[f"{quantity}_current"]
        for when, count in ((year - 2, before), (year - 1, now)):
            if count is not None and (before or now):
                yield Value(quantity, when, year, count)
