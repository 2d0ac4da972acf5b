"""The two kinds of work in a plan: the policy's, and the organisation's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

POLICY, ORGANISATION = "policy", "organisation"


def kind_of_work(milestones: pd.DataFrame) -> pd.Series:
    """Say of each milestone whether it is the policy's or the organisation's own.

    Only policy sections have an objective. The two are of another kind: the organisation's own
    projects run over several years, so that their milestones are less often finished in one.
    """
    policy = milestones["objective"].notna()
    return policy.map({True: POLICY, False: ORGANISATION}).astype("str")


def kind_of_group(milestones: pd.DataFrame, by: str) -> pd.Series:
    """Return the kind of most of each group's milestones, indexed by group.

    Where both are as many, it is the organisation's.
    """
    kinds = kind_of_work(milestones).groupby(milestones[by], observed=True)
    return kinds.agg(lambda kind: kind.mode().iloc[0]).astype("str")
