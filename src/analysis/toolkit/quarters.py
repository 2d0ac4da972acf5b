"""Counts of the planned milestones: per quarter, and without one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.toolkit.milestones import planned

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Undated:
    """Counts of the planned milestones without a quarter, and of all planned ones.

    Continuous is open-ended, ad hoc done when needed; one that is both counts as continuous. The
    others are without any timing.
    """

    continuous: int
    ad_hoc: int
    without: int
    planned: int

    @property
    def dated(self) -> int:
        """Planned milestones with at least one quarter."""
        return self.planned - self.continuous - self.ad_hoc - self.without


def undated(milestones: pd.DataFrame) -> Undated:
    """Count the planned milestones without a quarter, each once."""
    rows = planned(milestones)
    bare = rows.loc[rows["quarters"] == ""]
    continuous = bare["continuous"]
    ad_hoc = bare["ad_hoc"] & ~continuous
    return Undated(
        continuous=int(continuous.sum()),
        ad_hoc=int(ad_hoc.sum()),
        without=int((~continuous & ~ad_hoc).sum()),
        planned=len(rows),
    )


def quarter_load(milestones: pd.DataFrame) -> pd.DataFrame:
    """Count the planned milestones per quarter; one over several quarters counts in each.

    Indexed by quarter code (`2023Q1`), in order and without gaps between the first and the last:
    `alone` (planned in this quarter only), `spread` (in other quarters too), `total`. Empty when no
    milestone names a quarter.
    """
    codes = planned(milestones)["quarters"].str.split()
    long = pd.DataFrame({"quarter": codes, "several": codes.map(len) > 1}).explode("quarter")
    long = long.dropna(subset=["quarter"])
    several = long["several"].astype(bool)
    counts = pd.DataFrame(
        {
            "alone": long.loc[~several, "quarter"].value_counts(),
            "spread": long.loc[several, "quarter"].value_counts(),
        }
    )
    filled = counts.reindex(_all_quarters(list(counts.index))).fillna(0).astype("int64")
    return filled.assign(total=filled["alone"] + filled["spread"]).rename_axis("quarter")


def quarter_load_by(milestones: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count as `quarter_load`: a row per group in order of appearance, a column per quarter."""
    rows = planned(milestones)
    quarters = quarter_load(rows).index
    groups = {name: quarter_load(group) for name, group in rows.groupby(by, sort=False)}
    return pd.DataFrame(
        {name: load["total"].reindex(quarters, fill_value=0) for name, load in groups.items()}
    ).T.rename_axis(by)


def _all_quarters(codes: list[str]) -> list[str]:
    if not codes:
        return []
    span = pd.period_range(min(codes), max(codes), freq="Q")
    return [f"{period.year}Q{period.quarter}" for period in span]
