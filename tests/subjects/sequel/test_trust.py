"""The recorded counts on held-out pairs are those of a new count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.plan.tables.build import processed_tables
from analysis.subjects.sequel.lineage import match_successors, unfinished
from analysis.subjects.sequel.trust import HELD_OUT, HeldOut
from analysis.toolkit.milestones import evaluated, planned

if TYPE_CHECKING:
    from analysis.paths import Project

LABELS = Path(__file__).parents[2] / "fixtures" / "lineage-2023.csv"


@pytest.fixture(scope="module")
def recount(repository: Project) -> HeldOut:
    """Count on the labelled milestones with an odd line, which chose no threshold."""
    milestones = processed_tables(repository, 2023)["milestones"]
    found = match_successors(unfinished(evaluated(milestones)), planned(milestones))
    labels = pd.read_csv(LABELS, dtype=str, keep_default_na=False)
    accepted = {
        int(line): {int(one) for one in then.split()}
        for line, then in zip(labels["evaluated_line"], labels["planned_line"], strict=True)
        if int(line) % 2
    }
    rows = found[found["evaluated_line"].isin(list(accepted))]
    own = [accepted[int(line)] for line in rows["evaluated_line"]]
    right = [
        (int(line) in lines) if not pd.isna(line) else False
        for line, lines in zip(rows["planned_line"], own, strict=True)
    ]
    table = rows.assign(right=right, exists=[bool(lines) for lines in own])
    successors = table[table["outcome"] == "successor"]
    sure, lost = successors[successors["confidence"] == "sure"], table[table["outcome"] == "lost"]
    return HeldOut(
        plan=2023,
        found=len(successors),
        found_right=int(successors["right"].sum()),
        sure=len(sure),
        sure_right=int(sure["right"].sum()),
        with_successor=int(table["exists"].sum()),
        without_successor=int((~table["exists"]).sum()),
        lost=len(lost),
        lost_right=int((~lost["exists"]).sum()),
    )


def test_the_recorded_counts_match_a_recount(recount: HeldOut) -> None:
    assert recount == HELD_OUT


def test_the_shares_are_those_of_the_counts() -> None:
    counts = HeldOut(2023, 10, 8, 5, 5, 16, 4, 6, 3)
    assert counts.labelled == 20
    assert counts.shares() == {
        "found": (8, 10),
        "sure": (5, 5),
        "unsure": (3, 5),
        "recall": (8, 16),
        "wrongly_lost": (3, 6),
    }
