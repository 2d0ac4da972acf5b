"""Tests of which contradictions are about which measure."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pandas as pd

from analysis.plan.tables.editions import PlanTables
from analysis.subjects.measures.results import measure_findings

if TYPE_CHECKING:
    from analysis.toolkit.results import Inputs

_NORMS = pd.DataFrame({"measure": ["premie", "bonus", None], "line": [7, 9, 11]})


def finding(name: str, lines: str) -> dict[str, str]:
    here = {"table": "norms", "lines": lines}
    there = {"other_table": "prose", "other_lines": "100"}
    return {"id": name, "kind": "prose", **here, **there}


def links(*found: dict[str, str]) -> list[tuple[str, str]]:
    empty = pd.DataFrame({"measure": [], "line": []})
    tables = {
        **dict.fromkeys(("budget", "inspections", "figures", "remarks"), empty),
        "norms": _NORMS,
        "results/measure_milestones": empty,
        "results/findings": pd.DataFrame(list(found)),
    }
    inputs = cast("Inputs", SimpleNamespace(plan=PlanTables(tables.__getitem__)))
    rows = measure_findings(inputs)
    return list(zip(rows["measure"], rows["finding"], strict=True))


def test_a_finding_is_about_the_measures_of_its_rows() -> None:
    assert links(finding("finding-a", "7 9"), finding("finding-b", "11")) == [
        ("premie", "finding-a"),
        ("bonus", "finding-a"),
    ]


def test_one_more_finding_is_one_more_row() -> None:
    """So `planmonitor changes` shows that row and no other."""
    before = [finding("finding-a", "7"), finding("finding-b", "9")]
    more = finding("finding-c", "9")
    assert set(links(more, *before)) - set(links(*before)) == {("bonus", "finding-c")}
    assert set(links(*before)) <= set(links(more, *before))
