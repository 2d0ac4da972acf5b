"""The findings of the audit as people judge them: their ids, and those that they rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.tables.decided import proposal_id

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

_BOTH = ("table", "subject", "printed")


def without_rejected(findings: pd.DataFrame, review: pd.DataFrame) -> pd.DataFrame:
    """Leave out the findings that people rejected; `review` has the decisions that stand."""
    if review.empty:
        return findings
    rows = review.loc[(review["kind"] == "finding") & (review["decision"] == "rejected")]
    rejected = set(rows["id"])
    if not rejected:
        return findings
    keep = [finding_id(row) not in rejected for row in findings.to_dict("records")]
    return findings.loc[keep].reset_index(drop=True)


def finding_id(row: Mapping[Hashable, object]) -> str:
    """Return the id of a finding, which depends on its words and not on its lines."""
    sides = [str(row[f"{side}{name}"]) for side in ("", "other_") for name in _BOTH]
    return proposal_id("finding", str(row["rule"]), *sides)
