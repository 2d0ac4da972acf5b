"""The planned milestones that are a step of legislation: a decree, a decision, an agreement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.toolkit.milestones import planned

if TYPE_CHECKING:
    import pandas as pd

_LAW = re.compile(
    r"decreet|BVR|\b\w*besluit\b|\bMB\b|\bregelgeving\b|^samenwerkingsakkoord\b", re.IGNORECASE
)
_NO_LAW = re.compile(r"^(?:implementatie|opleiding)\b", re.IGNORECASE)
_STAGES = (
    (re.compile(r"\bpr(?:inc)?\. ?goedk", re.IGNORECASE), "principiële goedkeuring"),
    (re.compile(r"\bdef\. ?goedk", re.IGNORECASE), "definitieve goedkeuring"),
    (re.compile(r"parlement", re.IGNORECASE), "parlement"),
    (re.compile(r"^inwerkingtreding\b", re.IGNORECASE), "inwerkingtreding"),
)


def legislation(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the planned milestones that are a step of legislation, in the plan's order."""
    rows = planned(milestones)
    label = rows["label"].astype(str)
    found: pd.DataFrame = rows.loc[
        label.map(lambda text: bool(_LAW.search(text) and not _NO_LAW.match(text))).astype(bool)
    ]
    return found


def stage(label: str) -> str:
    """Return the stage that a milestone names, in Dutch; empty if it names none."""
    return next((words for pattern, words in _STAGES if pattern.search(label)), "")
