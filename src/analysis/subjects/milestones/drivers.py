"""What goes with being realised, other things equal: chapter, additional or not, funding."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

FACTORS = ("chapter", "additional", "funded")
_EFFECTS = ("factor", "value", "reference", "n", "share", "effect", "low", "high", "p")
_COLUMNS = (*_EFFECTS, "p_holm", "method", "separated", "events_per_term")
_CONSTANT = "constant"


def drivers(
    milestones: pd.DataFrame, factors: Sequence[str] = FACTORS, confidence: float = 0.95
) -> pd.DataFrame:
    """Fit a logistic model of being realised and translate it into differences of shares.

    Association, not cause: what is additional or funded differs in more than that. Without
    separation the covariance allows for likeness within projects; with it, the model's own is
    used, which takes milestones as independent, so that intervals are rather too short. Only
    assessed milestones count; the factors are categorical columns, or `funded` (has any tag).
    Factors that have one level, and terms that other terms determine, are left out.

    Returns
    -------
    DataFrame
        A row per factor and `value` other than the factor's `reference` (False, or its most
        frequent level): `n` and `share` (observed at that value), `effect` (difference in the
        chance of being realised against the reference, other things equal, averaged over all
        milestones; -1 to 1), `low`, `high`, `p` (Wald), `p_holm` (adjusted over the rows),
        `method` (`maximum_likelihood`; `firth` when the data are separated), `separated` (without
        a finite maximum-likelihood estimate: it rests on Firth's penalty) and `events_per_term`
        (of the rarer outcome; under 5 or so, the intervals are rough). Empty where no factor
        varies, or where the rarer outcome occurs less than once per term.

    References
    ----------
    Agresti, A. (2013). Categorical Data Analysis, 3rd ed. Wiley, sections 5.1 and 6.5.
    Peduzzi, P. et al. (1996). A simulation study of the number of events per variable in logistic
    regression analysis. Journal of Clinical Epidemiology 49, 1373-1379.
    """
    rows = assessed(milestones).assign(funded=lambda frame: frame["tags"] != "")
    outcome = np.asarray(rows["status"] == REALISED, dtype="float64")
    full = model_matrix(rows, [name for name in factors if len(rows[name].unique()) > 1])
    design = full.drop(columns=aliased_terms(full))
    events = float(min(outcome.sum(), (1 - outcome).sum())) / max(len(design.columns), 1)
    if events < 1 or list(design) == [_CONSTANT]:
        return pd.DataFrame(columns=list(_COLUMNS))
    separated = separated_terms(design, outcome)
    matrix = design.to_numpy(dtype="float64")
    fit = (
        firth(matrix, outcome)
        if separated
        else maximum_likelihood(matrix, outcome, cluster_numbers(rows).to_numpy())
    )
    return _effects(rows.assign(outcome=outcome), design, fit, confidence).assign(
        method="firth" if separated else "maximum_likelihood",
        separated=[term in separated for term in design.columns.drop(_CONSTANT)],
        events_per_term=events,
    )


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
    frame = pd.DataFrame(table, columns=list(_EFFECTS))
    return frame.assign(p_holm=holm(frame["p"]))
