"""Forecast model: how many planned milestones to expect realised, near last year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.fft import next_fast_len
from scipy.special import betaln

from analysis.subjects.forecast.drift import NO_DRIFT, learnt_drift, shifted
from analysis.toolkit.kinds import kind_of_group
from analysis.toolkit.milestones import planned
from analysis.toolkit.per_chapter import WHOLE
from analysis.toolkit.statistics.clustering import clustering
from analysis.toolkit.statistics.pooling import Pool, effective, pool
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from analysis.subjects.forecast.drift import Drift

    Floats = npt.NDArray[np.float64]

_NEGLIGIBLE = 1000  # times less likely than the likeliest node
_NODES = 10  # per spread


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """The chances of each group of planned milestones.

    Attributes
    ----------
    groups
        A row per group that plans milestones: `by`, `realised`, `n` (last year's experience, int;
        0 for a new group), `planned` (int) and `kind` (a key of `pools`).
    pools
        Per kind of work, the distribution from which its groups' chances come.
    design_effect
        How much more shares vary than those of independent milestones, at least 1.
    drift
        How far the chances of all groups together may shift from last year to this.
    """

    by: str
    groups: pd.DataFrame
    pools: Mapping[str, Pool]
    design_effect: float
    drift: Drift = NO_DRIFT


def forecast(
    milestones: pd.DataFrame,
    by: str = "chapter",
    *,
    design_effect: float | None = None,
    earlier: Sequence[pd.DataFrame] = (),
) -> Forecast:
    """Estimate each group's chance of realisation from the evaluated milestones.

    Leaves out additional milestones: they were added in the course of the year, and the new plan
    has none yet. The chance of a planned milestone is last year's, estimated by partial pooling
    over all groups of its kind of work (see `pooling.pooled`), and shifted in log-odds by what
    chances move from year to year: the same shift for all groups, unknown in size, with a prior
    that the milestones of `earlier` plans, the oldest first, narrow (see `drift.learnt_drift`).
    Small groups have few milestones to learn from, and new groups take the mean of their kind, so
    chapters forecast better than sections. The design effect is that of `clustering` when
    None.
    """
    promised = milestones.loc[~milestones["additional"]]
    experience = realisation(promised, [by]).set_index(by)[["realised", "n"]]
    kinds = kind_of_group(promised, by)
    effect = clustering(promised, [by]).design_effect if design_effect is None else design_effect
    sizes = planned(promised).groupby(by, sort=False, observed=True).size().rename("planned")
    groups = sizes.to_frame().join(experience).fillna(0).astype("int64").reset_index()
    groups = groups[[by, "realised", "n", "planned"]].assign(kind=groups[by].map(kinds))
    pools = {
        kind: _condensed(pool(*effective(experience.loc[kinds[experience.index] == kind], effect)))
        for kind in sorted(set(kinds))
    }
    return Forecast(by, groups, pools, effect, learnt_drift([*earlier, milestones], effect))


def _condensed(shared: Pool) -> Pool:
    """Replace the nodes of each spread by fewer: each costs time for every shift between years.

    Drops the nodes that hardly count first. What a forecast averages is smooth in the mean, so the
    Gauss quadrature of a spread's own weights gives the same average, to at least nine digits.
    """
    kept = shared.weight > shared.weight.max() / _NEGLIGIBLE
    mean, spread, weight = shared.mean[kept], shared.spread[kept], shared.weight[kept]
    levels = np.unique(spread)
    rules = [_gauss(mean[spread == level], weight[spread == level]) for level in levels]
    weights = np.concatenate([weights for _, weights in rules])
    return Pool(
        np.concatenate([nodes for nodes, _ in rules]),
        np.repeat(levels, [len(nodes) for nodes, _ in rules]),
        weights / weights.sum(),
    )


def _gauss(points: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Return the nodes and weights of the Gauss quadrature of a weighted sum over points.

    `_NODES` of them, which lie between the points and sum every polynomial of degree 2 `_NODES` - 1
    as the points do. No more points than that are returned as they are.

    References
    ----------
    Golub, G. H. and Welsch, J. H. (1969). Calculation of Gauss quadrature rules. Mathematics of
    Computation 23, 221-230; the recurrence by Lanczos's method, orthogonalised twice.
    """
    if len(points) <= _NODES:
        return points, weight
    basis = np.zeros((_NODES, len(points)))
    basis[0] = np.sqrt(weight / weight.sum())
    for step in range(1, _NODES):
        following = points * basis[step - 1]
        for _ in range(2):
            following -= (basis[:step] @ following) @ basis[:step]
        basis[step] = following / np.linalg.norm(following)
    nodes, vectors = np.linalg.eigh((basis * points) @ basis.T)
    return nodes, weight.sum() * vectors[0] ** 2


