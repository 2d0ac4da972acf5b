"""What the report says of the inspectorate's files and official reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysing import in_words
from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.inspections.text import (
    inspections_text,
    rates_text,
    reports_text,
    totals_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.plan.tables.editions import PlanTables

    Results = Callable[[pd.DataFrame], PlanTables]


def filed(found: PlanTables) -> str:
    return in_words(rates_text(found.result("file_rates")))


def reported(table: pd.DataFrame, found: PlanTables) -> str:
    p = float(found.result("inspection_totals")["p_holm"].iloc[0])
    return in_words(reports_text(table, found.result("report_rates"), p, 2023))


INSPECTIONS = pd.DataFrame(
    [
        ("TOTAAL", 20, 25, 4, 3, None, None, True),
        ("Kaarten", 20, 25, 4, 3, None, None, False),
    ],
    columns=["label", *COUNTS, "total"],
).astype(dict.fromkeys(COUNTS, "Int64"))


def test_quantities_that_are_zero_in_both_years_are_left_out() -> None:
    """There are no recoveries in either year, so the sentence names none."""
    assert in_words(inspections_text(INSPECTIONS, 2023)) == (
        "De tabel van de Vlaamse Sociale Inspectie telt 25 dossiers in 2022, tegenover 20 in 2021 "
        "(+25,0 %). Daarnaast vermeldt ze 3 Pro Justitia (in 2021: 4)."
    )
    assert "geen controles" in in_words(inspections_text(INSPECTIONS.head(1), 2023))


def test_files_without_a_chapter_are_mentioned_after_the_total() -> None:
    """Of 25 files 5 belong to what the plan gives no objective, and so to no chapter."""
    rows = [
        ("Kaarten", "activering", 20, 20),
        ("Leertijd", None, 1, 2),
        ("Taal", None, 9, 3),
        ("Niets", None, 1, 0),
    ]
    empty = dict.fromkeys(COUNTS[2:], pd.array([None] * 4, dtype="Int64"))
    table = pd.DataFrame(rows, columns=["label", "chapter", *COUNTS[:2]]).assign(
        **empty, total=False
    )
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    assert in_words(inspections_text(table, 2023)).endswith(
        "5 van die dossiers van 2022 horen bij 2 kernprocessen die het plan aan geen doelstelling "
        "koppelt (zoals Taal): ze staan in dit totaal, maar in geen ander hoofdstuk."
    )
    assert "doelstelling" not in in_words(inspections_text(table.head(1), 2023))


def inspected(*counts: int | None) -> pd.DataFrame:
    columns = ["label", *COUNTS, "total"]
    rows = [("Kaarten", *counts, *[None] * (len(COUNTS) - len(counts)), False)]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(COUNTS, "Int64"))


def test_a_chapters_files_are_those_of_its_measures() -> None:
    assert in_words(inspections_text(inspected(20, 25), 2023, whole=False)) == (
        "Voor de maatregelen van dit hoofdstuk telt de tabel van de Vlaamse Sociale Inspectie "
        "25 dossiers in 2022, tegenover 20 in 2021 (+25,0 %)."
    )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 21, None, 12), "Daarnaast vermeldt ze 12 Pro Justitia (voor 2021 geen getal)."),
        ((1, 21, 12, None), "vermeldt ze 12 Pro Justitia in 2021 en geen getal voor 2022."),
        ((1, 21, 0, 12), "Daarnaast vermeldt ze 12 Pro Justitia (in 2021: geen)."),
        ((None, 21), "telt 21 dossiers in 2022 en geen getal voor 2021."),
        ((21, None), "telt 21 dossiers in 2021 en geen getal voor 2022."),
        ((None, None), "telt geen dossiers met een getal voor 2022 of 2021."),
    ],
)
def test_a_missing_number_is_not_reported_as_zero(
    counts: tuple[int | None, ...], words: str, results: Results
) -> None:
    table = inspected(*counts)
    assert in_words(inspections_text(table, 2023)).endswith(words)
    if None in counts:
        assert "niet te vergelijken" in reported(table, results(table))


def test_only_what_chance_cannot_explain_is_called_a_change(results: Results) -> None:
    """820 files to 1260 are more, 3 to 5 may be chance; 139 reports in 820 to 99 in 1260 fewer."""
    rows = [("Kaarten", 820, 1260, 139, 99), ("Maatwerk", 3, 5, None, None)]
    columns = ["label", *COUNTS[:4]]
    empty = dict.fromkeys(COUNTS[4:], pd.array([None] * 2, dtype="Int64"))
    table = pd.DataFrame(rows, columns=columns).assign(
        **empty, total=False, measure=["kaarten", "maatwerk"], line=[1, 2]
    )
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    assert filed(results(table)) == (
        "Bij één van de 2 maatregelen zijn er duidelijk meer dossiers dan het jaar voordien: "
        "Kaarten, van 820 naar 1.260 (1,54 keer zoveel)."
    )
    assert filed(results(table.head(1))) == (
        "Bij Kaarten zijn er duidelijk meer dossiers dan het jaar voordien: van 820 naar 1.260 "
        "(1,54 keer zoveel)."
    )
    both = pd.concat([table, table.head(1).assign(cases_previous=1260, cases_current=820)])
    assert filed(results(both)) == (
        "Bij 2 van de 3 maatregelen zijn er duidelijk meer of minder dossiers dan het jaar "
        "voordien (één met meer en één met minder). Daarvan heeft Kaarten de meeste dossiers: van "
        "820 naar 1.260 (1,54 keer zoveel)."
    )
    mostly = filed(results(pd.concat([both, table.head(1)])))
    assert "(twee met meer en één met minder)" in mostly
    assert "van 1.260 naar 820 (65 % van het jaar voordien)" in filed(results(both.tail(1)))
    blank = table.assign(cases_previous=pd.array([820, None], dtype="Int64"))
    assert filed(results(blank)).endswith(
        "Eén maatregel heeft maar in een van beide jaren een getal en is niet te vergelijken."
    )
    text = reported(table, results(table))
    assert text.startswith("Per honderd dossiers waren er 7,8 Pro Justitia in 2022, tegenover 16,9")
    assert "Bij Kaarten daalde dat van 17,0 naar 7,9 per honderd: 46 % van het jaar" in text


def test_a_measure_that_reverses_the_total_is_named(results: Results) -> None:
    """139 in 820 to 99 in 1260 falls, 39 in 1340 to 49 in 1310 rises: together it falls."""
    rows = [
        ("Kaarten", 820, 1260, 139, 99, 1),
        ("Rest", 1340, 1310, 39, 49, 2),
        ("Weg", 60, None, None, None, 3),
    ]
    empty = dict.fromkeys(COUNTS[4:], None)
    table = pd.DataFrame(rows, columns=["label", *COUNTS[:4], "line"]).assign(
        **empty, total=False, measure=["a", "b", "c"]
    )
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    text = reported(table.head(2), results(table.head(2)))
    assert "Dat komt door Kaarten: zonder die dossiers stijgt het van 2,9 naar 3,7." in text
    assert text.endswith(
        "Bij de andere maatregelen is geen verschil aangetoond: het kan er toeval zijn."
    )
    blank = table.head(2).assign(reports_current=pd.array([99, None], "Int64"))
    assert reported(blank, results(blank)).endswith("het plan geeft er maar een van beide jaren.")
    assert "Dat komt door" not in reported(table.head(1), results(table.head(1)))
    assert (
        "Bij de 2 maatregelen met een getal in beide jaren samen zijn het er 2.570, tegenover "
        in (in_words(inspections_text(table, 2023)))
    )
    assert "2.160 (+19,0 %)." in in_words(inspections_text(table, 2023))
    assert "in beide jaren" not in in_words(inspections_text(table.head(2), 2023)), "all have both"


def test_a_different_number_in_the_text_is_mentioned() -> None:
    """80 investigations in the text, 77 in the table; 86 in both need no word."""
    row = dict(zip(COUNTS, (77, 86, None, None, None, None), strict=True))
    table = pd.DataFrame([{"label": "Toezicht", "measure": "toezicht", **row}]).assign(
        total=False, line=1
    )
    told = pd.DataFrame(
        [("toezicht", "onderzoeken", 2021, 80), ("toezicht", "onderzoeken", 2022, 86)],
        columns=["measure", "indicator", "year", "value"],
    )
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    assert in_words(inspections_text(table, 2023, whole=False, figures=told)).endswith(
        "De tekst van het plan noemt voor 2021 80 onderzoeken bij Toezicht, de tabel 77: wat het "
        "plan op twee plaatsen anders zegt, staat in [Consistentie](consistentie.ipynb)."
    )
    assert "De tekst" not in in_words(inspections_text(table, 2023, figures=told.tail(1)))


def test_a_rise_from_zero_is_not_a_multiple(results: Results) -> None:
    """0 reports in 800 files to 60 in 800: more, but not so many times as many."""
    row = dict(zip(COUNTS[:4], (800, 800, 0, 60), strict=True))
    empty = dict.fromkeys(COUNTS[4:], None)
    table = pd.DataFrame([{"label": "Kaarten", **row, **empty}]).assign(
        total=False, measure="kaarten", line=1
    )
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    text = reported(table, results(table))
    assert "Bij Kaarten steeg dat van 0,0 naar 7,5 per honderd." in text
    doubled = table.assign(reports_previous=30).astype(dict.fromkeys(COUNTS, "Int64"))
    text = reported(doubled, results(doubled))
    assert "steeg dat van 3,8 naar 7,5 per honderd: 2,0 keer zoveel (95 %-interval 1,3 tot" in text


def test_a_total_agrees_or_does_not() -> None:
    whole = INSPECTIONS
    assert "voor elk van de 6 kolommen" in in_words(totals_text(whole))
    wrong = whole.assign(cases_current=pd.array([26, 25], dtype="Int64"))
    assert in_words(totals_text(wrong)).startswith("In één kolom wijkt")
    assert in_words(totals_text(INSPECTIONS.tail(1))) == "Het plan drukt hier geen totaal af."
