from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.plan.ingest.plan import RawPlan


def test_the_table_ends_with_its_total(small_plan: RawPlan) -> None:
    table = small_plan.tables["letters"].drop(columns=["line", "page"])
    assert table.to_numpy().tolist() == [
        ["Afdeling Bruggen en Contacten", "19", "afgewerkt"],
        ["Afdeling Vloot", "/", ""],
        ["Totaal", "19", ""],
    ]
