"""What people decide in `review.csv`: the kinds of subjects, the decisions, and which ones stand.

The file is a log: each decision is a line of its own, and the last one about a subject stands. So
two people can add lines at the same time, and git can merge them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: What a decision is about: the measure of a label, a figure of the prose, a doubtful row, the
#: successor of a milestone that runs on, a finding of the audit.
KINDS = ("label", "figure", "row", "successor", "finding")
#: `undone` takes back the decision before it.
DECISIONS = ("accepted", "changed", "rejected", "undone")
#: The value of a milestone that has no successor.
NO_SUCCESSOR = "none"
#: A successor's value: lines of the document, or none.
SUCCESSORS = r"none|\d+( \d+)*"
KEY = ["kind", "id"]


def standing(review: pd.DataFrame) -> pd.DataFrame:
    """Return the last decision about each subject that was not undone, in the order of the log.

    After a merge the order of lines is not that of time, so the moment `on` decides; equal moments
    follow the order of lines.
    """
    ordered = review.sort_values("on", kind="stable")
    last = ordered.drop_duplicates(KEY, keep="last")
    return last.loc[last["decision"] != "undone"].sort_index()


def proposal_id(kind: str, *parts: str) -> str:
    """Return an id that stays the same as long as the kind and these texts do.

    >>> proposal_id("label", "norms", "Dijkpremie")
    'label-7143789919'
    """
    digest = hashlib.sha256("\0".join([kind, *parts]).encode()).hexdigest()
    return f"{kind}-{digest[:10]}"