def predictive(made: Forecast, group: str, n: int) -> Floats:
    """Return the probabilities of 0 to `n` realised milestones in a group (length n + 1)."""
    return _distributions(made, [_group(made, group)], [n])[0]


def predictive_total(made: Forecast, sizes: Mapping[str, int]) -> Floats:
    """Return the probabilities of each total over groups of these sizes.

    Groups of one kind are independent given a node of their pool and a shift between years, so
    their distributions are convolved per node and then mixed. Groups of different kinds share the
    shift only.
    """
    return _distributions(made, [_group(made, group) for group in sizes], list(sizes.values()))[-1]


def expected_realisation(made: Forecast, confidence: float = 0.8) -> pd.DataFrame:
    """State the forecast per group and in total.

    A row per group, and last one for the whole plan: `by`, `realised`, `n` (the experience),
    `planned` (int), `expected` (float, milestones), `low`, `high` (int: equal tails, both
    included), `held` (the interval's own probability, at least `confidence` since counts are whole)
    and `share` (expected / planned).
    """
    counts = made.groups.drop(columns="kind")
    total = counts[["realised", "n", "planned"]].sum()
    rows = pd.concat(
        [counts, pd.DataFrame([{made.by: WHOLE, **total.to_dict()}])], ignore_index=True
    )
    groups = [row for _, row in made.groups.iterrows()]
    sizes = made.groups["planned"].astype(int).tolist()
    summary = pd.DataFrame(
        [_summary(chances, confidence) for chances in _distributions(made, groups, sizes)],
        columns=["expected", "low", "high", "held"],
    )
    share = summary["expected"] / rows["planned"].where(rows["planned"] > 0)
    return rows.join(summary).assign(share=share)


def back_test(made: Forecast, outcome: pd.DataFrame, confidence: float = 0.8) -> pd.DataFrame:
    """Compare a forecast with the outcome in the next plan.

    The forecast is of the chance per milestone, so each group is tested on as many milestones as
    were assessed, even where the next plan dropped or split some.

    Parameters
    ----------
    made
        From the earlier plan.
    outcome
        From the later plan, without additional milestones: `by`, `realised` and `n`, as
        `realisation` gives. Groups without assessed milestones, or not forecast, are left out.
    confidence
        The least probability of each interval.

    Returns
    -------
    DataFrame
        A row per group with an outcome, and last the whole plan's: `by`, `planned`, `assessed`,
        `realised` (int), `expected`, `low`, `high`, `covered` (bool: `realised` lies within the
        interval), `pit` (probability integral transform, 0 to 1, half of the outcome's own
        probability counted; values near 0 or 1 throughout mean that the forecast was off or too
        certain) and `log_score` (-ln of the probability of the outcome; lower is better).

    References
    ----------
    Czado, C., Gneiting, T. and Held, L. (2009). Predictive model assessment for count data.
    Biometrics 65, 1254-1261 (PIT and log score of counts).
    """
    known = outcome.loc[(outcome["n"] > 0) & outcome[made.by].isin(made.groups[made.by])]
    names = [str(name) for name in known[made.by]]
    sizes = dict(zip(names, known["n"].astype(int).tolist(), strict=True))
    realised = known["realised"].astype(int).tolist()
    promised = dict(zip(made.groups[made.by], made.groups["planned"].tolist(), strict=True))
    rows = [
        (name, promised[name], n, x, *_judged(predictive(made, name, n), x, confidence))
        for (name, n), x in zip(sizes.items(), realised, strict=True)
    ]
    columns = [made.by, "planned", "assessed", "realised"]
    columns += ["expected", "low", "high", "covered", "pit", "log_score"]
    if rows:
        counts = (sum(promised[name] for name in names), sum(sizes.values()), sum(realised))
        total = _judged(predictive_total(made, sizes), sum(realised), confidence)
        rows.append((WHOLE, *counts, *total))
    return pd.DataFrame(rows, columns=columns)


