from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysing import computed

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECTS = pd.DataFrame(
    [
        ("organisation", "Klant centraal", "6.1", "Gerealiseerd"),
        ("organisation", "Data", "6.2", "Grotendeels gerealiseerd"),
        ("organisation", "Loopt nog", "6.1", "Op schema"),
        ("policy", "Beleid", "6.1", "Gerealiseerd"),
    ],
    columns=["kind", "title", "section", "overall_status"],
).assign(
    chapter="organisatie",
    line=pd.array(range(4), "Int64"),
    status_line=pd.array([50, 51, None, None], "Int64"),
    page=pd.array([9] * 4, "Int64"),
)


@pytest.fixture
def milestones(make_milestones: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_milestones(
        {"section": "6.1", "status": "delayed"},
        {"section": "6.1", "status": "not_applicable"},
        {"section": "6.2", "status": "realised"},
        {"section": "6.2", "status": "delayed"},
    )


def test_a_project_called_realised_without_a_realised_milestone_is_found(
    milestones: pd.DataFrame,
) -> None:
    found = computed("unfounded_verdicts", projects=PROJECTS, milestones=milestones)
    assert found[["title", "milestones"]].to_numpy().tolist() == [["Klant centraal", 1]]
    assert found["line"].tolist() == [50], "where the verdict is, not where the project is listed"


def test_without_projects_or_milestones_none_is_found(milestones: pd.DataFrame) -> None:
    name, none = "unfounded_verdicts", milestones.head(0)
    assert computed(name, projects=PROJECTS.head(0), milestones=milestones).empty
    assert computed(name, projects=PROJECTS, milestones=none).empty


def test_the_printed_total_of_the_staff_is_a_result() -> None:
    people = pd.DataFrame(
        [("Niveau A", 300, None, 300), ("Eindtotaal", 319, 60, 379)],
        columns=["level", "statutory", "contractual", "total"],
    )
    (row,) = computed("workforce_total", workforce=people).to_dict("records")
    assert row == {"statutory": 319, "contractual": 60, "total": 379}
    assert computed("workforce_total", workforce=people.head(1)).empty, "levels alone"
