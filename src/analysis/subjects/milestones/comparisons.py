"""Compare chapters, or other groups, with the others of their kind of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.toolkit.kinds import kind_of_group
from analysis.toolkit.statistics.comparison import versus_rest
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    import pandas as pd


def versus_kind(
    milestones: pd.DataFrame, by: str = "chapter", confidence: float = 0.95
) -> pd.DataFrame:
    """Compare the share realised of each group with that of the others of its kind of work.

    As `comparison.versus_rest`, then `kind_of_work` and `others` (int: the number of groups of that
    kind that it is compared with). The p-values are adjusted over all groups of both kinds.
    """
    counts = realisation(milestones, [by])
    counts = counts.assign(kind_of_work=counts[by].map(kind_of_group(milestones, by)))
    filled = (counts["n"] > 0).astype("int64")
    others = filled.groupby(counts["kind_of_work"]).transform("sum") - filled
    table = versus_rest(counts, by, "kind_of_work", confidence)
    return table.assign(kind_of_work=counts["kind_of_work"], others=others)
