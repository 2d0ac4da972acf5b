"""What the report says of milestones that run on and of the search for their successors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import PlanTables
from analysis.subjects.sequel.settings import CONFIDENCE, OUTCOMES
from analysis.subjects.sequel.text import caution_text, lineage_text, settings_in_words, trust_text
from analysis.subjects.sequel.trust import HELD_OUT

if TYPE_CHECKING:
    from analysis.toolkit.sentence import Prose

EMPTY = PlanTables(lambda _: pd.DataFrame())


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
    assert plain(caution_text(found.head(0))) == "Er valt dus geen opvolger te zoeken."
    trust = with_results(TablesInMemory(EMPTY, 2023)).result("successor_trust")
    for text in (plain(trust_text(trust)), plain(caution_text(found))):
        assert f"plan van {HELD_OUT.plan}" in text
        assert "‘Geen opvolger gevonden’" in text
        assert f"{HELD_OUT.lost - HELD_OUT.lost_right} van de {HELD_OUT.lost}" in text
    told = plain(trust_text(trust))
    assert "41 van de 49 gevonden opvolgers (84 %; 95 %-interval 71–91 %) juist: van de" in told
    assert "van de zekere 31 van de 31 (100 %; 95 %-interval 89–100 %), maar van de" in told
    assert "waarschijnlijke en onzekere samen 10 van de 18 (56 %; 95 %-interval 34–75 %)." in told
    assert "wel 41 van de 58 opvolgers die er zijn (71 %; 95 %-interval 58–81 %)." in told


def test_the_settings_of_the_search_are_given_in_words() -> None:
    told = {name: value.replace("\N{NO-BREAK SPACE}", " ") for name, value in settings_in_words()}
    assert told["Opvolger: gewicht van woorden, thema en onderdeel"] == "60 % – 20 % – 20 %"
    assert told["Opvolger: zeker vanaf"] == "0,70"
    assert len(told) == 4
