"""What the results on successors hold for the chapters that read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables

    Make = Callable[..., pd.DataFrame]
    PlanOf = Callable[[pd.DataFrame], PlanTables]


def test_a_chapter_gets_the_planned_milestones_that_its_own_name_from_any_chapter(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    """The campaign goes on in another chapter; the website of a third one is like nothing."""
    now = {"kind": "evaluated", "status": "delayed", "timing": ""}
    then = {"kind": "planned", "timing": "2023/Q1", "additional": False}
    rows = make_milestones(
        {**now, "label": "Campagne over de jobbonus", "section": "3.1.1", "chapter": "activering"},
        {**then, "label": "Campagne over de jobbonus", "section": "4.1.1"},
        {**then, "label": "Website", "section": "3.2.1"},
    ).assign(chapter=["activering", "competenties", "loopbanen"])
    plan = plan_of(rows)
    (match,) = plan.result("successors").to_dict("records")
    assert match["chapter"] == "activering"
    (related,) = plan.result("related_milestones").to_dict("records")
    assert related["line"] == match["planned_line"] == match["nearest_line"]
    assert (related["chapter"], related["section"]) == ("activering", "4.1.1")
    assert (related["label"], related["timing"]) == ("Campagne over de jobbonus", "2023/Q1")
