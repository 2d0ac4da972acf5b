"""How many of the milestones planned for the new year will be realised, if it goes as last year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.fft import next_fast_len
from scipy.special import betaln

from analysis.toolkit.kinds import kind_of_group
from analysis.toolkit.milestones import planned
from analysis.toolkit.statistics.clustering import clustering
from analysis.toolkit.statistics.pooling import effective, pool
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from analysis.toolkit.statistics.pooling import Pool

    Floats = npt.NDArray[np.float64]

#: The name of the row for all groups together.
TOTAL = "total"


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What is expected of each group of planned milestones, and how sure that is.

    Attributes
    ----------
    by
        The column that names the group.
    groups
        A row per group that plans milestones: `by`, `realised`, `n` (last year's experience, int;
        0 for a new group), `planned` (int) and `kind` (a key of `pools`).
    pools
        Per kind of work the distribution that its groups' chances come from.
    design_effect
        How much more shares vary than those of independent milestones, at least 1.
    """

    by: str
    groups: pd.DataFrame
    pools: Mapping[str, Pool]
    design_effect: float


@dataclass(frozen=True, slots=True, eq=False)
class BackTest:
    """A forecast held against what happened.

    Attributes
    ----------
    groups
        A row per group with an outcome, and last the row `total`: `by`, `planned`, `assessed`,
        `realised` (int), `expected`, `low`, `high`, `covered` (bool), `pit` (0 to 1: where the
        outcome lies in its distribution, half of its own probability counted; all near 0 or 1
        says the forecast was off or too sure), `log_score` (-ln of the probability given to what
        happened; lower is better).
    coverage
        The share of the groups (without the total) whose interval covered; NaN without groups.
    log_score
        The mean over the groups.
    """

    groups: pd.DataFrame
    coverage: float
    log_score: float


def forecast(
    milestones: pd.DataFrame, by: str = "chapter", *, design_effect: float | None = None
) -> Forecast:
    """Learn each group's chance of realisation from the milestones that the plan looks back on.

    Additional milestones are left out of the experience: they were added in the course of the
    year, not promised at its start, and the new plan has none yet. The chance of a planned
    milestone next year is taken to be last year's, known as well as the counts allow and partly
    pooled over the groups of its kind of work (see `pooling.pooled`), those that plan nothing more
    among them. That chances move from year to year cannot be learnt from one plan: the
    intervals are a lower bound until `back_test` can tell.

    Parameters
    ----------
    milestones
        The processed milestones of one plan, evaluated and planned.
    by
        The column that names the group. The finer, the fewer milestones a group has to learn from,
        and new groups take the mean of their kind: sections that are new within a chapter that
        stands apart are better forecast by chapter.
    design_effect
        How much more shares vary because milestones of one project go together; from `clustering`
        of the same milestones when None, 1 for independent ones.

    Raises
    ------
    ValueError
        When the design effect is under 1.
    """
    promised = milestones.loc[~milestones["additional"]]
    experience = realisation(promised, [by]).set_index(by)[["realised", "n"]]
    kinds = kind_of_group(promised, by)
    effect = clustering(promised, [by]).design_effect if design_effect is None else design_effect
    sizes = planned(promised).groupby(by, sort=False, observed=True).size().rename("planned")
    groups = sizes.to_frame().join(experience).fillna(0).astype("int64").reset_index()
    groups = groups[[by, "realised", "n", "planned"]].assign(kind=groups[by].map(kinds))
    pools = {
        kind: pool(*effective(experience.loc[kinds[experience.index] == kind], effect))
        for kind in sorted(set(kinds))
    }
    return Forecast(by, groups, pools, effect)


def predictive(made: Forecast, group: str, n: int) -> Floats:
    """Return the probabilities of 0 to `n` realised milestones in a group (length n + 1)."""
    row = _group(made, group)
    chances = _per_node(made, row, n)
    return np.asarray(made.pools[row["kind"]].weight @ chances, dtype="float64")


