from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.people.text import (
    diversity_text,
    letters_text,
    own_verdict_text,
    savings_text,
    staff_text,
    verdicts_text,
    workforce_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_savings_and_diversity() -> None:
    def of(*pairs: tuple[str, float]) -> pd.DataFrame:
        return pd.DataFrame(pairs, columns=["indicator", "value"])

    saved = of(("besparing, totale doelstelling", 30), ("besparing, gerealiseerd", 20))
    assert plain(savings_text(saved)) == (
        "Van de 30 koppen die het departement moet besparen, zijn er 20 gerealiseerd (67 %); er "
        "blijven er 10 te gaan. Het zijn koppen, geen voltijdse equivalenten."
    )
    apart = pd.concat([saved, of(("buiten besparingsdoelgroep", 28))])
    assert "28 koppen vallen buiten de doelgroep van de besparing." in plain(savings_text(apart))
    women = "aandeel vrouwen in middenmanagement"
    people = of((women, 60), (f"{women}, streefcijfer", 40))
    assert plain(diversity_text(people)) == (
        "In het middenmanagement is 60 % vrouw; het streefcijfer, 40 %, is gehaald."
    )
    assert "geen cijfers" in plain(diversity_text(of()))
    assert "geen doelstelling" in plain(savings_text(of()))


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


def test_projects_without_a_realised_milestone_are_named() -> None:
    rows = pd.DataFrame({"title": ["Klant centraal"], "milestones": [3]})
    assert plain(verdicts_text(rows)).endswith("Klant centraal (geen van de 3 mijlpalen).")
    assert "Geen enkel project" in plain(verdicts_text(rows.head(0)))


def test_the_number_of_staff_has_both_years_and_the_plans_words() -> None:
    rows = [("medewerkers", 2021, 376), ("medewerkers", 2022, 379)]
    rows.append(("medewerkers uit Syntra Vlaanderen", 2021, 65))
    figures = pd.DataFrame(rows, columns=["indicator", "year", "value"])
    remarks = pd.DataFrame({"topic": ["staff", "cause"], "about": ["door uitstroom", "x"]})
    assert plain(staff_text(figures, remarks, 2023)) == (
        "Eind 2021 waren er 376 medewerkers, waarvan 65 uit Syntra Vlaanderen; eind 2022 zijn het "
        "er 379. Het plan zegt erbij: door uitstroom."
    )
    assert "zegt niet hoe" in plain(staff_text(figures.head(1), remarks, 2023))


def test_the_plans_verdict_is_next_to_the_count(make_milestones: MakeMilestones) -> None:
    rows = make_milestones(*({"section": "6.1", "status": s} for s in ("realised", "delayed")))
    project = {
        "title": "Boord",
        "section": "6.1",
        "overall_status": "Grotendeels",
        "place": "sectie 2.2.2, projecten, rij 1",
        "status_place": "sectie 6.1, tekst",
    }
    assert plain(own_verdict_text(pd.DataFrame([project]), rows)) == (
        "Over Boord zegt het plan: ‘Grotendeels’ (sectie 6.1, tekst); van de 2 mijlpalen met "
        "een status in dat onderdeel zijn er 1 gerealiseerd."
    )
    unsaid = pd.DataFrame([{**project, "overall_status": ""}])
    assert "geen project een eigen oordeel" in plain(own_verdict_text(unsaid, rows))
