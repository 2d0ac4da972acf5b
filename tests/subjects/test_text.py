from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.plan.tables.status import STATUS_DTYPE
from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.inspections.text import (
    inspections_text,
    rates_text,
    reports_text,
    totals_text,
)
from analysis.subjects.milestones.text.realisation import (
    apart_text,
    not_realised_text,
    pooled_text,
    realised_text,
    where_text,
)
from analysis.subjects.planning.text import planned_text
from analysis.toolkit.parts import Parts
from analysis.toolkit.sentence import Prose, opening


def plain(text: Prose) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def milestones(*statuses: str | None, **cells: Any) -> pd.DataFrame:  # noqa: ANN401 - any cell
    """Return an evaluated milestone per status, with the same other cells."""
    usual = {"kind": "evaluated", "section": "3.1.1", "quarters": "", "carried_over": False}
    flags = {"continuous": False, "ad_hoc": False}
    frame = pd.DataFrame([{**usual, **flags, **cells, "status": status} for status in statuses])
    return frame.astype({"status": STATUS_DTYPE})


def planned(*quarters: str, **cells: Any) -> pd.DataFrame:  # noqa: ANN401 - any cell
    return milestones(*[None] * len(quarters), kind="planned", **cells).assign(quarters=quarters)


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "Nul mijlpalen"), (1, "Eén mijlpaal"), (2, "Twee mijlpalen"), (13, "13 mijlpalen")],
)
def test_a_sentence_opens_with_a_count_in_words(count: int, text: str) -> None:
    assert opening(count, "mijlpaal", "mijlpalen") == text


def test_realisation_with_its_interval() -> None:
    """98 of 121 is 81 %; Wilson's interval is 73 to 87 %."""
    rows = milestones(*["realised"] * 98, *["delayed"] * 23)
    assert plain(realised_text(rows, 2023, 0.95)) == (
        "Van de 121 geëvalueerde mijlpalen van 2022 met een status werden er 98 gerealiseerd "
        "(81 %; 95 %-interval 73–87 %)."
    )


def test_what_does_not_count_is_told() -> None:
    rows = milestones("realised", None, "not_applicable", "not_applicable")
    assert plain(realised_text(rows, 2023, 0.95)) == (
        "De enige geëvalueerde mijlpaal van 2022 met een status is gerealiseerd. "
        "Niet meegeteld: één zonder status en 2 niet van toepassing."
    )
    assert "geen mijlpalen van 2022" in plain(realised_text(rows.iloc[[1]], 2023, 0.95))


@pytest.mark.parametrize(
    ("statuses", "text"),
    [
        (["realised"], "Alle mijlpalen van 2022 met een status zijn gerealiseerd."),
        (
            ["delayed"],
            "Eén mijlpaal is niet gerealiseerd; de status is ‘loopt met vertraging’.",
        ),
        (
            ["delayed", "on_hold"],
            (
                "Twee mijlpalen zijn niet gerealiseerd. Hun status is ‘loopt met vertraging’ (1) "
                "en ‘on hold’ (1)."
            ),
        ),
        (
            ["on_hold", "on_hold"],
            "Twee mijlpalen zijn niet gerealiseerd. Elk daarvan heeft de status ‘on hold’.",
        ),
    ],
)
def test_what_is_not_realised_by_status(statuses: list[str], text: str) -> None:
    assert plain(not_realised_text(milestones(*statuses), 2023)) == text


def test_without_any_status_nothing_is_called_realised() -> None:
    """Milestones without a status are neither realised nor not."""
    rows = milestones(None, "not_applicable")
    assert plain(not_realised_text(rows, 2023)) == (
        "Geen enkele mijlpaal van 2022 heeft een status die meetelt."
    )


