from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.plan.ingest.plan import RawPlan


def test_the_three_kinds_are_read_with_their_place(small_plan: RawPlan) -> None:
    table = small_plan.tables["objectives"].drop(columns=["line", "page"])
    assert table.to_numpy().tolist() == [
        ["SBD 1", "strategic", "Meer vracht op het water", "", "", "2.1.1"],
        [
            "SBD 2",
            "strategic",
            "Veilige sluizen voor wie er werkt en voor wie er langs vaart",
            "",
            "",
            "2.1.1",
        ],
        [
            "SOD 1",
            "organisation",
            "In 2031 heeft het departement een klimaat met aandacht voor leren en welzijn",
            "",
            "",
            "2.1.1",
        ],
        ["SOD 2", "organisation", "Een helder instrumentarium", "", "", "2.1.1"],
        [
            "OD 1",
            "operational",
            "Schippers steunen en elke haven een aanbod geven, ook in de stille maanden",
            "WATER",
            "SCHEEPVAART",
            "3.1.1",
        ],
        [
            "OD 2",
            "operational",
            "Sluizen en stuwen moderniseren met Europese fondsen",
            "WATER",
            "SCHEEPVAART",
            "3.1.2",
        ],
    ]
