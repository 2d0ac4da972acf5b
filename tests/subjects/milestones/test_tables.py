from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.subjects.milestones.tables import not_realised_table, promise_table
from analysis.toolkit.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Make = Callable[..., pd.DataFrame]

SECTIONS = Parts(
    "section", {"3.1.1": "3.1.1 Werk", "3.1.2": "3.1.2 Leren"}, "onderdeel", "onderdelen"
)
CHAPTERS = Parts("chapter", {"activering": "Activering"}, "hoofdstuk", "hoofdstukken")


@pytest.fixture
def milestones(make_milestones: Make) -> pd.DataFrame:
    return make_milestones(
        {"status": "realised", "carried_over": True},
        {"status": "delayed", "label": "Besluit"},
        {"status": "not_applicable", "section": "3.1.2"},
        {"kind": "planned", "quarters": "2023Q1"},
    )


def test_a_milestone_that_is_not_realised_is_listed_with_its_place(
    milestones: pd.DataFrame,
) -> None:
    table = not_realised_table(milestones, 2023, SECTIONS)
    assert table is not None
    assert table.title == "Eén mijlpaal van 2022 is niet gerealiseerd"
    assert table.data.to_dict("records") == [
        {
            "Mijlpaal": "Besluit",
            "Thema": "De jobbonus",
            "Onderdeel": "3.1.1",
            "Status": "Loopt met vertraging",
            "Plaats": "sectie 3.1.1, evaluatie, rij 2",
        }
    ]


def test_the_whole_plan_lists_the_chapter_of_a_milestone(milestones: pd.DataFrame) -> None:
    table = not_realised_table(milestones, 2023, CHAPTERS)
    assert table is not None
    assert list(table.data["Hoofdstuk"]) == ["Activering"]


def test_nothing_to_list_is_no_table(milestones: pd.DataFrame) -> None:
    planned = milestones.tail(1)
    assert not_realised_table(planned, 2023, SECTIONS) is None


@pytest.fixture
def promised(make_milestones: Make) -> pd.DataFrame:
    plan, then = {"kind": "planned", "additional": False}, {"additional": False}
    return make_milestones(
        {**then, "status": "realised"},
        {**then, "status": "delayed", "additional": True},
        plan,
        {**plan, "section": "3.4.3"},
    )


def test_promised_added_realised_and_planned_are_counted(promised: pd.DataFrame) -> None:
    labels = {"3.1.1": "3.1.1 Werk", "3.4.3": "3.4.3 Loket"}
    table = promise_table(promised, 2023, Parts("section", labels, "onderdeel", "onderdelen"))
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        ["3.1.1 Werk", 2, 1, 2, 1, 1],
        ["3.4.3 Loket", 0, 0, 0, 0, 1],
        ["Totaal", 2, 1, 2, 1, 2],
    ]
