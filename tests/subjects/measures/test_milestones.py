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


def test_a_name_that_is_part_of_a_longer_one_is_not_found_in_it() -> None:
    labels = ["BVR nieuw maatwerk", "Maatwerk", "Nieuw maatwerk of maatwerk"]
    rows = pd.DataFrame({"label": labels, "theme": "", "line": [7, 8, 9], "kind": "planned"})
    both = measures(("old", "Maatwerk", "running", ""), ("new", "Nieuw maatwerk", "starting", ""))
    found = naming(both, rows)
    assert {one: set(own["line"]) for one, own in found.groupby("measure")} == {
        "old": {8, 9},
        "new": {7, 9},
    }


def test_names_that_differ_in_their_ending_do_not_hide_each_other() -> None:
    rows = pd.DataFrame({"label": ["Dijkpremies"], "theme": "", "line": [7], "kind": "planned"})
    both = measures(("a", "Dijkpremie", "running", ""), ("b", "Dijkpremies", "running", ""))
    assert list(naming(both, rows)["measure"]) == ["a", "b"]