def test_a_plan_with_dates_and_without() -> None:
    rows = pd.concat([planned("2023Q1", "2023Q4", "2023Q4"), planned("", continuous=True)])
    assert plain(planned_text(rows, 2023)) == (
        "Voor 2023 zijn er 4 mijlpalen gepland: 3 met een kwartaal en 1 doorlopend. "
        "Het drukst is Q4 2023, met 2."
    )


@pytest.mark.parametrize(
    ("quarters", "text"),
    [
        ([], "Het plan kondigt hier geen mijlpalen voor 2023 aan."),
        (
            ["2023Q1"],
            "Voor 2023 is er één mijlpaal gepland, met een kwartaal. Het drukst is Q1 2023, met 1.",
        ),
        (
            ["2023Q1", "2023Q2"],
            (
                "Voor 2023 zijn er 2 mijlpalen gepland, elk met een kwartaal. Het drukst zijn "
                "Q1 2023 en Q2 2023, met elk 1."
            ),
        ),
        ([""], "Voor 2023 is er één mijlpaal gepland, zonder datum."),
    ],
)
def test_a_plan_of_none_one_and_two(quarters: list[str], text: str) -> None:
    rows = planned(*quarters) if quarters else milestones("realised")
    assert plain(planned_text(rows, 2023)) == text


def test_the_chapters_where_it_went_wrong_are_linked_the_most_first() -> None:
    rows = pd.concat(
        [
            milestones("delayed", chapter="vsi"),
            milestones("delayed", "on_hold", "realised", chapter="activering"),
        ]
    )
    titles = {"activering": "Activering", "vsi": "Inspectie"}
    assert plain(where_text(rows, titles)) == (
        "De lijsten staan in de hoofdstukken: [Activering](activering.ipynb) (2) en "
        "[Inspectie](vsi.ipynb) (1)."
    )
    assert plain(where_text(milestones("realised", chapter="vsi"), titles)) == (
        "Er valt niets op te zoeken."
    )


def test_what_is_counted_stands_beside_what_is_estimated() -> None:
    """90 of 100 and 1 of 2: 91 of 102 is 89 %; the mean of the two sections is lower."""
    rows = pd.concat(
        [
            milestones(*["realised"] * 90, *["delayed"] * 10),
            milestones("realised", "delayed", section="3.1.2"),
        ]
    )
    text = plain(pooled_text(rows, 1.0))
    assert text.startswith("Van hun 102 mijlpalen is 89 % gehaald. Het geschatte gemiddelde is ")
    estimated = int(text.partition("gemiddelde is ")[2].partition(" %")[0])
    assert 50 < estimated < 89
    assert "geen mijlpalen met een status" in plain(pooled_text(milestones(None), 1.0))


def test_parts_that_stand_apart_are_named() -> None:
    parts = Parts("section", {"3.1.1": "Werk", "3.1.2": "Leren"}, "onderdeel", "onderdelen")
    both = pd.concat(
        [milestones(*["realised"] * 30), milestones(*["delayed"] * 30, section="3.1.2")]
    )
    assert plain(apart_text(both, parts, 0.95)) == (
        "Duidelijk onder het geheel (50 %) ligt Leren. Duidelijk boven het geheel (50 %) ligt Werk."
    )
    same = milestones("realised", "delayed")
    assert plain(apart_text(same, parts, 0.95)).startswith("Het interval van elk onderdeel")


INSPECTIONS = pd.DataFrame(
    [
        ("TOTAAL", 20, 25, 4, 3, None, None, True),
        ("Kaarten", 20, 25, 4, 3, None, None, False),
    ],
    columns=["label", *COUNTS, "total"],
).astype(dict.fromkeys(COUNTS, "Int64"))


def test_inspections_leave_out_what_never_happened() -> None:
    """There are no recoveries in either year, so the sentence names none."""
    assert plain(inspections_text(INSPECTIONS, 2023)) == (
        "De tabel van de Vlaamse Sociale Inspectie telt 25 dossiers in 2022, tegenover 20 in 2021 "
        "(+25,0 %). Daarnaast vermeldt ze 3 Pro Justitia (in 2021: 4)."
    )
    assert "geen controles" in plain(inspections_text(INSPECTIONS.head(1), 2023))


