from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.plan.ingest.plan import RawPlan


def test_levels_grades_and_the_total_are_read_with_their_empty_cells(small_plan: RawPlan) -> None:
    table = small_plan.tables["workforce"].drop(columns=["line", "page"])
    assert table.to_numpy().tolist() == [
        ["Niveau A", "", "20", "4", "24"],
        ["Niveau A", "A1", "15", "4", "19"],
        ["Niveau A", "A2M", "5", "", "5"],
        ["Niveau D", "", "", "2", "2"],
        ["Niveau D", "D1", "", "2", "2"],
        ["Eindtotaal", "", "20", "6", "26"],
    ]
