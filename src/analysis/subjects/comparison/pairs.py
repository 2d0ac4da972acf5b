"""The rows of two plans, joined by name: columns of the earlier plan end in `_0`, later in `_1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.plan.tables.editions import PlanTables

    Plans = Mapping[int, PlanTables]  # by year: the earlier plan first

_AMOUNTS = ["vak_realised", "vek_realised", "vak_budget", "vek_budget"]


def paired_shares(plans: Plans) -> pd.DataFrame:
    """Pair the share realised of each chapter: `realised`, `n` and `share`."""
    return _paired([_shares(plan.result("realisation")) for plan in plans.values()], "chapter")


def paired_norms(plans: Plans) -> pd.DataFrame:
    """Pair norms by their measure and wording: `target`, `current` and `step`."""
    keys = ["label", "norm"]
    columns = [*keys, "target", "current", "step"]
    frames = [plan.norms.drop_duplicates(keys)[columns] for plan in plans.values()]
    return _paired(frames, *keys)


def paired_posts(plans: Plans) -> pd.DataFrame:
    """Pair budget posts, without receipts: `vak_realised` and `vak_budget`, in euros."""
    frames = [
        _sums(
            plan.budget.loc[~plan.budget["receipts"]].dropna(subset=_AMOUNTS, how="all"),
            ["vak_realised", "vak_budget"],
        )
        for plan in plans.values()
    ]
    return _paired(frames, "label")


def paired_inspections(plans: Plans, columns: Sequence[str]) -> pd.DataFrame:
    """Pair columns of the inspections, summed per measure; the printed total is no measure."""
    frames = [
        _sums(plan.inspections.loc[~plan.inspections["total"]], columns) for plan in plans.values()
    ]
    return _paired(frames, "label")


def in_both(pair: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the rows that have a value of a column in both plans."""
    return pair.loc[pair[[f"{column}_0", f"{column}_1"]].notna().all(axis="columns")]


def _paired(frames: Sequence[pd.DataFrame], *keys: str) -> pd.DataFrame:
    """Join the rows of both plans, in the later plan's order; those of the earlier alone last."""
    first, last = (frame.astype(dict.fromkeys(keys, "str")) for frame in frames)
    joined = last.merge(first, on=list(keys), how="left", suffixes=("_1", "_0"))
    only = first.merge(last[list(keys)], on=list(keys), how="left", indicator=True)
    gone = only.loc[only["_merge"] == "left_only"].drop(columns="_merge")
    renamed = {name: f"{name}_0" for name in gone if name not in keys}
    return pd.concat([joined, gone.rename(columns=renamed)], ignore_index=True)


def _sums(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Add up the rows of each label; the sum of empty cells alone is missing."""
    return frame.groupby("label", sort=False)[list(columns)].sum(min_count=1).reset_index()


def _shares(realisation: pd.DataFrame) -> pd.DataFrame:
    """Return one row per chapter; a share is the same at each level of its interval."""
    chapters = realisation.loc[realisation["group"] == "chapter"].drop_duplicates("chapter")
    return chapters[["chapter", "realised", "n", "share"]]
