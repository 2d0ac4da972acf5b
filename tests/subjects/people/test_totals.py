from __future__ import annotations

import pandas as pd

from analysis.subjects.people.totals import is_total, letters_total, levels, uneven, workforce_total


def test_levels_leave_out_grades_and_the_total() -> None:
    people = pd.DataFrame(
        {"level": ["Niveau A", "Niveau A", "Eindtotaal"], "grade": ["", "A1", ""]}
    )
    assert list(levels(people).index) == [0]
    total = workforce_total(people)
    assert total is not None
    assert total["level"] == "Eindtotaal"
    assert workforce_total(people.head(2)) is None


def test_letters_may_have_no_total() -> None:
    assert letters_total(pd.DataFrame({"department": ["Afdeling Beleid"]})) is None


def test_a_level_is_uneven_when_its_parts_do_not_add_up() -> None:
    """3 + 1 is 4 and 2 + nothing is 2, but 5 + 1 is not 7."""
    people = pd.DataFrame(
        [
            ("Niveau A", "", 3, 1, 4),
            ("Niveau B", "", 5, 1, 7),
            ("Niveau C", "", 2, None, 2),
            ("Eindtotaal", "", 9, 9, 9),
        ],
        columns=["level", "grade", "statutory", "contractual", "total"],
    ).astype(dict.fromkeys(["statutory", "contractual", "total"], "Int64"))
    rows = uneven(people)
    assert list(rows["level"]) == ["Niveau B"]
    assert list(rows["added"]) == [6]
    assert uneven(people.head(0)).empty


def test_a_total_is_known_by_its_word() -> None:
    names = pd.Series(["TOTAAL", "Eindtotaal", "Niveau A"])
    assert is_total(names).tolist() == [True, True, False]
