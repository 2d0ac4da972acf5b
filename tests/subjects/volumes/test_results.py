from __future__ import annotations

import pandas as pd
import pytest

from analysing import computed

RECEIVED = "ontvangen dossiers"
ROWS = [
    ("activering", "premie", "Premie", RECEIVED, 2022, 1_000, 10),
    ("activering", "premie", "Premie", f"{RECEIVED}, stijging", 2022, 200, 11),
    ("loopbanen", "kaarten", "Kaarten", RECEIVED, 2022, 7_305, 12),
    ("loopbanen", "kaarten", "Kaarten", f"{RECEIVED}, groei in procent", 2022, 11, 13),
    ("loopbanen", "steun", None, RECEIVED, 2021, 80, 14),
    ("loopbanen", "steun", None, RECEIVED, 2022, 40, 15),
    ("loopbanen", "alleen_nu", "Nu", RECEIVED, 2022, 50, 16),
    ("loopbanen", None, None, RECEIVED, 2022, 99_999, 17),
]
COLUMNS = ["chapter", "measure", "name", "indicator", "year", "value", "line"]
FIGURES = pd.DataFrame(ROWS, columns=COLUMNS).astype({"value": "Float64", "line": "Int64"})
FIGURES = FIGURES.assign(page=pd.array([None] * len(ROWS), "Int64"))


def test_the_earlier_year_is_printed_or_computed() -> None:
    """1000 - 200 = 800; 7305 / 1.11 = 6581, exact to a hundred at most."""
    found = computed("files_received", figures=FIGURES)
    assert found["measure"].tolist() == ["kaarten", "premie", "steun"]
    assert found["known"].tolist() == ["about", "computed", "printed"]
    assert found["previous"].tolist() == pytest.approx([7_305 / 1.11, 800, 80])
    assert found["previous_rounded"].tolist() == [6_600, 800, 80]
    assert found["change"].tolist() == pytest.approx([11, 25, -50])
    assert found["name"].tolist() == ["Kaarten", "Premie", "Steun"]
    assert found["line"].tolist() == [12, 10, 15]
    assert found["chapter"].tolist() == ["loopbanen", "activering", "loopbanen"]


@pytest.mark.parametrize("rows", [0, 1])
def test_without_two_years_there_is_no_row(rows: int) -> None:
    assert computed("files_received", figures=FIGURES.head(rows)).empty
