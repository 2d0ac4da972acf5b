"""The lists of milestones with and without a successor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.subjects.sequel.settings import CONFIDENCE
from analysis.subjects.sequel.tables import open_ends_table, successors_table

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]


@pytest.fixture
def milestones(make_milestones: MakeMilestones) -> pd.DataFrame:
    plan = {"kind": "planned", "timing": "2023/Q1", "additional": False}
    then = {"timing": "", "additional": False}
    return make_milestones(
        {**then, "label": "Decreet", "status": "realised"},
        {**then, "label": "Campagne", "status": "delayed", "additional": True},
        {**plan, "label": "Decreet (definitief)"},
        {**plan, "label": "Website", "section": "3.4.3", "theme": "Digitalisering:"},
    )


@pytest.fixture
def matches() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "evaluated_line": pd.array([700, 701], dtype="Int64"),
            "planned_line": pd.array([702, None], dtype="Int64"),
            "nearest_line": pd.array([702, 703], dtype="Int64"),
            "outcome": ["successor", "lost"],
            "confidence": pd.Categorical(["sure", "weak"], CONFIDENCE, ordered=True),
        }
    )
    return frame.astype({"outcome": "category"})


def test_a_milestone_without_a_successor_shows_the_nearest_planned_one(
    matches: pd.DataFrame, milestones: pd.DataFrame
) -> None:
    table = open_ends_table(matches, milestones, milestones, 2023)
    assert table is not None
    (row,) = table.data.to_dict("records")
    assert row["Mijlpaal van 2022"] == "Campagne"
    assert row["Uitkomst"] == "geen opvolger gevonden"
    assert row["Zekerheid"] == "onzeker"
    assert row["Dichtstbijzijnde geplande mijlpaal van 2023"] == "Website"
    assert row["Onderdeel van de geplande"] == "3.4.3"
    assert row["Thema van de geplande"] == "Digitalisering:"
    assert "Website <br><small>3.4.3, Digitalisering</small>" in table.html
    assert "geen opvolger gevonden <br><small>onzeker</small>" in table.html
    assert "Campagne <br><small>De jobbonus</small>" in table.html
    assert "verdwenen" not in table.html + table.note + table.title


def test_a_successor_is_listed_with_its_timing(
    matches: pd.DataFrame, milestones: pd.DataFrame
) -> None:
    table = successors_table(matches, milestones, milestones, 2023)
    assert table is not None
    (row,) = table.data.to_dict("records")
    assert row["Opvolger in 2023"] == "Decreet (definitief)"
    assert (row["Voorzien"], row["Zekerheid"]) == ("2023/Q1", "zeker")
    assert successors_table(matches.tail(1), milestones, milestones, 2023) is None
    assert open_ends_table(matches.head(1), milestones, milestones, 2023) is None
