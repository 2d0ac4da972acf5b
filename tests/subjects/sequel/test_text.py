"""What the report says of milestones that run on and of the search for their successors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.sequel.settings import CONFIDENCE, OUTCOMES
from analysis.subjects.sequel.text import (
    caution_text,
    lineage_text,
    reviewers_text,
    settings_in_words,
    trust_text,
)

if TYPE_CHECKING:
    from analysis.toolkit.sentence import Prose

TRUST = pd.DataFrame(
    [("sure", 31, 31, 0.888, 1.0), ("wrongly_lost", 12, 35, 0.209, 0.509)],
    columns=["share", "count", "of", "low", "high"],
).assign(value=lambda rows: rows["count"] / rows["of"], plan=2023, confidence_level=0.95)


def plain(text: Prose) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def matches(*outcomes: tuple[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(outcomes, columns=["outcome", "confidence"])
    return frame.assign(
        outcome=pd.Categorical(frame["outcome"], OUTCOMES),
        confidence=pd.Categorical(frame["confidence"], CONFIDENCE, ordered=True),
    )


def test_successors_are_counted_by_confidence() -> None:
    found = matches(
        ("successor", "sure"), ("successor", "weak"), ("shared", "weak"), ("lost", "probable")
    )
    assert plain(lineage_text(found, 2023)) == (
        "Vier mijlpalen van 2022 lopen door: het plan noteert dat erbij, of hun status zegt dat "
        "ze niet af zijn (stopgezet, geheroriënteerd en ‘niet van toepassing’ tellen daarbij "
        "niet). Voor één is in de planning van 2023 een zekere opvolger gevonden en voor één een "
        "onzekere. Eén andere lijkt op een geplande mijlpaal die al bij een andere hoort: "
        "mogelijk samengevoegd, of twee keer vermeld. Voor één is geen opvolger gevonden."
    )
    one = plain(lineage_text(found.head(1), 2023))
    assert one.endswith("Voor één is in de planning van 2023 een zekere opvolger gevonden.")
    alike = matches(("successor", "sure"), ("successor", "sure"))
    assert plain(lineage_text(alike, 2023)).endswith(
        "Voor 2 is in de planning van 2023 een zekere opvolger gevonden."
    )
    assert plain(lineage_text(found.head(0), 2023)) == "Geen enkele mijlpaal van 2022 loopt door."


def test_a_missing_successor_is_not_reported_as_work_that_stopped() -> None:
    """The report says what was found, with how often that is wrong."""
    found = matches(("lost", "probable"))
    assert (
        plain(caution_text(found.head(0), TRUST, whole=True))
        == "Er valt dus geen opvolger te zoeken."
    )
    none = TRUST.head(0)
    assert "nog op geen enkel plan" in plain(trust_text(none))
    told = plain(trust_text(TRUST))
    assert "van de zekere: 31 van de 31 (100 %; 95 %-interval 89–100 %)" in told
    assert "die toch verder liepen: 12 van de 35 (34 %; 95 %-interval 21–51 %)" in told
    assert "‘Geen opvolger gevonden’ wil dus niet zeggen dat het werk verdwenen is" in told
    many = pd.concat([found] * 70)
    assert (
        "Van de 70 zonder gevonden opvolger hebben er naar schatting 46 er echt geen "
        "(95 %-interval 34–55)."
    ) in plain(caution_text(many, TRUST, whole=True))
    assert "schatting" not in plain(caution_text(many, none, whole=True))
    assert "is dus een vraag om na te kijken" in plain(caution_text(many, none, whole=True))


def test_what_people_reviewed_is_a_fact() -> None:
    found = matches(("successor", "reviewed"), ("lost", "reviewed"), ("lost", "probable"))
    whole, part = (caution_text(found.head(2), TRUST, whole=whole) for whole in (True, False))
    assert "vastgesteld en niet geschat" in plain(whole)
    assert plain(part) == "Elk geval is nagekeken (zie het [Overzicht](overzicht.ipynb))."
    mixed = plain(caution_text(found, TRUST, whole=False))
    assert mixed.startswith("Daarvan zijn er 2 met de hand nagekeken.")
    assert mixed.endswith("‘Geen opvolger gevonden’ is dus een vraag, geen vaststelling.")
    assert "Voor één is in de planning van 2023 een nagekeken opvolger gevonden" in plain(
        lineage_text(found, 2023)
    )


def test_the_settings_of_the_search_are_given_in_words() -> None:
    told = {name: value.replace("\N{NO-BREAK SPACE}", " ") for name, value in settings_in_words()}
    assert told["Opvolger: gewicht van woorden, thema en onderdeel"] == "60 % – 20 % – 20 %"
    assert told["Opvolger: zeker vanaf"] == "0,70"
    assert len(told) == 4


def test_a_decision_without_a_name_or_a_date_is_counted_and_no_name_is_guessed() -> None:
    rows = [("successor", "An", "2026-01-02"), ("successor", "", ""), ("successor", "Bo", "")]
    review = pd.DataFrame(rows, columns=["subject", "by", "on"])
    assert str(reviewers_text(review)).startswith("Van 2 van de 3 nagekeken koppelingen is niet")
    known = str(reviewers_text(review.head(1)))
    assert known == "Van 1 nagekeken koppeling zegt review.csv wie ze nakeek, en wanneer."
    assert reviewers_text(review.iloc[:0]) is None
