"""How often the search for successors is right, counted on milestones that people reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: The plan on whose even lines the thresholds were chosen.
_TUNED_ON = 2023


def tuned(year: int, line: int) -> bool:
    """Tell whether the thresholds were chosen on this milestone, among others."""
    return year == _TUNED_ON and line % 2 == 0


def trusted(
    found: pd.DataFrame, reviewed: Mapping[int, Collection[int]]
) -> dict[str, tuple[int, int]]:
    """Count how many of how many outcomes of the search are right, by the name of the share.

    The outcomes are those of `lineage.match_successors`; `reviewed` has the successors of each
    milestone by its line, none for one that has none. Other milestones do not count.
    """
    rows = found.loc[found["evaluated_line"].isin(list(reviewed))]
    own = [reviewed[int(line)] for line in rows["evaluated_line"]]
    pairs = zip(rows["planned_line"], own, strict=True)
    right = pd.Series(
        [not pd.isna(line) and int(line) in lines for line, lines in pairs], dtype=bool
    )
    exists = pd.Series([bool(lines) for lines in own], dtype=bool)
    outcome = rows["outcome"].astype(str).reset_index(drop=True)
    successor, lost = outcome == "successor", outcome == "lost"
    sure = successor & (rows["confidence"].astype(str).reset_index(drop=True) == "sure")

    def counted(hit: pd.Series, of: pd.Series) -> tuple[int, int]:
        return int((hit & of).sum()), int(of.sum())

    return {
        "found": counted(right, successor),
        "sure": counted(right, sure),
        "unsure": counted(right, successor & ~sure),
        "recall": counted(right & successor, exists),
        "wrongly_lost": counted(exists, lost),
    }
