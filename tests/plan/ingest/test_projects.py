from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.plan.ingest.plan import RawPlan


def test_a_policy_project_has_the_section_and_objective_of_the_likest_title(
    small_plan: RawPlan,
) -> None:
    table = small_plan.tables["projects"].query("kind == 'policy'")
    assert table[["project", "title", "section", "objectives"]].to_numpy().tolist() == [
        ["1", "Schippers steunen en elke haven een aanbod geven", "3.1.1", "OD 1"],
        ["2", "Sluizen en stuwen moderniseren met vlotte middelen", "3.1.2", "OD 2"],
    ]


def test_a_project_of_the_organisation_has_its_goals_years_and_status(
    small_plan: RawPlan,
) -> None:
    table = small_plan.tables["projects"].query("kind == 'organisation'")
    late = "Dit project liep vertraging op in de realisatie van de vooropgestelde doelstellingen"
    assert table["status_line"].tolist() == ["332", "", "400", ""]
    assert table.drop(columns=["kind", "status_line", "line", "page"]).to_numpy().tolist() == [
        ["1", "Werken aan het water", "6.1.1", "SOD 1", "2029; 2030; 2031", late],
        ["2", "Strategische Plan- en meetwerking", "6.1.2", "SOD 1; SOD 2", "2029; 2030", ""],
        [
            "3",
            "Vlootboordtabel",
            "6.1.3",
            "SOD 2",
            "2029; 2030; 2031",
            "Dit project is gerealiseerd",
        ],
        ["4", "Fusie DWX – ABC", "6.1.4", "SOD 1", "2031", ""],
    ]
