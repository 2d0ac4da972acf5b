"""The source of a figure or a table: the plan, the table, the sections, rows and pages."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.toolkit.source import source, where


def rows(*places: str) -> pd.DataFrame:
    return pd.DataFrame({"place": list(places)})


@pytest.mark.parametrize(
    ("places", "extent"),
    [
        (["sectie 9, norm, rij 5"], " (sectie 9, rij 5)"),
        ([f"sectie 9, x, rij {n}, p. 4{n}" for n in (2, 1, 3)], " (sectie 9, rijen 1–3, p. 41–43)"),
        ([f"sectie 3.1.{n}, x, rij 1" for n in (1, 2, 3)], " (secties 3.1.1–3.1.3, 3 rijen)"),
        (["sectie 1.1, tekst", "sectie 3, tekst"], " (secties 1.1 en 3)"),
        (["afkortingen, rij 1", "afkortingen, rij 2"], " (rijen 1 en 2)"),
        ([], ""),
    ],
)
def test_a_source_names_sections_rows_and_pages(places: list[str], extent: str) -> None:
    assert source(rows(*places), 2023, "tabel") == f"Ondernemingsplan 2023, tabel{extent}"


def test_the_place_of_several_rows_names_their_table() -> None:
    found = where(rows("sectie 9, norm, rij 5", "sectie 9, norm, rij 7"))
    assert found == "sectie 9, norm, rijen 5 en 7"
