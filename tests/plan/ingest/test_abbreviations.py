from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.plan.ingest.plan import RawPlan


def test_meanings_are_whole_over_lines(small_plan: RawPlan) -> None:
    assert small_plan.tables["abbreviations"].drop(columns="page").to_numpy().tolist() == [
        ["ABC", "Afdeling Bruggen en Contacten", "3"],
        ["DWX", "Departement Waterwegen en Kanalen", "4"],
        ["SLUIS", "Steunpunt voor Lokale Uitvoering en Inspectie van Sluizen", "6"],
    ]
