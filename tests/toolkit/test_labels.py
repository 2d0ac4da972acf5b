from __future__ import annotations

import pandas as pd
import pytest

from analysis.subjects.people.totals import is_total, letters_total, levels, uneven, workforce_total
from analysis.toolkit.labels import joined, sentence_case, short
from analysis.toolkit.source import source


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Vlaamse ondersteunings-premie", "Vlaamse ondersteuningspremie"),
        ("Activiteiten-coöperaties", "Activiteitencoöperaties"),
        ("versterken met ESF-middelen", "versterken met ESF-middelen"),
        ("Werkbaarheidscheques & VKMO-Portefeuille", "Werkbaarheidscheques & VKMO-Portefeuille"),
        ("Start- en stagebonus - Relance", "Start- en stagebonus - Relance"),
        ("Werkbaarheidscheques en kmo-portefeuille", "Werkbaarheidscheques en kmo-portefeuille"),
        ("Oproep e-leren en zij-instroom", "Oproep e-leren en zij-instroom"),
        ("Niet-beroepsactieven", "Niet-beroepsactieven"),
        ("auto-onderdelen", "auto-onderdelen"),
    ],
)
def test_only_a_line_breaks_hyphen_goes(printed: str, read: str) -> None:
    assert joined(printed) == read


def test_a_title_in_capitals_is_set_small() -> None:
    assert sentence_case("DOELSTELLINGEN M.B.T. LEREN") == "Doelstellingen m.b.t. leren"
    assert sentence_case("Klant centraal") == "Klant centraal"


def test_a_long_relance_name_is_cut_and_a_short_one_stays() -> None:
    long = (
        "Vl. Opleidingsverlof - Relance Budget 18 - Oproepen opleiding; Werkplek-leren; Duaal leren"
    )
    assert short(long) == "Vl. Opleidingsverlof (relancebudget 18)"
    assert short("ESF - Relance Budget 128 - Digibanken") == "ESF - Relance Budget 128 - Digibanken"
    assert short("Werkplek-leren") == "Werkplekleren"


@pytest.mark.parametrize(
    ("lines", "place"),
    [([120, 80], " (regels 80–120 van de tekst)"), ([80], " (regel 80 van de tekst)"), ([], "")],
)
def test_a_source_names_plan_table_and_lines(lines: list[int], place: str) -> None:
    rows = pd.DataFrame({"line": pd.array(lines, dtype="Int64")})
    assert source(rows, 2023, "tabel") == f"Ondernemingsplan 2023, tabel{place}"


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
