from __future__ import annotations

import pytest

from analysis.toolkit.labels import joined, sentence_case, short


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
