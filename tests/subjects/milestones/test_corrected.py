"""Shares with the certain contradictions of the plan taken as right."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from analysis.subjects.milestones.results import corrected_shares

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_status_that_the_text_certainly_denies_counts_as_not_realised(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    """Of four realised milestones two are denied for certain; a probable denial changes nothing."""
    milestones = make_milestones(*({"section": "3.1", "status": "realised"} for _ in range(4)))
    lines = [str(line) for line in milestones["line"]]
    findings = pd.DataFrame(
        [
            ("reported_status", "certain", "milestones", " ".join(lines[:2])),
            ("reported_status", "probable", "milestones", lines[2]),
            ("project_status", "certain", "milestones", lines[3]),
        ],
        columns=["rule", "certainty", "other_table", "other_lines"],
    )
    plan = SimpleNamespace(milestones=milestones, result=lambda _: findings)
    row = corrected_shares(cast("Any", SimpleNamespace(plan=plan, level=0.95))).iloc[0]
    assert (row["realised"], row["n"], row["corrected"]) == (2, 4, 2)