def predictive_total(made: Forecast, sizes: Mapping[str, int]) -> Floats:
    """Return the probabilities of each total over groups of these sizes.

    Given a node of their pool the groups are independent, so their distributions are convolved per
    node and then mixed: what groups of one kind share stays shared. Those of another kind share
    nothing with them.
    """
    rows = [_group(made, group) for group in sizes]
    per_node = [_per_node(made, row, n) for row, n in zip(rows, sizes.values(), strict=True)]
    return _summed(made, [row["kind"] for row in rows], per_node)


def expected_realisation(made: Forecast, confidence: float = 0.8) -> pd.DataFrame:
    """State the forecast per group and in total.

    Parameters
    ----------
    made
        From `forecast`.
    confidence
        The least probability of each interval.

    Returns
    -------
    DataFrame
        A row per group and last the row `total`: `by`, `realised`, `n` (the experience), `planned`
        (int), `expected` (float, milestones), `low`, `high` (int: equal tails, both included),
        `held` (the interval's own probability, at least `confidence` since counts are whole) and
        `share` (expected / planned).
    """
    counts = made.groups.drop(columns="kind")
    total = counts[["realised", "n", "planned"]].sum()
    rows = pd.concat(
        [counts, pd.DataFrame([{made.by: TOTAL, **total.to_dict()}])], ignore_index=True
    )
    per_node = [_per_node(made, row, int(row["planned"])) for _, row in made.groups.iterrows()]
    kinds = made.groups["kind"].tolist()
    mixed = [made.pools[kind].weight @ each for kind, each in zip(kinds, per_node, strict=True)]
    distributions = [*mixed, _summed(made, kinds, per_node)]
    summary = pd.DataFrame(
        [_summary(chances, confidence) for chances in distributions],
        columns=["expected", "low", "high", "held"],
    )
    share = summary["expected"] / rows["planned"].where(rows["planned"] > 0)
    return rows.join(summary).assign(share=share)


def back_test(made: Forecast, outcome: pd.DataFrame, confidence: float = 0.8) -> BackTest:
    """Hold a forecast against the next plan.

    What is forecast is the chance of a milestone, so each group is judged on as many milestones
    as were assessed, also where the next plan dropped or split some.

    Parameters
    ----------
    made
        From the earlier plan.
    outcome
        From the later plan, without additional milestones: `by`, `realised` and `n`, as
        `realisation` gives. Groups without assessed milestones, or not forecast, are left out.
    confidence
        The least probability of each interval.

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
    covered, scores = [row[-3] for row in rows], [row[-1] for row in rows]
    if rows:
        counts = (sum(promised[name] for name in names), sum(sizes.values()), sum(realised))
        total = _judged(predictive_total(made, sizes), sum(realised), confidence)
        rows.append((TOTAL, *counts, *total))
    groups = pd.DataFrame(rows, columns=columns)
    return BackTest(groups, _mean(covered), _mean(scores))


def _group(made: Forecast, group: str) -> pd.Series:
    return made.groups.loc[made.groups[made.by] == group].iloc[0]


def _per_node(made: Forecast, row: pd.Series, n: int) -> Floats:
    """Return the probabilities of 0 to n in a row of `groups`, per node (nodes by n + 1).

    With a design effect D above 1, both what is learnt and what is predicted vary more: the counts
    learnt from are divided by D, and the n outcomes to come get the correlation (D - 1) / (n - 1),
    which gives their sum D times the variance. The correlation through the uncertain chance adds
    to it; a beta-binomial with the same mean and the same correlation stands for the compound.
    """
    realised, known = row["realised"] / made.design_effect, row["n"] / made.design_effect
    a, b = made.pools[row["kind"]].posterior(realised, known)
    within = min((made.design_effect - 1) / (n - 1), 1.0) if n > 1 else 0.0
    learnt = 1 / (a + b + 1)
    concentration = 1 / (learnt + within * (1 - learnt)) - 1
    mean = a / (a + b)
    return _beta_binomial(n, mean * concentration, (1 - mean) * concentration)


def _beta_binomial(n: int, a: Floats, b: Floats) -> Floats:
    """Return the probabilities of 0 to n (parameters by n + 1).

    Built from the ratio of one probability to the next, which is several times as fast
    as scipy's `betabinom.pmf` on thousands of parameters.
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


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else math.nan
