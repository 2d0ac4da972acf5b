from __future__ import annotations

import pandas as pd
import pytest

from analysis.subjects.forecast.tables import back_test_table
from analysis.subjects.forecast.text import back_test_text, forecast_text

ROW = pd.Series({"realised": 20, "n": 25, "planned": 30, "expected": 24.3, "low": 21, "high": 27})
TESTED = pd.DataFrame(
    [("vsi", 18, 9, 12.0, 10, 14, False), ("", 18, 9, 12.0, 10, 14, False)],
    columns=["chapter", "assessed", "realised", "expected", "low", "high", "covered"],
)


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_an_expectation_is_an_interval_with_its_condition() -> None:
    text = plain(forecast_text(ROW, 2023, 0.8))
    assert (
        "van de 30 geplande mijlpalen er ongeveer **24** gerealiseerd. Verschuiven de kansen niet "
        "meer dan tussen gewone jaren, dan zijn het er met minstens 80 % kans 21 tot 27."
    ) in text
    assert "is uit één plan niet te leren" in text
    assert "getrokken naar het gemiddelde van de hoofdstukken van zijn soort" in text
    brief = plain(forecast_text(ROW, 2023, 0.8, brief=True))
    assert "Verschuiven de kansen niet meer dan tussen gewone jaren, dan zijn het er met" in brief
    assert brief.endswith("Wat gewone jaren zijn, zegt het [Overzicht](overzicht.ipynb).")


@pytest.mark.parametrize("row", [None, ROW.replace({30: 0})])
def test_nothing_planned_is_no_expectation(row: pd.Series | None) -> None:
    assert "niets te verwachten" in plain(forecast_text(row, 2023, 0.8))


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ((20, 25), "(van de 25 mijlpalen die vooraf beloofd waren, werden er 20 gerealiseerd)"),
        ((25, 25), "(de 25 mijlpalen die vooraf beloofd waren, werden alle gerealiseerd)"),
        ((0, 25), "werden er geen gerealiseerd)"),
        ((1, 25), "werd er één gerealiseerd)"),
        ((0, 0), "(zonder eigen ervaring van dit hoofdstuk, op die van de andere van zijn soort)"),
        ((0, 1), "(de ene mijlpaal die vooraf beloofd was, werd niet gerealiseerd)"),
    ],
)
def test_the_experience_is_stated(kept: tuple[int, int], words: str) -> None:
    row = pd.Series({**ROW, "realised": kept[0], "n": kept[1]})
    assert words in plain(forecast_text(row, 2023, 0.8))


def test_a_forecast_that_failed_says_so() -> None:
    assert plain(back_test_text(TESTED.head(1), 2024, 0.8)) == (
        "De proef op de som: uit het vorige plan was voor 2023 te verwachten dat er van de 18 "
        "beoordeelde mijlpalen 12 gerealiseerd zouden zijn (80 %-interval 10–14). Het werden er 9: "
        "buiten het interval."
    )
    assert "geen verwachting te maken" in plain(back_test_text(TESTED.head(0), 2024, 0.8))
    assert "het volgende plan" in plain(back_test_text(None, 2024, 0.8))


def test_a_back_test_lists_the_forecast_and_the_outcome() -> None:
    table = back_test_table(TESTED, {"vsi": "Inspectie"}, 2024, 0.8)
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        ["Inspectie", 18, 12, "10–14", 9, "nee"],
        ["Totaal", 18, 12, "10–14", 9, "nee"],
    ]
    assert "hier was dat 0 % van de hoofdstukken" in plain(table.note)
    assert back_test_table(TESTED.head(0), {}, 2024, 0.8) is None
