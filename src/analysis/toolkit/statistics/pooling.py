"""Shares of many groups at once, each pulled to the others the more, the fewer milestones it has.

Empirical Bayes would estimate one Beta distribution of the groups' chances, by moments or by
maximum likelihood, and then take it for certain. With some twenty groups it is not: the moments
give a negative spread when the groups differ less than chance allows, the likelihood then has its
maximum on the border, and both give intervals that are too short. So the marginal likelihood is
integrated over here instead of maximised: on a grid of Beta distributions, weighted by how well
each explains the counts. No overdispersion is then no special case.
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
    """What is known of the distribution that the groups' chances come from.

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


@dataclass(frozen=True, slots=True)
class Spread:
    """The standard deviation between the groups' true shares (0 to 0.5), with its interval."""

    median: float
    low: float
    high: float


def pool(realised: Floats, n: Floats) -> Pool:
    """Weigh the Beta distributions that the groups' chances may come from.

    The prior is flat in arcsin(sqrt(mean)) (Jeffreys' for a share) and in the spread s, where
    s**2 = 1 / (a + b + 1) is the correlation of two outcomes in one group. It is the proper
    sibling of the prior of Gelman et al., flat in (a + b)**-0.5, and so allows one group only,
    and shares of 0 or 1 in every group.

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
    kept = weight > _NEGLIGIBLE  # most nodes explain nothing; leaving them out saves the time
    return Pool(mean[kept], spread[kept], weight[kept] / weight[kept].sum())


def pooled(
    counts: pd.DataFrame,
    confidence: float = 0.95,
    *,
    design_effect: float = 1.0,
    of: pd.Series | None = None,
) -> pd.DataFrame:
    """Estimate the share of each group in the light of all groups.

    Assumes that the groups are exchangeable: nothing but the counts says which one is better. Pool
    what is of one kind: sections of the organisation's own projects among policy sections widen
    the spread, weaken the pull on all, and lower the mean that `behind` refers to.

    Parameters
    ----------
    counts
        A row per group with `realised` and `n`, as `shares.realisation` gives.
    confidence
        The level of the credible intervals (equal tails).
    design_effect
        From `clustering`; counts are divided by it, since milestones of one project tell less
        than as many independent ones (Rao, J. N. K. and Scott, A. J. (1992). A simple method for
        the analysis of clustered binary data. Biometrics 48, 577-585).
    of
        Which rows to estimate, as booleans; all by default. The others inform them all the same.

    Returns
    -------
    DataFrame
        Those rows and the columns of `counts`, then `pooled`, `pooled_low`, `pooled_high` (float,
        0 to 1), `behind` (the probability that the group's true share is under the mean of all
        groups) and `rank` (Int64, among all groups; 1 is the highest pooled share, equals share
        the better rank, NA where `n` is 0).

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
    each = [posterior_mean(shared, x, size) for x, size in zip(realised, n, strict=True)]
    share = pd.Series(each, index=counts.index, dtype="float64")
    rank = share.where(counts["n"] > 0).rank(ascending=False, method="min").astype("Int64")
    wanted = np.ones(len(counts), dtype=bool) if of is None else of.to_numpy(dtype=bool)
    tail = (1 - confidence) / 2
    rows = [
        (
            posterior_quantile(shared, x, size, tail),
            posterior_quantile(shared, x, size, 1 - tail),
            _behind(shared, x, size),
        )
        for x, size in zip(realised[wanted], n[wanted], strict=True)
    ]
    names = ["pooled_low", "pooled_high", "behind"]
    added = pd.DataFrame(rows, columns=names, index=counts.index[wanted], dtype="float64")
    chosen = counts.loc[wanted].assign(pooled=share[wanted])
    return pd.concat([chosen, added], axis="columns").assign(rank=rank[wanted])


def probability_behind(counts: pd.DataFrame, design_effect: float = 1.0) -> pd.Series:
    """Return the probability that each group's true share is under the mean of all groups.

    As `behind` of `pooled`, without the intervals, which take most of its time.

    Parameters
    ----------
    counts
        A row per group with `realised` and `n`.
    design_effect
        As for `pooled`.

    Raises
    ------
    ValueError
        When `design_effect` is under 1, a count is negative or `realised` exceeds `n`.
    """
    realised, n = effective(counts, design_effect)
    shared = pool(realised, n)
    chances = [_behind(shared, x, size) for x, size in zip(realised, n, strict=True)]
    return pd.Series(chances, index=counts.index, name="behind", dtype="float64")


def spread_between(counts: pd.DataFrame, confidence: float = 0.95) -> Spread:
    """Say how much the groups' true shares differ, apart from chance.

    Parameters
    ----------
    counts
        A row per group with `realised` and `n`. Two groups or fewer say next to nothing.
    confidence
        The level of the credible interval.
    """
    shared = pool(*effective(counts))
    deviation = shared.spread * np.sqrt(shared.mean * (1 - shared.mean))
    tail = (1 - confidence) / 2
    levels = [tail, 0.5, 1 - tail]
    low, median, high = np.quantile(
        deviation, levels, weights=shared.weight, method="inverted_cdf"
    ).tolist()
    return Spread(median, low, high)


def effective(counts: pd.DataFrame, design_effect: float = 1.0) -> tuple[Floats, Floats]:
    """Return `realised` and `n` as arrays, both divided by the design effect.

    Raises
    ------
    ValueError
        When the design effect is under 1.
    """
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
