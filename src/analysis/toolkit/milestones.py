"""Subsets of the milestones: evaluated, assessed, not realised, planned; and their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

REALISED = "realised"
NOT_APPLICABLE = "not_applicable"


def planned(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the milestones that the plan announces."""
    return milestones.loc[milestones["kind"] == "planned"]


def evaluated(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the milestones of the year before, with or without a status."""
    return milestones.loc[milestones["kind"] == "evaluated"]


def assessed(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the denominator of every share: evaluated, with a status, and applicable.

    A row without a status has no known outcome; with `not_applicable` there was nothing to realise.
    """
    rows = evaluated(milestones)
    return rows.loc[rows["status"].notna() & (rows["status"] != NOT_APPLICABLE)]


def realised_counts(milestones: pd.DataFrame) -> tuple[int, int]:
    """Count the realised milestones, and those assessed."""
    rows = assessed(milestones)
    return int((rows["status"] == REALISED).sum()), len(rows)


def not_realised(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the assessed milestones that are not realised, in the plan's order."""
    rows = assessed(milestones)
    return rows.loc[rows["status"] != REALISED]


def status_counts(milestones: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Count the evaluated milestones per group and status.

    A row per group, indexed by the columns of `by` in order of appearance; a column (int) per
    status that occurs, in the order of the statuses, and last `none` for rows without a status, if
    any.
    """
    rows = evaluated(milestones)
    order = [*rows["status"].cat.categories, "none"]
    named = rows.assign(status=rows["status"].astype("object").fillna("none"))
    counts = pd.crosstab([named[name] for name in by], named["status"])
    groups = named.groupby(list(by), sort=False, observed=True).size().index
    return counts.reindex(groups)[[status for status in order if status in counts]]
