"""Clustering: milestones of one project tend to share an outcome, so they tell less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.toolkit.milestones import REALISED, assessed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Clustering:
    """The correlation of outcomes within a project, and what it costs.

    Attributes
    ----------
    correlation
        Between the outcomes (0 or 1) of two milestones of one project, at least 0.
    design_effect
        By how much the variance of a share exceeds that of independent milestones, at least 1.
    clusters, n
        Projects, and assessed milestones in them.
    """

    correlation: float
    design_effect: float
    clusters: int
    n: int


def cluster_numbers(milestones: pd.DataFrame) -> pd.Series:
    """Return the project number (int) of each milestone: one project per section and theme.

    A milestone without a theme is its own project.
    """
    alone = milestones["theme"].eq("") * (milestones.reset_index().index + 1)
    return milestones.groupby([milestones["section"], milestones["theme"], alone]).ngroup()


def clustering(milestones: pd.DataFrame, strata: Sequence[str] = ("section",)) -> Clustering:
    """Estimate the correlation of outcomes within a project, and the design effect.

    The pairwise moment estimate: the mean product of the residuals of all pairs within a project
    over the mean squared residual. A residual is the outcome minus the share of its stratum, so
    that differences between strata do not count as correlation. The design effect is
    1 + correlation x (mean size of the project that a milestone belongs to, minus 1). The
    correlation is 0 when the estimate is negative or impossible (no pairs, equal outcomes).

    Parameters
    ----------
    milestones
        The processed milestones; only assessed ones count.
    strata
        The columns between whose values the shares may differ. A project is part of one section,
        so strata of whole chapters would count differences between sections as correlation.

    References
    ----------
    Karlin, S., Cameron, E. C. and Williams, P. T. (1981). Sibling and parent-offspring correlation
    estimation with variable family size. PNAS 78, 2664-2668 (each pair weighs the same).
    Kish, L. (1965). Survey Sampling. Wiley, chapter 5 (design effect of clusters).
    """
    rows = assessed(milestones)
    outcome = (rows["status"] == REALISED).astype(float)
    residual = outcome - outcome.groupby([rows[name] for name in strata]).transform("mean")
    groups = residual.groupby(cluster_numbers(rows))
    size = groups.size()
    pairs = float((size * (size - 1)).sum())
    squares = float((residual**2).sum())
    if not pairs or not squares:
        return Clustering(0.0, 1.0, len(size), len(rows))
    products = float((groups.sum() ** 2).sum()) - squares
    correlation = max(0.0, products / pairs / (squares / len(rows)))
    return Clustering(correlation, 1 + correlation * pairs / len(rows), len(size), len(rows))