def _group(made: Forecast, group: str) -> pd.Series:
    return made.groups.loc[made.groups[made.by] == group].iloc[0]


def _distributions(made: Forecast, rows: Sequence[pd.Series], sizes: Sequence[int]) -> list[Floats]:
    """Return the probabilities of 0 to n in each row of `groups`, and last of each total.

    Over all nodes and shifts; the groups share the shift.
    """
    kinds = [str(row["kind"]) for row in rows]
    per_shift = []
    for shift in made.drift.shift:
        per_node = [_per_node(made, row, n, shift) for row, n in zip(rows, sizes, strict=True)]
        mixed = [made.pools[kind].weight @ each for kind, each in zip(kinds, per_node, strict=True)]
        per_shift.append([*mixed, _summed(made, kinds, per_node)])
    return [
        np.asarray(made.drift.weight @ np.stack(chances), dtype="float64")
        for chances in zip(*per_shift, strict=True)
    ]


def _per_node(made: Forecast, row: pd.Series, n: int, shift: float) -> Floats:
    """Return the probabilities of 0 to n in a row of `groups`, per node (nodes by n + 1).

    A design effect D above 1 divides the counts of the experience by D, and gives the n outcomes
    to come the correlation (D - 1) / (n - 1), which multiplies the variance of their sum by D. The
    correlation through the uncertain chance adds to it; a beta-binomial with the same mean and the
    same total correlation approximates the compound.
    """
    realised, known = row["realised"] / made.design_effect, row["n"] / made.design_effect
    a, b = made.pools[row["kind"]].posterior(realised, known)
    within = min((made.design_effect - 1) / (n - 1), 1.0) if n > 1 else 0.0
    learnt = 1 / (a + b + 1)
    concentration = 1 / (learnt + within * (1 - learnt)) - 1
    mean = shifted(a / (a + b), shift)
    return _beta_binomial(n, mean * concentration, (1 - mean) * concentration)


def _beta_binomial(n: int, a: Floats, b: Floats) -> Floats:
    """Return the probabilities of 0 to n (parameters by n + 1).

    Computed from the ratio of consecutive probabilities: several times as fast as scipy's
    `betabinom.pmf` on thousands of parameters.
    """
    k = np.arange(n)
    a, b = a[:, np.newaxis], b[:, np.newaxis]
    ratios = np.log((n - k) * (a + k)) - np.log((k + 1) * (b + n - 1 - k))
    first = betaln(a, b + n) - betaln(a, b)
    return np.asarray(np.exp(np.hstack([first, first + np.cumsum(ratios, axis=1)])))


def _summed(made: Forecast, kinds: Sequence[str], per_node: Sequence[Floats]) -> Floats:
    """Return the probabilities of each total of groups, given per node, of these kinds."""
    totals = [
        _convolved(
            shared.weight,
            [each for kind, each in zip(kinds, per_node, strict=True) if kind == name],
        )
        for name, shared in made.pools.items()
        if name in kinds
    ]
    return reduce(np.convolve, totals, np.ones(1))


def _convolved(weight: Floats, per_node: Sequence[Floats]) -> Floats:
    length = sum(chances.shape[1] - 1 for chances in per_node) + 1
    padded = next_fast_len(length, real=True)  # a prime length takes several times as long
    product = np.ones((len(weight), padded // 2 + 1), dtype=complex)
    for chances in per_node:
        product *= np.fft.rfft(chances, padded)
    mixed = np.clip(
        np.fft.irfft(weight @ product, padded)[:length], 0, None
    )  # rounding goes under 0
    return np.asarray(mixed / mixed.sum(), dtype="float64")


def _summary(chances: Floats, confidence: float) -> tuple[float, int, int, float]:
    reached = np.cumsum(chances)
    tail = (1 - confidence) / 2
    last = len(chances) - 1
    low = min(int(np.searchsorted(reached, tail, side="right")), last)
    high = min(int(np.searchsorted(reached, 1 - tail)), last)
    return float(np.arange(last + 1) @ chances), low, high, float(chances[low : high + 1].sum())


def _judged(
    chances: Floats, realised: int, confidence: float
) -> tuple[float, int, int, bool, float, float]:
    expected, low, high, _ = _summary(chances, confidence)
    pit = float(chances[:realised].sum() + chances[realised] / 2)
    with np.errstate(divide="ignore"):
        score = -float(np.log(chances[realised]))
    return expected, low, high, low <= realised <= high, pit, score