def test_files_of_no_chapter_are_told_beside_the_total() -> None:
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
    assert plain(inspections_text(table, 2023)).endswith(
        "5 van die dossiers van 2022 horen bij 2 kernprocessen die het plan aan geen doelstelling "
        "koppelt (zoals Taal): ze staan in dit totaal, maar in geen ander hoofdstuk."
    )
    assert "doelstelling" not in plain(inspections_text(table.head(1), 2023))


def inspected(*counts: int | None) -> pd.DataFrame:
    columns = ["label", *COUNTS, "total"]
    rows = [("Kaarten", *counts, *[None] * (len(COUNTS) - len(counts)), False)]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(COUNTS, "Int64"))


def test_a_chapters_files_are_those_of_its_measures() -> None:
    assert plain(inspections_text(inspected(20, 25), 2023, whole=False)) == (
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
def test_a_year_without_a_number_is_not_a_year_of_none(
    counts: tuple[int | None, ...], words: str
) -> None:
    table = inspected(*counts)
    assert plain(inspections_text(table, 2023)).endswith(words)
    if None in counts:
        assert "niet te vergelijken" in plain(reports_text(table, 2023))


def test_only_what_counting_noise_cannot_explain_is_called_a_change() -> None:
    """820 files to 1260 are more, 3 to 5 may be chance; 139 reports in 820 to 99 in 1260 fewer."""
    rows = [("Kaarten", 820, 1260, 139, 99), ("Maatwerk", 3, 5, None, None)]
    columns = ["label", *COUNTS[:4]]
    empty = dict.fromkeys(COUNTS[4:], pd.array([None] * 2, dtype="Int64"))
    table = pd.DataFrame(rows, columns=columns).assign(
        **empty, total=False, measure=["kaarten", "maatwerk"], objective="OD 1", line=[1, 2]
    )
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    assert plain(rates_text(table)) == (
        "Bij één van de 2 maatregelen zijn er duidelijk meer dossiers dan het jaar voordien: "
        "Kaarten, van 820 naar 1.260 (1,54 keer zoveel)."
    )
    assert plain(rates_text(table.head(1))) == (
        "Bij Kaarten zijn er duidelijk meer dossiers dan het jaar voordien: van 820 naar 1.260 "
        "(1,54 keer zoveel)."
    )
    both = pd.concat([table, table.head(1).assign(cases_previous=1260, cases_current=820)])
    assert plain(rates_text(both)) == (
        "Bij 2 van de 3 maatregelen zijn er duidelijk meer of minder dossiers dan het jaar "
        "voordien (één met meer en één met minder). Daarvan heeft Kaarten de meeste dossiers: van "
        "820 naar 1.260 (1,54 keer zoveel)."
    )
    mostly = plain(rates_text(pd.concat([both, table.head(1)])))
    assert "(twee met meer en één met minder)" in mostly
    assert "van 1.260 naar 820 (65 % van het jaar voordien)" in plain(rates_text(both.tail(1)))
    blank = table.assign(cases_previous=pd.array([820, None], dtype="Int64"))
    assert plain(rates_text(blank)).endswith(
        "Eén maatregel heeft maar in een van beide jaren een getal en is niet te vergelijken."
    )
    text = plain(reports_text(table, 2023))
    assert text.startswith("Per honderd dossiers waren er 7,8 Pro Justitia in 2022, tegenover 16,9")
    assert "Bij Kaarten daalde dat van 17,0 naar 7,9 per honderd: 46 % van het jaar" in text


def test_a_total_that_one_measure_turns_names_it() -> None:
    """139 in 820 to 99 in 1260 falls, 39 in 1340 to 49 in 1310 rises: together it falls."""
    rows = [
        ("Kaarten", 820, 1260, 139, 99, 1),
        ("Rest", 1340, 1310, 39, 49, 2),
        ("Weg", 60, None, None, None, 3),
    ]
    empty = dict.fromkeys(COUNTS[4:], None)
    table = pd.DataFrame(rows, columns=["label", *COUNTS[:4], "line"]).assign(
        **empty, total=False, measure=["a", "b", "c"], objective="OD 1"
    )
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    text = plain(reports_text(table.head(2), 2023))
    assert "Dat komt door Kaarten: zonder die dossiers stijgt het van 2,9 naar 3,7." in text
    assert text.endswith(
        "Bij de andere maatregelen is geen verschil aangetoond: het kan er toeval zijn."
    )
    blank = table.head(2).assign(reports_current=pd.array([99, None], "Int64"))
    assert plain(reports_text(blank, 2023)).endswith("het plan geeft er maar een van beide jaren.")
    assert "Dat komt door" not in plain(reports_text(table.head(1), 2023))
    assert (
        "Bij de 2 maatregelen met een getal in beide jaren samen zijn het er 2.570, tegenover "
        in (plain(inspections_text(table, 2023)))
    )
    assert "2.160 (+19,0 %)." in plain(inspections_text(table, 2023))
    assert "in beide jaren" not in plain(inspections_text(table.head(2), 2023)), "all have both"


def test_another_number_in_the_text_is_said_beside_the_table() -> None:
    """80 investigations in the text, 77 in the table; 86 in both need no word."""
    row = dict(zip(COUNTS, (77, 86, None, None, None, None), strict=True))
    table = pd.DataFrame([{"label": "Toezicht", "measure": "toezicht", **row}]).assign(
        total=False, objective="OD 1", line=1
    )
    told = pd.DataFrame(
        [("toezicht", "onderzoeken", 2021, 80), ("toezicht", "onderzoeken", 2022, 86)],
        columns=["measure", "indicator", "year", "value"],
    )
    table = table.astype(dict.fromkeys(COUNTS, "Int64"))
    assert plain(inspections_text(table, 2023, whole=False, figures=told)).endswith(
        "De tekst van het plan noemt voor 2021 80 onderzoeken bij Toezicht, de tabel 77: wat het "
        "plan op twee plaatsen anders zegt, staat in [Consistentie](consistentie.ipynb)."
    )
    assert "De tekst" not in plain(inspections_text(table, 2023, figures=told.tail(1)))


def test_a_rise_from_nothing_is_no_multiple() -> None:
    """0 reports in 800 files to 60 in 800: more, but not so many times as many."""
    row = dict(zip(COUNTS[:4], (800, 800, 0, 60), strict=True))
    empty = dict.fromkeys(COUNTS[4:], None)
    table = pd.DataFrame([{"label": "Kaarten", **row, **empty}]).assign(
        total=False, measure="kaarten", objective="OD 1", line=1
    )
    text = plain(reports_text(table.astype(dict.fromkeys(COUNTS, "Int64")), 2023))
    assert "Bij Kaarten steeg dat van 0,0 naar 7,5 per honderd." in text
    doubled = table.assign(reports_previous=30).astype(dict.fromkeys(COUNTS, "Int64"))
    text = plain(reports_text(doubled, 2023))
    assert "steeg dat van 3,8 naar 7,5 per honderd: 2,0 keer zoveel (95 %-interval 1,3 tot" in text


def test_a_total_agrees_or_does_not() -> None:
    whole = INSPECTIONS
    assert "voor elk van de 6 kolommen" in plain(totals_text(whole))
    wrong = whole.assign(cases_current=pd.array([26, 25], dtype="Int64"))
    assert plain(totals_text(wrong)).startswith("In één kolom wijkt")
    assert plain(totals_text(INSPECTIONS.tail(1))) == "Het plan drukt hier geen totaal af."
