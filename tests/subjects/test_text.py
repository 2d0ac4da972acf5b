from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.plan.tables.status import STATUS_DTYPE
from analysis.subjects.budget.text import budget_text, concentration_text
from analysis.subjects.budget.totals import AMOUNTS
from analysis.subjects.milestones.text.realisation import (
    apart_text,
    not_realised_text,
    pooled_text,
    realised_text,
    where_text,
)
from analysis.subjects.norms.text import change_text, norms_text
from analysis.subjects.people.text import letters_text, workforce_text
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
