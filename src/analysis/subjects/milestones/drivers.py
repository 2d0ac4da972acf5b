"""What goes with being realised, other things equal: chapter, additional or not, funding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from scipy.special import expit
from scipy.stats import norm

from analysis.toolkit.milestones import REALISED, assessed
from analysis.toolkit.statistics.clustering import cluster_numbers
from analysis.toolkit.statistics.comparison import holm
from analysis.toolkit.statistics.logistic import firth, maximum_likelihood
from analysis.toolkit.statistics.separation import aliased_terms, separated_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from analysis.toolkit.statistics.logistic import Fit

    Floats = npt.NDArray[np.float64]
    Method = Literal["maximum_likelihood", "firth", "none"]

FACTORS = ("chapter", "additional", "funded")
_COLUMNS = ("factor", "level", "reference", "n", "share", "effect", "low", "high", "p", "p_holm")
_CONSTANT = "constant"


@dataclass(frozen=True, slots=True, eq=False)
class Drivers:
    """Average marginal effects on the chance of being realised.

    Attributes
    ----------
    effects
        A row per factor and level other than the factor's reference (False, or its most frequent
        level): `factor`, `level`, `reference`, `n` and `share` (observed at that level), `effect`
        (difference in the chance of being realised against the reference, other things equal,
        averaged over all milestones; -1 to 1), `low`, `high`, `p` (Wald), `p_holm` (adjusted over
        the rows). Empty when there is a `reason`.
    method
        `maximum_likelihood`; `firth` when the data are separated; `none` without an estimate.
    separated
        The terms (`factor=level`) without a finite maximum-likelihood estimate. Their effects
        rest on Firth's penalty.
    dropped
        Factors that have one level, and terms that other terms determine.
    reason
        Why there is no estimate: `outcome_constant` (all realised, none, or no milestones),
        `nothing_varies` (no factor has two levels), `too_few` (the rarer outcome occurs less than
        once per term). None with an estimate.
    events_per_term
        How often the rarer outcome occurs per term: under 5 or so, the intervals are rough.
    n
        Milestones in the model.
    """

    effects: pd.DataFrame
    method: Method
    separated: tuple[str, ...]
    dropped: tuple[str, ...]
    reason: str | None
    events_per_term: float
    n: int


def drivers(
    milestones: pd.DataFrame, factors: Sequence[str] = FACTORS, confidence: float = 0.95
) -> Drivers:
    """Fit a logistic model of being realised and translate it into differences of shares.

    Association, not cause: what is additional or funded differs in more than that. Without
    separation the covariance allows for likeness within projects; with it, the model's own is
    used, which takes milestones as independent, so that intervals are rather too short.

    Parameters
    ----------
    milestones
        The processed milestones; only assessed ones count.
    factors
        Categorical columns of `milestones`, or `funded` (has any funding tag).
    confidence
        The level of the intervals.

    Raises
    ------
    KeyError
        When a factor is no column.

    References
    ----------
    Agresti, A. (2013). Categorical Data Analysis, 3rd ed. Wiley, sections 5.1 and 6.5.
    Peduzzi, P. et al. (1996). A simulation study of the number of events per variable in logistic
    regression analysis. Journal of Clinical Epidemiology 49, 1373-1379.
    """
    rows = assessed(milestones).assign(funded=lambda frame: frame["tags"] != "")
    outcome = np.asarray(rows["status"] == REALISED, dtype="float64")
    design, dropped = _design(rows, factors)
    events = float(min(outcome.sum(), (1 - outcome).sum())) / max(len(design.columns), 1)
    reason = _no_estimate(design, events)
    if reason:
        nothing = pd.DataFrame(columns=list(_COLUMNS))
        return Drivers(nothing, "none", (), dropped, reason, events, len(rows))
    separated = separated_terms(design, outcome)
    matrix = design.to_numpy(dtype="float64")
    fit = (
        firth(matrix, outcome)
        if separated
        else maximum_likelihood(matrix, outcome, cluster_numbers(rows).to_numpy())
    )
    effects = _effects(rows.assign(outcome=outcome), design, fit, confidence)
    method: Method = "firth" if separated else "maximum_likelihood"
    terms = tuple(term for term in separated if term != _CONSTANT)
    return Drivers(effects, method, terms, dropped, None, events, len(rows))


def model_matrix(rows: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """Build the model matrix: an intercept, and 0 or 1 per factor and non-reference level.

    Returns
    -------
    DataFrame
        On the index of `rows`: `constant`, then `factor=level` (float).
    """
    columns = {_CONSTANT: pd.Series(1.0, index=rows.index)}
    for factor in factors:
        for level in _levels(rows[factor])[1:]:
            columns[f"{factor}={level}"] = (rows[factor].astype(str) == level).astype(float)
    return pd.DataFrame(columns, index=rows.index)


def marginal_effect(design: pd.DataFrame, fit: Fit, factor: str, level: str) -> tuple[float, float]:
    """Return the average marginal effect of a level against the reference, and its standard error.

    All rows are moved to the level and to the reference, the other factors as observed; the effect
    is the mean difference of the two chances, its error by the delta method. (statsmodels'
    `get_margeff` switches a dummy on while the factor's other dummies stay on, which is right for
    factors of two levels only.)
    """
    at_reference = design.copy()
    at_reference.loc[:, design.columns.str.startswith(f"{factor}=")] = 0.0
    at_level = at_reference.assign(**{f"{factor}={level}": 1.0})
    mean, gradient = 0.0, np.zeros(len(design.columns))
    for sign, frame in ((1, at_level), (-1, at_reference)):
        matrix = frame.to_numpy(dtype="float64")
        p = expit(matrix @ fit.coefficients)
        mean += sign * float(p.mean())
        gradient += sign * (p * (1 - p)) @ matrix / len(matrix)
    return mean, float(np.sqrt(gradient @ fit.covariance @ gradient))


def _levels(values: pd.Series) -> list[str]:
    """Return the levels, the reference first: False, or the most frequent."""
    counts = values.astype(str).value_counts().sort_index()
    first = "False" if values.dtype == bool else str(counts.idxmax())
    return [first, *(str(level) for level in counts.index if level != first)]


def _design(rows: pd.DataFrame, factors: Sequence[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the model matrix and what had to be left out of it."""
    varying = [factor for factor in factors if len(rows[factor].unique()) > 1]
    full = model_matrix(rows, varying)
    aliased = aliased_terms(full)
    dropped = (*(factor for factor in factors if factor not in varying), *aliased)
    return full.drop(columns=aliased), dropped


def _no_estimate(design: pd.DataFrame, events: float) -> str | None:
    if not events:
        return "outcome_constant"
    if list(design) == [_CONSTANT]:
        return "nothing_varies"
    return "too_few" if events < 1 else None


def _effects(rows: pd.DataFrame, design: pd.DataFrame, fit: Fit, confidence: float) -> pd.DataFrame:
    z = norm.ppf(0.5 + confidence / 2)
    table = []
    for term in design.columns.drop(_CONSTANT):
        factor, level = str(term).split("=", 1)
        at_level = rows.loc[rows[factor].astype(str) == level, "outcome"]
        effect, error = marginal_effect(design, fit, factor, level)
        p = 2 * norm.sf(abs(effect) / error)
        table.append(
            (
                *(factor, level, _levels(rows[factor])[0], len(at_level), at_level.mean()),
                *(effect, max(effect - z * error, -1.0), min(effect + z * error, 1.0), p),
            )
        )
    frame = pd.DataFrame(table, columns=list(_COLUMNS[:-1]))
    return frame.assign(p_holm=holm(frame["p"]))
