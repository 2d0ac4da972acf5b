"""The plan's sections side by side, each only with sections of its own kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.stats.attention import collected
from analysis.stats.shares import realisation
from analysis.stats.signals import milestone_signals

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

POLICY, ORGANISATION = "policy", "organisation"


def kind_of_work(milestones: pd.DataFrame) -> pd.Series:
    """Say of each milestone whether it is the policy's or the organisation's own.

    Only policy sections have an objective. The two are of another kind: the organisation's own
    projects run over several years, so that their milestones are less often finished in one.
    """
    policy = milestones["objective"].notna()
    return policy.map({True: POLICY, False: ORGANISATION}).astype("str")


def realisation_by_kind(milestones: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Count the realised milestones of the policy and of the organisation itself.

    Returns
    -------
    DataFrame
        As `shares.realisation`, by `kind_of_work`.
    """
    named = milestones.assign(kind_of_work=kind_of_work(milestones))
    return realisation(named, ["kind_of_work"], confidence)


def section_signals(milestones: pd.DataFrame, lost: pd.DataFrame) -> pd.DataFrame:
    """Collect the signals of the sections, each compared with those of its kind.

    Parameters and columns are those of `signals.milestone_signals`.
    """
    return collected(
        [
            milestone_signals(rows, lost.loc[lost["line"].isin(rows["line"])])
            for _, rows in _kinds(milestones)
        ]
    )


def _kinds(milestones: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for kind, rows in milestones.groupby(kind_of_work(milestones), sort=False):
        yield str(kind), rows
