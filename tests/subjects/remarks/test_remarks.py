"""What the plan says in words only: causes, ends, money, and their place."""

from __future__ import annotations

import pandas as pd

from analysing import in_words
from analysis.subjects.remarks.tables import remarks_table
from analysis.subjects.remarks.text import causes_text, ending_text, money_text

ROWS = [
    ("cause", "overall", None, None, "meestal techniek", 1),
    ("cause", "it", "kaarten", "Kaarten", "een storing", 2),
    ("ending", "2030", "gesco", "Gesco", "dooft uit", 3),
    ("money", "", "cheques", "Cheques", "de waarde is geïndexeerd", 4),
]
REMARKS = pd.DataFrame(ROWS, columns=["topic", "kind", "measure", "name", "about", "line"]).assign(
    place=["sectie 11.1, tekst", "sectie 3.1.3, tekst", "sectie 4, tekst", "sectie 5, tekst"]
)
NORMS = pd.DataFrame({"measure": ["kaarten", "premie", "fonds"], "step": ["under", "met", "under"]})


def test_causes_are_counted_over_the_measures_that_missed_a_norm() -> None:
    assert in_words(causes_text(REMARKS, NORMS)) == (
        "Bij 1 van de 2 maatregelen met een gemiste norm noemt het plan een oorzaak: IT (1). Over "
        "alle normen samen geldt volgens het plan: meestal techniek."
    )
    assert in_words(causes_text(REMARKS, NORMS.iloc[[1]])) == "Hier is geen norm gemist."


def test_a_measure_that_ends_has_its_year_and_the_people_left() -> None:
    figures = pd.DataFrame(
        [
            ("gesco", "tewerkgestelden in vte", 2022, 61.73),
            ("gesco", "tewerkgestelden in koppen", 2022, 67.0),
        ],
        columns=["measure", "indicator", "year", "value"],
    )
    assert in_words(ending_text(REMARKS, figures)) == (
        "Het plan laat uitdoven: Gesco tegen 2030, nu nog 67 mensen (61,73 vte) aan het werk."
    )
    assert in_words(ending_text(REMARKS, figures.tail(1))).endswith(
        "nu nog 67 mensen aan het werk."
    )
    assert (
        in_words(ending_text(REMARKS, figures.head(0)))
        == "Het plan laat uitdoven: Gesco tegen 2030."
    )
    assert "geen maatregel" in in_words(ending_text(REMARKS.head(0), figures))


def test_the_reason_of_a_change_of_money_is_the_plans() -> None:
    changes = pd.DataFrame(
        {"measure": ["cheques", None], "name": ["Cheques", "Ander"], "change": [434_400_000, -1]}
    )
    assert in_words(money_text(REMARKS, changes, 2023)) == (
        "Het VAK-krediet 2023 van Cheques is € 434,4 mln. meer dan wat in 2022 gerealiseerd werd. "
        "Het plan zegt daarover: de waarde is geïndexeerd."
    )
    assert "zegt hier niet waarom" in in_words(money_text(REMARKS.head(0), changes, 2023))


def test_each_remark_has_its_place() -> None:
    table = remarks_table(REMARKS, "cause", "Titel", "Soort", 2023)
    assert table is not None
    assert table.data["Plaats"].tolist() == ["sectie 11.1, tekst", "sectie 3.1.3, tekst"]
    assert table.data["Maatregel"].tolist() == ["Alle maatregelen", "Kaarten"]
    assert table.data["Soort"].tolist() == ["algemeen", "IT"]
    assert remarks_table(REMARKS, "audit", "Titel", "Soort", 2023) is None
