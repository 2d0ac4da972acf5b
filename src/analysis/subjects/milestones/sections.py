"""The plan's chapters and sections side by side, each only with those of its own kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.toolkit.kinds import kind_of_group, kind_of_work
from analysis.toolkit.statistics.comparison import versus_rest
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    import pandas as pd


def realisation_by_kind(milestones: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Count the realised milestones of the policy and of the organisation itself.

    Returns
    -------
    DataFrame
        As `shares.realisation`, by `kind_of_work`.
    """
    named = milestones.assign(kind_of_work=kind_of_work(milestones))
    return realisation(named, ["kind_of_work"], confidence)


def versus_kind(
    milestones: pd.DataFrame, by: str = "chapter", confidence: float = 0.95
) -> pd.DataFrame:
    """Compare the share realised of each group with that of the others of its kind of work.

    Parameters
    ----------
    milestones
        The processed milestones of the whole plan.
    by
        The column that names the group.
    confidence
        The level of the interval of the difference.

    Returns
    -------
    DataFrame
        As `comparison.versus_rest`, then `kind_of_work` and `others` (int: the groups of that kind
        that it is compared with). The p-values are adjusted for all groups, of both kinds.
    """
    counts = realisation(milestones, [by])
    counts = counts.assign(kind_of_work=counts[by].map(kind_of_group(milestones, by)))
    filled = (counts["n"] > 0).astype("int64")
    others = filled.groupby(counts["kind_of_work"]).transform("sum") - filled
    table = versus_rest(counts, by, confidence, within="kind_of_work")
    return table.assign(kind_of_work=counts["kind_of_work"], others=others)
