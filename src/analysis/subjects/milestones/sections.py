"""The plan's chapters and sections side by side, each only with those of its own kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.subjects.attention.points import collected
from analysis.subjects.attention.signals import milestone_signals
from analysis.toolkit.kinds import kind_of_group, kind_of_work
from analysis.toolkit.statistics.clustering import clustering
from analysis.toolkit.statistics.comparison import versus_rest
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def section_signals(milestones: pd.DataFrame, lost: pd.DataFrame) -> pd.DataFrame:
    """Collect the signals of the sections, each compared with those of its kind.

    Parameters and columns are those of `signals.milestone_signals`. The design effect is that of
    the whole plan, as in the figure of the pooled shares.
    """
    effect = clustering(milestones).design_effect
    return collected(
        [
            milestone_signals(rows, lost.loc[lost["line"].isin(rows["line"])], design_effect=effect)
            for _, rows in _kinds(milestones)
        ]
    )


def _kinds(milestones: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for kind, rows in milestones.groupby(kind_of_work(milestones), sort=False):
        yield str(kind), rows
