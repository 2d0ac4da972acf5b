"""The findings of the audit as people judge them: their ids, and those that they rejected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from analysis.plan.tables.decided import proposal_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def finding_id(row: Mapping[Any, object]) -> str:
    """Return the id of a finding, which depends on its words and not on its lines."""
    sides = [str(row[f"{side}{name}"]) for side in ("", "other_") for name in _BOTH]
    return proposal_id("finding", str(row["rule"]), *sides)


def finding_ids(rows: Iterable[Mapping[Any, object]]) -> list[str]:
    """Return a unique id for each finding of a plan: `finding_id`, numbered when words repeat.

    Another finding changes no id, unless its words are the same and it comes first.
    """
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        name = finding_id(row)
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found
