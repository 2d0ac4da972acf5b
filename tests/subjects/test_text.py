from __future__ import annotations

import pandas as pd
import pytest

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.budget.text import budget_text, concentration_text
from analysis.subjects.budget.totals import AMOUNTS
from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.inspections.text import (
    inspections_text,
    rates_text,
    reports_text,
    totals_text,
)
from analysis.subjects.norms.text import change_text, norms_text
from analysis.subjects.people.text import letters_text, workforce_text
from analysis.toolkit.sentence import Prose, opening


def plain(text: Prose) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "Nul mijlpalen"), (1, "Eén mijlpaal"), (2, "Twee mijlpalen"), (13, "13 mijlpalen")],
)
def test_a_sentence_opens_with_a_count_in_words(count: int, text: str) -> None:
    assert opening(count, "mijlpaal", "mijlpalen") == text


NORMS = pd.DataFrame(
    [
        ("Kaarten", "100% binnen 30 dagen", 100, 37, "met", "far_under"),
        ("Premie", "80% binnen 50 dagen", 80, 80, "met", "met"),
        ("Maatwerk", "100% saldi", 100, None, "met", None),
    ],
    columns=["name", "norm", "target", "current", "step_previous", "step"],
).astype(
    {"target": "Float64", "current": "Float64", "step_previous": STEP_DTYPE, "step": STEP_DTYPE}
)


def test_norms_with_the_one_furthest_off() -> None:
    assert plain(norms_text(NORMS, 2023)) == (
        "Van de 2 normen met een resultaat voor 2022 werd er één gehaald (50 %); één ligt meer dan "
        "10 procentpunt onder het streefdoel. In 2021 waren er 2 gehaald. Het verst onder het "
        "streefdoel ligt Kaarten (100% binnen 30 dagen): 37 % tegenover 100 %. Eén norm heeft geen "
        "resultaat voor 2022."
    )
    names = ("normen met 90 procent of meer", "normen, totaal")
    told = pd.DataFrame({"indicator": names, "value": [48.0, 65.0], "year": [2022, 2022]})
    assert (
        "volgens zijn tekst haalden 48 van de 65 normen 90 % of meer. In zijn tabel zijn dat er 0 "
        "van de 2 met een resultaat."
    ) in plain(norms_text(NORMS, 2023, told))
    assert norms_text(NORMS, 2023, told.head(1)) == norms_text(NORMS, 2023)
    assert plain(norms_text(NORMS.iloc[[1]], 2023)) == (
        "De enige norm met een resultaat voor 2022 is gehaald. In 2021 waren er evenveel gehaald."
    )
    assert "geen enkele ligt meer dan" in plain(norms_text(NORMS.iloc[[1, 1]], 2023))
    assert "geen normen met een resultaat" in plain(norms_text(NORMS.tail(1), 2023))


def test_norms_of_two_years_are_compared_on_those_with_both() -> None:
    """Of three results two have one of the year before: one was met, and two were then."""
    new = NORMS.iloc[[0, 1, 1]].assign(step_previous=pd.array(["met", "met", None], dtype="str"))
    rows = new.astype({"step_previous": STEP_DTYPE})
    assert (
        "Van de 2 met een resultaat in beide jaren werd er één gehaald, tegenover 2 in 2021."
        in plain(norms_text(rows, 2023))
    )
    then = pd.array(["far_under", "met", None], dtype="str")
    same = rows.assign(step_previous=then).astype({"step_previous": STEP_DTYPE})
    assert "werd er één gehaald, evenveel als in 2021." in plain(norms_text(same, 2023))


BUDGET = (
    pd.DataFrame(
        [
            ("korting", "Korting", 100_000_000, 90_000_000, 80_000_000, 70_000_000, False),
            ("premie", "Ondersteuningspremie", 1_000_000, 1_000_000, 31_000_000, 1_000_000, False),
            ("boetes", "Boetes", None, 600, None, 620, True),
        ],
        columns=["measure", "name", *AMOUNTS, "receipts"],
    )
    .astype(dict.fromkeys(AMOUNTS, "Int64"))
    .assign(chapter="activering", line=[1, 2, 3])
)


