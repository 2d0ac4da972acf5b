from __future__ import annotations

import pandas as pd

from analysis.subjects.people.tables import letters_table, workforce_table


def test_people_and_letters_are_listed_as_printed() -> None:
    people = pd.DataFrame(
        [
            ("Niveau A", "", 200, 42, 242, 8),
            ("Niveau A", "A1", 158, 39, 197, 9),
            ("Eindtotaal", "", 319, 60, 379, 10),
        ],
        columns=["level", "grade", "statutory", "contractual", "total", "line"],
    )
    table = workforce_table(people, 2023)
    assert table is not None
    assert list(table.data["Totaal"]) == [242, 379]
    assert workforce_table(people.tail(1), 2023) is None
    letters = pd.DataFrame(
        {
            "department": ["VSI"],
            "letters": pd.array([None], dtype="Int64"),
            "status": [""],
            "line": [1],
        }
    )
    listed = letters_table(letters, 2023)
    assert listed is not None
    assert listed.html.count("–") == 2
    assert letters_table(letters.head(0), 2023) is None
