"""Partial pooling: shares of many groups, shrunk towards their mean, small groups most.

Empirical Bayes estimates one Beta distribution of the groups' chances, by moments or by maximum
likelihood, and then treats it as known. With some twenty groups that is wrong: the moments give a
negative spread when the groups differ less than chance allows, the likelihood then has its maximum
on the border, and both give intervals that are too short. This module integrates over the marginal
likelihood instead: on a grid of Beta distributions, weighted by how well each explains the counts.
Groups without overdispersion need no special case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import betainc, betaln

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_MEANS, _SPREADS = 180, 40
_NEGLIGIBLE = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The posterior of the Beta distribution from which the groups' chances come.

    Attributes
    ----------
    mean, spread
        The nodes of the grid: mean m and spread s of a Beta distribution, so that the standard
        deviation between the groups' chances is s x sqrt(m (1 - m)).
    weight
        The posterior weight of each node; they add up to 1.
    """

    mean: Floats
    spread: Floats
    weight: Floats

    @property
    def concentration(self) -> Floats:
        """The sum of the Beta distribution's two parameters, per node."""
        return self.spread**-2 - 1

    def posterior(self, realised: float, n: float) -> tuple[Floats, Floats]:
        """Return, per node, the Beta parameters of the chance of a group with these counts."""
        a = self.mean * self.concentration + realised
        return a, self.concentration + n - a


def pool(realised: Floats, n: Floats) -> Pool:
    """Weight the Beta distributions that the groups' chances may come from.

    The prior is flat in arcsin(sqrt(mean)) (Jeffreys' for a share) and in the spread s, where
    s**2 = 1 / (a + b + 1) is the correlation of two outcomes in one group. It is a proper variant
    of the prior of Gelman et al., flat in (a + b)**-0.5, so it also works for a single group and
    for shares of 0 or 1 in every group.

    Parameters
    ----------
    realised, n
        Successes and trials, one per group; they need not be whole (effective counts).

    Raises
    ------
    ValueError
        When a count is negative or `realised` exceeds `n`.

    References
    ----------
    Gelman, A. et al. (2013). Bayesian Data Analysis, 3rd ed. CRC Press, section 5.3.
    Skellam, J. G. (1948). A probability distribution derived from the binomial distribution by
    regarding the probability of success as variable between the sets of trials. JRSS B 10, 257-261.
    """
    if np.any(realised < 0) or np.any(realised > n):
        message = "each count of realised milestones must lie within 0 and n"
        raise ValueError(message)
    angle, spread = np.meshgrid(
        np.pi / 2 * (np.arange(_MEANS) + 0.5) / _MEANS, (np.arange(_SPREADS) + 0.5) / _SPREADS
    )
    mean = np.sin(angle) ** 2
    log = _log_likelihood(mean, spread, realised, n)
    weight = np.exp(log - log.max())
    kept = weight > _NEGLIGIBLE  # most nodes explain nothing: drop them to save time
    return Pool(mean[kept], spread[kept], weight[kept] / weight[kept].sum())


def pooled(
    counts: pd.DataFrame, confidence: float = 0.95, *, design_effect: float = 1.0
) -> pd.DataFrame:
    """Estimate the share of each group, informed by all groups.

    Assumes that the groups are exchangeable: only the counts say which one is better. Pool groups
    of one kind: mixing the organisation's own projects with policy sections widens the spread,
    weakens the pull on all, and lowers the mean that `behind` refers to.

    Parameters
    ----------
    counts
        A row per group with `realised` and `n`, as `shares.realisation` gives.
    confidence
        The level of the credible intervals (equal tails).
    design_effect
        From `clustering`; divides the counts, since milestones of one project tell less than as
        many independent ones (Rao, J. N. K. and Scott, A. J. (1992). A simple method for the
        analysis of clustered binary data. Biometrics 48, 577-585).

    Returns
    -------
    DataFrame
        The columns of `counts`, then `pooled`, `pooled_low`, `pooled_high` (float, 0 to 1),
        `behind` (the probability that the group's true share is under the mean of all groups),
        `mean` (the estimate of that mean, 0 to 1; the same in each row) and `rank` (Int64; 1 is
        the highest pooled share, ties share the better rank, NA where `n` is 0).

    Raises
    ------
    ValueError
        When `confidence` is not between 0 and 1, `design_effect` is under 1, or a count is wrong.
    """
    if not 0 < confidence < 1:
        message = f"confidence must lie between 0 and 1; not {confidence}"
        raise ValueError(message)
    realised, n = effective(counts, design_effect)
    shared = pool(realised, n)
    tail = (1 - confidence) / 2
    rows = [
        (
            posterior_mean(shared, x, size),
            posterior_quantile(shared, x, size, tail),
            posterior_quantile(shared, x, size, 1 - tail),
            _behind(shared, x, size),
        )
        for x, size in zip(realised, n, strict=True)
    ]
    names = ["pooled", "pooled_low", "pooled_high", "behind"]
    added = pd.DataFrame(rows, columns=names, index=counts.index, dtype="float64")
    share = added["pooled"].where(counts["n"] > 0)
    return pd.concat([counts, added], axis="columns").assign(
        mean=float(shared.weight @ shared.mean),
        rank=share.rank(ascending=False, method="min").astype("Int64"),
    )


def effective(counts: pd.DataFrame, design_effect: float = 1.0) -> tuple[Floats, Floats]:
    """Return `realised` and `n` as arrays, divided by the design effect, which is at least 1."""
    if design_effect < 1:
        message = f"design_effect must be at least 1; not {design_effect}"
        raise ValueError(message)
    realised, n = (counts[name].to_numpy(dtype="float64") for name in ("realised", "n"))
    return realised / design_effect, n / design_effect


def posterior_mean(shared: Pool, realised: float, n: float) -> float:
    """Return the expected chance of a group with these counts."""
    a, b = shared.posterior(realised, n)
    return float(shared.weight @ (a / (a + b)))


def posterior_quantile(shared: Pool, realised: float, n: float, level: float) -> float:
    """Return the value under which the group's chance lies with probability `level`."""
    a, b = shared.posterior(realised, n)

    def excess(chance: float) -> float:
        return float(shared.weight @ betainc(a, b, chance)) - level

    return float(brentq(excess, 0.0, 1.0, xtol=1e-6))


def _behind(shared: Pool, realised: float, n: float) -> float:
    a, b = shared.posterior(realised, n)
    return float(shared.weight @ betainc(a, b, shared.mean))


def _log_likelihood(mean: Floats, spread: Floats, realised: Floats, n: Floats) -> Floats:
    total = spread**-2 - 1
    a, b = mean * total, (1 - mean) * total
    log = np.zeros_like(mean)
    for x, size in zip(realised, n, strict=True):
        log += betaln(a + x, b + size - x) - betaln(a, b)
    return log
