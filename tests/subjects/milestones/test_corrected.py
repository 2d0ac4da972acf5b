"""Shares with the certain contradictions of the plan taken as right."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from analysis.subjects.milestones.results import corrected_shares, denied_milestones

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_status_that_the_text_certainly_denies_counts_as_not_realised(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    """Of four realised milestones the text denies two for certain, by whichever rule.

    A probable denial changes nothing, nor do two statuses of which either can be wrong.
    """
    milestones = make_milestones(*({"section": "3.1", "status": "realised"} for _ in range(4)))
    lines = [str(line) for line in milestones["line"]]
    findings = pd.DataFrame(
        [
            ("status", "certain", "prose", lines[0]),
            ("status", "certain", "prose", lines[1]),
            ("status", "probable", "prose", lines[2]),
            ("status", "certain", "milestones", lines[2]),
            ("status", "certain", "projects", lines[3]),
            ("date", "certain", "prose", lines[3]),
        ],
        columns=["kind", "certainty", "table", "other_lines"],
    ).assign(other_table="milestones")
    results = {"findings": findings}
    plan = SimpleNamespace(milestones=milestones, result=results.__getitem__)
    inputs = cast("Any", SimpleNamespace(plan=plan, level=0.95))
    results["denied_milestones"] = denied_milestones(inputs)
    assert [str(line) for line in results["denied_milestones"]["line"]] == lines[:2]
    row = corrected_shares(inputs).iloc[0]
    assert (row["realised"], row["n"], row["corrected"]) == (2, 4, 2)