def test_budget_in_millions_with_the_largest_change() -> None:
    assert plain(budget_text(BUDGET, 2023)) == (
        "Over 2 uitgavenposten samen werd in 2022 € 101,0 mln. VAK en € 91,0 mln. VEK "
        "gerealiseerd. Voor 2023 staat er € 111,0 mln. VAK (+9,9 %) en € 71,0 mln. VEK in het "
        "budget. Het grootste verschil maken Ondersteuningspremie (€ 30,0 mln. meer) en Korting "
        "(€ 20,0 mln. minder)."
    )
    assert plain(budget_text(pd.concat([BUDGET, BUDGET.iloc[[0]]]), 2023)).endswith(
        "Het grootste verschil maken Korting (2 posten samen, € 40,0 mln. minder) en "
        "Ondersteuningspremie (€ 30,0 mln. meer)."
    )
    posts = pd.concat([BUDGET.head(1), BUDGET.head(1)], ignore_index=True).assign(
        label=["Korting", "Korting - Relance Budget 127 - Digi-banken"],
        vak_realised=pd.array([10_000_000, 50_000_000], "Int64"),
        vak_budget=pd.array([8_000_000, 0], "Int64"),
    )
    assert (
        "(2 posten samen, € 52,0 mln. minder, waarvan € 50,0 mln. minder relancebudget: Digi"
        in (plain(budget_text(posts, 2023)))
    )
    assert "relance" not in plain(budget_text(posts.head(1), 2023))
    grown = posts.assign(vak_budget=pd.array([40_000_000, 0], "Int64"))
    assert (
        "(2 posten samen, € 20,0 mln. minder: € 50,0 mln. minder relancebudget en € 30,0 mln. meer "
        "ander krediet)"
    ) in plain(budget_text(grown, 2023))
    assert plain(budget_text(BUDGET.tail(1), 2023)) == (
        "Het plan geeft hier geen uitgaven met een bedrag."
    )


def test_the_change_of_the_budget_is_the_sum_of_what_is_shown() -> None:
    """From 101 to 111 million: +9,9 %, of which +29,7 by one measure, so -19,8 by the others."""
    assert plain(concentration_text(BUDGET, 2023)) == (
        "De verandering van +9,9 % is de som van +29,7 procentpunt door één maatregel, "
        "Ondersteuningspremie, en −19,8 procentpunt door alle andere samen. De vijf grootste "
        "maatregelen krijgen 100 % van het VAK-krediet van 2023. Zo geconcentreerd zou het ook "
        "zijn bij 1,7 even grote maatregelen."
    )
    nothing = BUDGET.assign(vak_realised=pd.array([0, 0, 0], dtype="Int64"))
    assert "geen gerealiseerd bedrag" in plain(concentration_text(nothing, 2023))


def test_norms_that_fell_by_the_interval_but_not_by_the_ranks_are_told_as_unsure() -> None:
    """Five falls of one size: the exact signed-rank p is 2 / 2**5 = 0,06, above the limit."""
    frame = pd.DataFrame({"label": list("abcde"), "change": [-1.0, -2.0, -3.0, -4.0, -5.0]}).assign(
        step_previous="met", step="under"
    )
    rows = frame.astype({"step_previous": STEP_DTYPE, "step": STEP_DTYPE})
    text = plain(change_text(rows, 1, 0.95))
    assert "Dat interval sluit nul uit, maar een toets op rangen niet (p = 0,06)" in text


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


def test_people_and_letters() -> None:
    people = pd.DataFrame(
        [("Niveau A", "", 3, 1, 4), ("Eindtotaal", "", 3, 1, 4)],
        columns=["level", "grade", "statutory", "contractual", "total"],
    )
    none = pd.DataFrame({"table": ["norms"]})
    assert plain(workforce_text(people, none)) == (
        "Het plan telt 4 personeelsleden: 3 statutair (75 %) en 1 contractueel. "
        "De niveaus tellen op tot dat totaal."
    )
    wrong = people.assign(total=[5, 5])
    mended = plain(workforce_text(people, pd.DataFrame({"table": ["workforce"]})))
    assert "tellen op tot dat totaal, nadat één getal verbeterd is (zie" in mended
    assert plain(workforce_text(wrong, none)).endswith(
        "Bij Niveau A drukt het plan 5 af, terwijl statutair en contractueel samen 4 geven."
    )
    letters = pd.DataFrame(
        {
            "department": ["Afdeling Beleid", "VSI", "Totaal"],
            "letters": pd.array([19, None, 20], dtype="Int64"),
            "status": ["afgewerkt", "", ""],
            "line": [1, 2, 3],
        }
    )
    target = "aandeel heldere standaardbrieven, streefcijfer"
    figures = pd.DataFrame({"indicator": [target], "value": [75.0], "year": [2024]})
    counted = (
        "Het plan telt 20 brieven om te herwerken; 19 daarvan zijn van Afdeling Beleid. "
        "De rijen tellen op tot 19."
    )
    assert plain(letters_text(letters, figures.head(0))) == counted
    assert plain(letters_text(letters, figures)) == (
        f"{counted} De Vlaamse overheid wil dat tegen 2024 minstens 75 % van haar standaardbrieven "
        "en -mails helder is: een doel van alle entiteiten samen, niet van het departement alleen. "
        "Hier afgewerkt volgens de tabel: 19, of minstens 95 %; wat in behandeling is, kan ook al "
        "afgewerkte brieven tellen."
    )
    assert "geen eindtotaal" in plain(workforce_text(people.head(1), none))
    assert "geen totaal" in plain(letters_text(letters.head(2), figures))
