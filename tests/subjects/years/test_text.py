from __future__ import annotations

import pandas as pd

from analysis.subjects.years.tables import years_table
from analysis.subjects.years.text import years_text

COLUMNS = ["year", "realised", "n", "low", "high", "p_holm"]
ROWS = [(2021, 20, 40, None, None, None), (2022, 32, 40, 0.1, 0.5, 0.01)]


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_two_years_are_compared_with_an_interval() -> None:
    rows = pd.DataFrame(ROWS, columns=COLUMNS)
    assert plain(years_text(rows, 0.95)) == (
        "De plannen blikken terug op 2021 en 2022. In 2022 werd 80 % van de mijlpalen gerealiseerd,"
        " in 2021 50 %: een verschil van +30 procentpunt (95 %-interval +10 tot +50), meer dan "
        "toeval verklaart. De aantallen zijn 40 en 40; of de mijlpalen even zwaar zijn, is niet te "
        "meten."
    )
    assert "dat toeval kan zijn." in plain(years_text(rows.assign(p_holm=0.2), 0.95))
    assert plain(years_text(rows.tail(1), 0.95)).startswith("Er is nog maar één plan, dat van 2023")
    none = rows.assign(n=[0, 40])
    assert plain(years_text(none, 0.95)).endswith("maar niet met statussen in beide.")


def test_each_year_is_a_column() -> None:
    values = pd.DataFrame(
        [("milestones_realised", 2022, 2023, 30, 40), ("vak_budget", 2023, 2023, 5_000_000, None)],
        columns=["indicator", "year", "plan", "value", "of"],
    ).astype({"of": "Int64"})
    table = years_table(values, [2023])
    assert table is not None
    cells = table.data[["2022", "2023"]].fillna("").to_numpy().tolist()
    assert [[plain(cell) for cell in row] for row in cells] == [
        ["30 van 40 (75 %)", ""],
        ["", "€ 5,0 mln."],
    ]
    assert years_table(values.head(0), [2023]) is None


def test_a_chapter_without_milestones_in_any_plan_has_nothing_to_compare() -> None:
    empty = pd.DataFrame(columns=["year", "realised", "n", "low", "high", "p_holm"])
    assert str(years_text(empty, 0.95)) == "De plannen blikken hier op geen mijlpalen terug."
