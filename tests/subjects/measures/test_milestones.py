"""Tests of which milestones name a measure."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.subjects.measures.milestones import naming


def measures(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["measure", "name", "phase", "aliases"])


@pytest.mark.parametrize(
    ("label", "theme", "named"),
    [
        ("Decreet dijkpremie", "", True),
        ("DIJKPREMIES uitbetalen", "", True),
        ("Uitbetaling", "Dijkpremies", True),
        ("Kolkdijkpremie", "", False),
        ("Nota over de VDP", "", True),
        ("Overleg met vdpers", "", False),
    ],
)
def test_a_name_is_found_with_another_ending_and_an_abbreviation_as_it_is_written(
    label: str, theme: str, *, named: bool
) -> None:
    rows = pd.DataFrame({"label": [label], "theme": [theme], "line": [7], "kind": ["planned"]})
    found = naming(measures(("dijk", "Dijkpremies", "running", "VDP")), rows)
    assert found.to_dict("records") == (
        [{"measure": "dijk", "line": 7, "kind": "planned"}] if named else []
    )


def test_the_department_s_own_costs_are_named_by_no_milestone() -> None:
    rows = pd.DataFrame({"label": ["De werking"], "theme": "", "line": [7], "kind": ["planned"]})
    assert naming(measures(("werking", "Werking", "other", "")), rows).empty


def test_a_remark_in_brackets_and_the_title_of_a_budget_post_are_no_names() -> None:
    rows = pd.DataFrame({"label": ["Dijkpremie"], "theme": "", "line": [7], "kind": ["planned"]})
    long = "Dijkpremie - Relance 16 - Werkzaamheid verhogen"
    found = naming(measures(("dijk", "Dijkpremie (oud)", "running", f"Kade (nieuw)|{long}")), rows)
    assert list(found["line"]) == [7]
