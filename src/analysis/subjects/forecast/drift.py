"""How far the chance of realisation may move from one year to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    Floats = npt.NDArray[np.float64]

#: The scale of the half-normal prior of the standard deviation between years, in log-odds. Its
#: median is 0.24: a chance of 90 % is then between 88 and 92 % in two years out of three, one of
#: 50 % between 44 and 56 %. Departments that keep their staff, their statuses and their way of
#: planning should move no more than that; the tail (5 % above 0.69) leaves room for a reform.
PRIOR_SCALE = 0.35

_NEGLIGIBLE = 1000
_DEVIATIONS = np.linspace(0.02, 1.2, 60)
_SHIFTS = np.linspace(-1.2, 1.2, 17)


@dataclass(frozen=True, slots=True, eq=False)
class Drift:
    """The distribution of a year's shift, which all chances of a plan share.

    Attributes
    ----------
    shift
        Shifts in log-odds.
    weight
        The probability of each; they add up to 1.
    years
        How many pairs of consecutive plans it was learnt from; without any it is the prior.
    """

    shift: Floats
    weight: Floats
    years: int = 0

    @property
    def deviation(self) -> float:
        """The standard deviation of the shift."""
        return float(np.sqrt(self.weight @ self.shift**2))


NO_DRIFT = Drift(np.zeros(1), np.ones(1))


def learnt_drift(plans: Sequence[pd.DataFrame], design_effect: float = 1.0) -> Drift:
    """Learn from the milestones of plans of consecutive years how far chances shift.

    The shift of a pair of plans is the difference in log-odds of their shares realised, without
    additional milestones. Its sampling variance, times the design effect, is known; what it
    differs more comes from drift. The standard deviation of the drift is integrated over its
    half-normal prior, so that a single plan, or a plan after a gap, gives the prior.

    References
    ----------
    Gelman, A. (2006). Prior distributions for variance parameters in hierarchical models. Bayesian
    Analysis 1, 515-534 (half-normal and half-t priors where there are few groups).
    """
    log = stats.halfnorm.logpdf(_DEVIATIONS, scale=PRIOR_SCALE)
    known = [found for plan in plans if (found := _log_odds(plan)) is not None]
    for (before, one), (after, other) in pairwise(known):
        sampling = design_effect * (one + other)
        log = log + stats.norm.logpdf(after - before, scale=np.sqrt(_DEVIATIONS**2 + sampling))
    belief = np.exp(log - log.max())
    densities = stats.norm.pdf(_SHIFTS[:, np.newaxis], scale=_spread(_DEVIATIONS))
    weight = (densities / densities.sum(axis=0)) @ (belief / belief.sum())
    kept = weight > weight.max() / _NEGLIGIBLE
    return Drift(_SHIFTS[kept], weight[kept] / weight[kept].sum(), max(len(known) - 1, 0))


def shifted(mean: Floats, shift: float) -> Floats:
    """Return chances whose log-odds are shifted; 0 and 1 stay as they are."""
    odds = np.exp(shift)
    return np.asarray(mean * odds / (1 - mean + mean * odds), dtype="float64")


def _spread(deviations: Floats) -> Floats:
    """Keep a deviation that is small for the grid at half a step, which leaves all mass at 0."""
    return np.asarray(np.maximum(deviations, (_SHIFTS[1] - _SHIFTS[0]) / 2), dtype="float64")


def _log_odds(milestones: pd.DataFrame) -> tuple[float, float] | None:
    """Return the log-odds of the share realised and its sampling variance; None without any."""
    row = realisation(milestones.loc[~milestones["additional"]]).iloc[0]
    if not row["n"]:
        return None
    realised, failed = float(row["realised"]) + 0.5, float(row["n"] - row["realised"]) + 0.5
    return float(np.log(realised / failed)), 1 / realised + 1 / failed
