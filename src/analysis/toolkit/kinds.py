"""The two kinds of work in a plan: policy, and the organisation's own projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

POLICY, ORGANISATION = "policy", "organisation"
_DUTCH = {POLICY: "het beleid", ORGANISATION: "de eigen organisatie en de inspectie"}


def kind_of_work(milestones: pd.DataFrame) -> pd.Series:
    """Return the kind of work of each milestone: `policy` or `organisation`.

    Only policy sections have an objective. The organisation's own projects run over several years,
    so their milestones are less often finished within one.
    """
    policy = milestones["objective"].notna()
    return policy.map({True: POLICY, False: ORGANISATION}).astype("str")


def kind_of_group(milestones: pd.DataFrame, by: str) -> pd.Series:
    """Return the most frequent kind of each group's milestones, indexed by group.

    A tie counts as the organisation's.
    """
    kinds = kind_of_work(milestones).groupby(milestones[by], observed=True)
    return kinds.agg(lambda kind: kind.mode().iloc[0]).astype("str")


def others_of_kind(comparison: pd.Series) -> str:
    """Name the chapters that a chapter is compared with: `de andere hoofdstukken over het beleid`.

    `comparison` is a row of the result `chapter_comparisons` with at least one other chapter.
    """
    others = "het andere hoofdstuk" if comparison["others"] == 1 else "de andere hoofdstukken"
    return f"{others} over {_DUTCH[comparison['kind_of_work']]}"
