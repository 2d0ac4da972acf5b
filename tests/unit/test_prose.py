from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.data.legend import STEP_DTYPE
from analysis.data.status import STATUS_DTYPE
from analysis.prose.measures import budget_text, inspections_text, norms_text, totals_text
from analysis.prose.milestones import (
    against_rest,
    apart_text,
    carried_over_text,
    not_realised_text,
    planned_text,
    realised_text,
)
from analysis.prose.organisation import letters_text, workforce_text
from analysis.prose.sentence import Prose, opening
from analysis.stats.budget import AMOUNTS
from analysis.stats.inspections import COUNTS
from analysis.stats.parts import Parts


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
        "Van de 1 geëvalueerde mijlpaal van 2022 met een status werd er 1 gerealiseerd "
        "(100 %; 95 %-interval 21–100 %). "
        "Niet meegeteld: 1 zonder status en 2 niet van toepassing."
    )
    assert "geen mijlpalen van 2022" in plain(realised_text(rows.iloc[[1]], 2023, 0.95))


@pytest.mark.parametrize(
    ("statuses", "text"),
    [
        (["realised"], "Alle mijlpalen van 2022 met een status zijn gerealiseerd."),
        (
            ["delayed"],
            "Eén mijlpaal is niet gerealiseerd: een met de status ‘loopt met vertraging’.",
        ),
        (
            ["delayed", "on_hold"],
            (
                "Twee mijlpalen zijn niet gerealiseerd: 1 met de status ‘loopt met vertraging’ en "
                "1 met de status ‘on hold’."
            ),
        ),
    ],
)
def test_what_is_not_realised_by_status(statuses: list[str], text: str) -> None:
    assert plain(not_realised_text(milestones(*statuses), 2023)) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "Bij geen enkele mijlpaal van 2022 vermeldt het plan dat hij doorloopt."),
        (
            1,
            (
                "Bij 1 mijlpaal vermeldt het plan dat hij in 2023 doorloopt; 1 daarvan heeft de "
                "status ‘gerealiseerd’."
            ),
        ),
        (
            2,
            (
                "Bij 2 mijlpalen vermeldt het plan dat ze in 2023 doorlopen; 2 daarvan hebben de "
                "status ‘gerealiseerd’."
            ),
        ),
    ],
)
def test_what_runs_on(count: int, text: str) -> None:
    rows = milestones("realised", "realised", "realised")
    rows["carried_over"] = [place < count for place in range(3)]
    assert plain(carried_over_text(rows, 2023)) == text


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
            "Voor 2023 is er 1 mijlpaal gepland: 1 met een kwartaal. Het drukst is Q1 2023, met 1.",
        ),
        (
            ["2023Q1", "2023Q2"],
            (
                "Voor 2023 zijn er 2 mijlpalen gepland: elk met een kwartaal. Het drukst zijn "
                "Q1 2023 en Q2 2023, met elk 1."
            ),
        ),
        ([""], "Voor 2023 is er 1 mijlpaal gepland: 1 zonder datum."),
    ],
)
def test_a_plan_of_none_one_and_two(quarters: list[str], text: str) -> None:
    rows = planned(*quarters) if quarters else milestones("realised")
    assert plain(planned_text(rows, 2023)) == text


def test_a_comparison_says_what_chance_allows() -> None:
    """40 of 40 against 10 of 40 is apart; against 38 of 40 it is not."""
    own = milestones(*["realised"] * 40)
    low = pd.concat([own, milestones(*["realised"] * 10, *["delayed"] * 30)], ignore_index=True)
    near = pd.concat([own, milestones(*["realised"] * 38, *["delayed"] * 2)], ignore_index=True)
    assert "de realisatie ligt hier hoger dan elders" in plain(against_rest(own, low, 0.95))
    assert "De intervallen overlappen:" in plain(against_rest(own, near, 0.95))
    assert "niet mogelijk" in plain(against_rest(own, own, 0.95))


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
        "Van de 2 normen met een resultaat voor 2022 werd er 1 gehaald (50 %); 1 ligt meer dan "
        "10 procentpunt onder het streefdoel. Van de 2 met een resultaat in beide jaren werd er "
        "1 gehaald, tegenover 2 in 2021. Het verst onder het streefdoel ligt Kaarten (100% binnen "
        "30 dagen): 37 % tegenover 100 %. Eén norm heeft geen resultaat voor 2022."
    )
    assert "geen enkele ligt meer dan" in plain(norms_text(NORMS.iloc[[1]], 2023))
    assert "geen normen met een resultaat" in plain(norms_text(NORMS.tail(1), 2023))


BUDGET = pd.DataFrame(
    [
        ("Korting", 100_000_000, 90_000_000, 80_000_000, 70_000_000, False),
        ("Ondersteunings-premie", 1_000_000, 1_000_000, 31_000_000, 1_000_000, False),
        ("Boetes (ontvangsten!)", None, 600, None, 620, True),
    ],
    columns=["label", *AMOUNTS, "receipts"],
).astype(dict.fromkeys(AMOUNTS, "Int64"))


def test_budget_in_millions_with_the_largest_change() -> None:
    assert plain(budget_text(BUDGET, 2023)) == (
        "Over 2 uitgavenposten samen werd in 2022 € 101,0 mln. VAK en € 91,0 mln. VEK "
        "gerealiseerd. Voor 2023 staat er € 111,0 mln. VAK (+9,9 %) en € 71,0 mln. VEK in het "
        "budget. Het grootste verschil in euro zit bij Ondersteuningspremie: € 30,0 mln. meer VAK."
    )
    assert plain(budget_text(BUDGET.tail(1), 2023)) == (
        "Het plan geeft hier geen uitgaven met een bedrag."
    )


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


def test_a_total_agrees_or_does_not() -> None:
    whole = INSPECTIONS
    assert "voor elk van de 6 kolommen" in plain(totals_text(whole))
    wrong = whole.assign(cases_current=pd.array([26, 25], dtype="Int64"))
    assert plain(totals_text(wrong)).startswith("In 1 kolom wijkt")
    assert plain(totals_text(INSPECTIONS.tail(1))) == "Het plan drukt hier geen totaal af."


def test_people_and_letters() -> None:
    people = pd.DataFrame(
        [("Niveau A", "", 3, 1, 4), ("Eindtotaal", "", 3, 1, 4)],
        columns=["level", "grade", "statutory", "contractual", "total"],
    )
    assert plain(workforce_text(people)) == (
        "Het plan telt 4 personeelsleden: 3 statutair (75 %) en 1 contractueel. "
        "De niveaus tellen op tot dat totaal."
    )
    wrong = people.assign(total=[5, 5])
    assert plain(workforce_text(wrong)).endswith(
        "Bij Niveau A drukt het plan 5 af, terwijl statutair en contractueel samen 4 geven."
    )
    letters = pd.DataFrame(
        {
            "department": ["Afdeling Beleid", "VSI", "Totaal"],
            "letters": pd.array([19, None, 20], dtype="Int64"),
            "line": [1, 2, 3],
        }
    )
    assert plain(letters_text(letters)) == (
        "Het plan telt 20 brieven om te herwerken; 19 daarvan zijn van Afdeling Beleid. "
        "De rijen tellen op tot 19."
    )
    assert "geen eindtotaal" in plain(workforce_text(people.head(1)))
    assert "geen totaal" in plain(letters_text(letters.head(2)))
