from __future__ import annotations

import pandas as pd

from analysis.subjects.people.tables import projects_table


def test_a_project_has_its_verdict_and_the_milestones_of_its_section() -> None:
    project = {
        "title": "Klant centraal",
        "objectives": "SOD 4; SOD 2",
        "years": "2021; 2022",
        "overall_status": "Gerealiseerd",
        "section": "3.1.1",
        "status_place": "sectie 3.1.1, tekst",
        "place": "sectie 2.2.2, projecten, rij 1",
    }
    milestones = pd.DataFrame(
        [("3.1.1", "evaluated", "realised"), ("3.1.1", "planned", None)],
        columns=["section", "kind", "status"],
    )
    table = projects_table(pd.DataFrame([project]), milestones, 2023)
    unsaid = projects_table(pd.DataFrame([{**project, "status_place": None}]), milestones, 2023)
    assert unsaid is not None
    assert unsaid.data.iloc[0, -1] == project["place"], "without a verdict, the project's own"
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        [
            *("Klant centraal", "SOD 4, SOD 2", "2021, 2022", "Gerealiseerd", "3.1.1", 1, 1),
            "sectie 3.1.1, tekst",
        ]
    ]
