"""The plan's chapters and sections side by side, each only with those of its own kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.subjects.attention.points import collected
from analysis.subjects.attention.signals import milestone_signals
from analysis.toolkit.kinds import kind_of_work
from analysis.toolkit.statistics.clustering import clustering

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


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
