"""Exact comparisons of files, and of official reports per file, with last year."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from analysis.subjects.inspections.counts import per_measure
from analysis.toolkit.statistics.comparison import holm

_NAMES = ("chapter", "measure", "label", "line", "page")


@dataclass(frozen=True, slots=True)
class RateRatio:
    """The rate of this year divided by that of last year; NaN if there is nothing to compare.

    Attributes
    ----------
    ratio, low, high
        The estimate and its exact interval; infinite when last year had no events.
    p
        Two-sided and consistent with the interval: under 0.05 if and only if 1 lies outside the
        95 % interval.
    """

    ratio: float
    low: float
    high: float
    p: float


_NONE = RateRatio(math.nan, math.nan, math.nan, math.nan)


def rate_ratio(
    events: tuple[int, int],
    exposures: tuple[float, float] = (1.0, 1.0),
    confidence: float = 0.95,
) -> RateRatio:
    """Compare two Poisson rates, conditional on their total: exact for any counts.

    Of all events, those of this year are then binomial. Its Clopper-Pearson interval becomes that
    of the ratio; the p-value is twice the smaller tail, so that it never contradicts the interval.
    Events and exposures are those of last year and this year; without exposures, counts over equal
    periods.

    Raises
    ------
    ValueError
        When a count or an exposure is negative.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940). Homogeneity of results in testing samples from
    Poisson series. Biometrika 31, 313-323.
    Fay, M. P. (2010). Two-sided exact tests and matching confidence intervals for discrete data.
    The R Journal 2, 53-58.
    """
    if min(*events, *exposures) < 0:
        message = f"events and exposures must not be negative; not {events} and {exposures}"
        raise ValueError(message)
    (before, now), (exposure_before, exposure_now) = events, exposures
    if not before + now or not exposure_before or not exposure_now:
        return _NONE
    scale = exposure_before / exposure_now
    chance = exposure_now / (exposure_before + exposure_now)
    low, high = proportion_confint(now, before + now, alpha=1 - confidence, method="beta")
    return RateRatio(
        ratio=_odds(now / (before + now)) * scale,
        low=_odds(float(low)) * scale,
        high=_odds(float(high)) * scale,
        p=_central_p(now, before + now, chance),
    )


def file_rates(inspections: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Compare the files per measure with last year's.

    Files follow the inspectorate's planning and come in campaigns, so they vary more than Poisson
    counts do: a small p means that the number changed by more than counting noise, not that the
    measure is abused more. The intervals are not adjusted for the number of measures.

    A row per measure with a count in either year: `chapter`, `measure`, `label`, `line`, `page`,
    `previous`, `current` (int), `blank` (`previous`, `current` or empty: the cell that the plan
    leaves empty, counted as 0), `ratio`, `low`, `high`, `p`, `p_holm` (over the measures that are
    compared). An empty cell is not a zero: a measure with one is not compared and its results are
    NaN.
    """
    rows = _counted(inspections, "cases")
    results = [
        rate_ratio((before, now), confidence=confidence) if not blank else _NONE
        for before, now, blank in zip(rows["previous"], rows["current"], rows["blank"], strict=True)
    ]
    return _with_results(rows, results)


def report_rates(inspections: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Compare the official reports per file with last year's, given the numbers of files.

    A report is taken to come from a file of the same year, and reports to come one by one.

    As `file_rates`, a row per measure with reports in either year, with `files_previous`,
    `files_current` (int) and `rate_previous`, `rate_current` (reports per file, NaN without files);
    the ratio is that of the rates.
    """
    rows = _counted(inspections, "reports")
    files = inspections.loc[rows.index, ["cases_previous", "cases_current"]].fillna(0)
    rows["files_previous"] = files["cases_previous"].astype("int64")
    rows["files_current"] = files["cases_current"].astype("int64")
    for when in ("previous", "current"):
        exposure = rows[f"files_{when}"].astype("float64")
        rows[f"rate_{when}"] = rows[when] / exposure.where(exposure > 0)
    columns = ("previous", "current", "files_previous", "files_current", "blank")
    results = [
        rate_ratio((before, now), (files_before, files_now), confidence) if not blank else _NONE
        for before, now, files_before, files_now, blank in zip(
            *(rows[c] for c in columns), strict=True
        )
    ]
    return _with_results(rows, results)


def _counted(inspections: pd.DataFrame, quantity: str) -> pd.DataFrame:
    names = {f"{quantity}_{when}": when for when in ("previous", "current")}
    rows = per_measure(inspections)[[*_NAMES, *names]].rename(columns=names)
    rows = rows.loc[rows[["previous", "current"]].notna().any(axis="columns")]
    blank = pd.Series("", index=rows.index)
    for when in ("previous", "current"):
        blank = blank.mask(rows[when].isna(), when)
    counts = rows[["previous", "current"]].fillna(0).astype("int64")
    return rows.assign(previous=counts["previous"], current=counts["current"], blank=blank)


def _with_results(rows: pd.DataFrame, results: list[RateRatio]) -> pd.DataFrame:
    for name in ("ratio", "low", "high", "p"):
        values = [getattr(result, name) for result in results]
        rows[name] = pd.Series(values, index=rows.index, dtype="float64")
    return rows.assign(p_holm=holm(rows["p"])).reset_index(drop=True)


def _central_p(now: int, total: int, chance: float) -> float:
    under = stats.binom.cdf(now, total, chance)
    over = stats.binom.sf(now - 1, total, chance)
    return float(min(1.0, 2 * min(under, over)))


def _odds(share: float) -> float:
    return math.inf if share == 1 else float(share / (1 - share))
