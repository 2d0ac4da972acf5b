from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.plan.tables.editions import PlanTables, of_chapter
from analysis.settings import Chapter, ReportSettings
from analysis.toolkit.parts import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = Chapter(id="overzicht", title="Overzicht")
WORK = Chapter(id="activering", title="Activering", sections=("3.1",))
CONTROL = Chapter(id="vsi", title="Inspectie", sections=("6.1.7",))
SETTINGS = ReportSettings(title="Plan", publisher="Dept", chapters=(WHOLE, WORK, CONTROL))


@pytest.fixture
def plan(make_milestones: Callable[..., pd.DataFrame]) -> PlanTables:
    rows = pd.DataFrame({"chapter": ["activering", None], "total": [False, True]})
    milestones = make_milestones(
        {"section_title": "DOELSTELLINGEN M.B.T. LEREN"}, {"chapter": "vsi", "section": "6.1.7"}
    )
    return PlanTables(lambda name: milestones if name == "milestones" else rows)


def test_a_chapter_without_sections_is_the_whole_plan(plan: PlanTables) -> None:
    assert of_chapter(plan, WHOLE) is plan


def test_a_chapter_has_its_own_rows_only(plan: PlanTables) -> None:
    own = of_chapter(plan, WORK)
    assert [len(table) for table in (own.milestones, own.norms, own.inspections, own.budget)] == [
        *(1, 1, 1, 1)
    ]
    assert len(own.workforce) == 2


def test_the_inspectorate_has_every_inspection(plan: PlanTables) -> None:
    """The printed total too, but no other chapter's milestones."""
    own = of_chapter(plan, CONTROL)
    assert len(own.inspections) == 2
    assert list(own.milestones["chapter"]) == ["vsi"]


def test_the_parts_of_the_whole_are_chapters_and_of_a_chapter_sections(plan: PlanTables) -> None:
    whole = parts_of(plan, WHOLE, SETTINGS)
    assert (whole.by, whole.labels["activering"], whole.many) == (
        *("chapter", "Activering", "hoofdstukken"),
    )
    own = parts_of(of_chapter(plan, WORK), WORK, SETTINGS)
    assert (own.by, dict(own.labels)) == (
        "section",
        {"3.1.1": "3.1.1 Doelstellingen m.b.t. leren"},
    )
