"""Sentences that compare: they claim no more than chance allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.subjects.forecast.model import BackTest
from analysis.subjects.forecast.text import back_test_text, forecast_text
from analysis.subjects.milestones.text.comparison import (
    against_rest,
    apart_text,
    clustering_text,
    kinds_text,
)
from analysis.subjects.planning.text import evenness_text
from analysis.subjects.summary.text import expected_line, kinds_line, open_ends_line, verdict_line
from analysis.subjects.years.text import years_text
from analysis.toolkit.sentence import bullets, p_value, set_against, times
from analysis.toolkit.statistics.clustering import Clustering
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.toolkit.sentence import Prose

    MakeMilestones = Callable[..., pd.DataFrame]


def plain(text: Prose | str) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def chapters(make: MakeMilestones, **counts: tuple[int, int]) -> pd.DataFrame:
    """Milestones per chapter: so many realised, so many delayed."""
    rows: list[dict[str, Any]] = []
    for chapter, (realised, delayed) in counts.items():
        objective = "OD 1" if chapter != "organisatie" else None
        same = {"chapter": chapter, "objective": objective, "section": chapter}
        rows += [{**same, "status": "realised"}] * realised
        rows += [{**same, "status": "delayed"}] * delayed
    return make(*rows)


def test_a_difference_is_told_with_its_interval_and_what_chance_allows(
    make_milestones: MakeMilestones,
) -> None:
    """40 of 40 against 10 of 40 is apart; against 38 of 40 it is not.

    Newcombe by hand: 0,75 - sqrt((1 - 0,912)**2 + (0,402 - 0,25)**2) is 0,57.
    """
    far = chapters(make_milestones, activering=(40, 0), vsi=(10, 30))
    assert plain(against_rest(far, "activering", 0.95)) == (
        "In het andere hoofdstuk over het beleid is 25 % gerealiseerd, hier 100 %. Het verschil "
        "van +75 procentpunt (95 %-interval +57 tot +86) is groter dan toeval aannemelijk maakt, "
        "ook als er rekening mee gehouden wordt dat 2 hoofdstukken vergeleken worden (p < 0,001)."
    )
    near = chapters(make_milestones, activering=(40, 0), vsi=(38, 2))
    assert plain(against_rest(near, "activering", 0.95)).endswith("kan toeval zijn.")
    alone = chapters(make_milestones, activering=(4, 0))
    assert plain(against_rest(alone, "activering", 0.95)) == (
        "Het plan heeft geen ander hoofdstuk van deze soort om mee te vergelijken."
    )
    assert "valt er hier niets te vergelijken" in plain(against_rest(alone, "vsi", 0.95))


def test_a_chapter_is_compared_within_its_kind(make_milestones: MakeMilestones) -> None:
    """30 of 40 is over the 35 of 80 of all others, but under the 30 of 30 of its kind."""
    rows = chapters(
        make_milestones, activering=(30, 10), loopbanen=(30, 0), organisatie=(5, 45), vsi=(1, 0)
    )
    kinds = rows.assign(objective=rows["objective"].mask(rows["chapter"] == "vsi"))
    text = plain(against_rest(kinds, "activering", 0.95))
    assert text.startswith("In het andere hoofdstuk over het beleid is 100 % gerealiseerd, hier 75")
    assert "verschil van −25 procentpunt" in text
    assert "dat 4 hoofdstukken vergeleken worden" in text
    own = plain(against_rest(kinds, "organisatie", 0.95))
    assert "andere hoofdstuk over de eigen organisatie en de inspectie is 100 %" in own
    assert plain(verdict_line(kinds, "activering")) == (
        "Er is duidelijk minder gerealiseerd dan in het andere hoofdstuk over het beleid: 75 % "
        "tegenover 100 %."
    )


def test_an_interval_without_nought_is_no_proof_among_many(make_milestones: MakeMilestones) -> None:
    """40 of 40 against 26 of 30 of the policy: Fisher's p is that all 4 that fail are of the 30.

    That is (30 x 29 x 28 x 27) / (70 x 69 x 68 x 67) = 0,030. Among four chapters with another of
    their kind Holm multiplies the smallest p by 4; the fifth is alone in its kind.
    """
    rows = chapters(
        make_milestones, activering=(40, 0), vsi=(9, 1), a=(9, 1), b=(8, 2), organisatie=(8, 2)
    )
    text = plain(against_rest(rows, "activering", 0.95))
    assert "In de andere hoofdstukken over het beleid is 87 % gerealiseerd, hier 100 %" in text
    assert text.endswith(
        "zou op zich geen toeval lijken, maar wie 4 hoofdstukken vergelijkt, vindt er allicht zo "
        "een (p = 0,12)."
    )


def test_what_is_shown_adds_up() -> None:
    """29 of 34 and 288 of 353 are 85 % and 82 %, but 4 points apart when rounded."""
    assert tuple(map(plain, set_against(29 / 34, 288 / 353))) == (
        "85,3 %",
        "81,6 %",
        "+3,7 procentpunt",
    )
    assert tuple(map(plain, set_against(0.25, 1))) == ("25 %", "100 %", "−75 procentpunt")
    assert tuple(map(plain, set_against(0.5, 0.5))) == ("50 %", "50 %", "0 procentpunt")


def test_chapters_that_differ_are_named_with_their_side(make_milestones: MakeMilestones) -> None:
    rows = chapters(make_milestones, activering=(40, 0), vsi=(10, 30), loopbanen=(30, 10))
    titles = {"activering": "Activering", "vsi": "Inspectie", "loopbanen": "Loopbanen"}
    assert plain(apart_text(rows, titles)).endswith(
        "Met een correctie daarvoor (Holm) wijken af: Activering (hoger) en Inspectie (lager)."
    )


def test_the_two_kinds_of_work_are_set_apart(make_milestones: MakeMilestones) -> None:
    rows = chapters(make_milestones, activering=(38, 2), organisatie=(20, 20))
    text = plain(kinds_text(rows, 0.95))
    assert (
        "van de 40 mijlpalen over het beleid zijn er 38 gerealiseerd (95 %; 95 %-interval 83–99 %),"
        " van de 40 mijlpalen over de eigen organisatie en de inspectie zijn er 20 gerealiseerd "
        "(50 %; 95 %-interval 35–65 %)."
    ) in text
    assert plain(kinds_line(rows)).startswith("Van het beleid is 95 % gerealiseerd")
    assert "één soort" in plain(kinds_text(rows.head(40), 0.95))


def test_a_verdict_says_what_chance_allows(make_milestones: MakeMilestones) -> None:
    far = chapters(make_milestones, activering=(40, 0), vsi=(10, 30))
    assert plain(verdict_line(far, "vsi")) == (
        "Er is duidelijk minder gerealiseerd dan in het andere hoofdstuk over het beleid: 25 % "
        "tegenover 100 %."
    )
    near = chapters(make_milestones, activering=(40, 0), vsi=(38, 2))
    assert plain(verdict_line(near, "vsi")).endswith("dat verschil kan toeval zijn.")
    alone = chapters(make_milestones, activering=(4, 0), organisatie=(1, 3))
    assert plain(verdict_line(alone, "organisatie")) == (
        "Gerealiseerd is 25 %; het plan heeft geen ander hoofdstuk van deze soort om mee te "
        "vergelijken."
    )
    assert plain(apart_text(alone, {})).startswith("Geen enkel hoofdstuk heeft er een van zijn")


def test_likeness_within_projects_widens_what_is_uncertain() -> None:
    """A design effect of 4 makes 100 milestones worth 25, and doubles the uncertainty."""
    text = plain(clustering_text(Clustering(0.5, 4.0, 30, 100)))
    assert "maar zoveel als 25 onafhankelijke (ontwerpeffect 4,0)" in text
    assert "ongeveer 100 % groter" in text
    assert "niet meer samen" in plain(clustering_text(Clustering(0.0, 1.0, 30, 100)))


def test_open_ends_are_told_by_their_number() -> None:
    outcomes = ("successor", "successor", "shared", "lost")
    found = pd.DataFrame({"outcome": pd.Categorical(outcomes)})
    assert plain(open_ends_line(found)).startswith("Voor één van de 4 mijlpalen die doorlopen,")
    assert plain(open_ends_line(found.head(1))).startswith("Eén mijlpaal loopt door;")
    assert plain(open_ends_line(found.head(2))).startswith("Elk van de 2 mijlpalen die doorlopen,")


def test_an_expectation_is_an_interval_that_is_too_narrow() -> None:
    row = pd.Series(
        {"realised": 20, "n": 25, "planned": 30, "expected": 24.3, "low": 21, "high": 27}
    )
    text = plain(forecast_text(row, 2023, 0.8))
    assert "van de 30 geplande mijlpalen er ongeveer **24** gerealiseerd, met minstens 80 %" in text
    assert "tussen 21 en 27" in text
    assert "het minste aan onzekerheid" in text
    assert "getrokken naar het gemiddelde van de hoofdstukken van zijn soort" in text
    assert "niets te verwachten" in plain(forecast_text(None, 2023, 0.8))
    assert "(van de 25 mijlpalen die vooraf beloofd waren, werden er 20 gerealiseerd)" in text
    for kept, words in (
        ((25, 25), "(de 25 mijlpalen die vooraf beloofd waren, werden alle gerealiseerd)"),
        ((0, 25), "werden er geen gerealiseerd)"),
        ((1, 25), "werd er één gerealiseerd)"),
        ((0, 0), "(zonder eigen ervaring van dit hoofdstuk, op die van de andere van zijn soort)"),
        ((0, 1), "(de ene mijlpaal die vooraf beloofd was, werd niet gerealiseerd)"),
    ):
        other = row.copy()
        other["realised"], other["n"] = kept
        assert words in plain(forecast_text(other, 2023, 0.8))
    brief = plain(forecast_text(row, 2023, 0.8, brief=True))
    assert brief.endswith("het [Overzicht](overzicht.ipynb) zegt waarom.")
    assert plain(expected_line(row, 2023, 0.8)) == (
        "Gaat het zoals in 2022, dan worden er van de 30 geplande mijlpalen van 2023 met minstens "
        "80 % kans 21 tot 27 gerealiseerd."
    )


def test_a_forecast_that_failed_says_so() -> None:
    columns = ["chapter", "assessed", "realised", "expected", "low", "high", "covered"]
    groups = pd.DataFrame([("vsi", 18, 9, 12.0, 10, 14, False)], columns=columns)
    test = BackTest(groups, 0.0, 1.0)
    assert plain(back_test_text(test, "vsi", 2024, 0.8)) == (
        "De proef op de som: uit het vorige plan was voor 2023 te verwachten dat er van de 18 "
        "beoordeelde mijlpalen 12 gerealiseerd zouden zijn (80 %-interval 10–14). Het werden er 9: "
        "buiten het interval."
    )
    assert "geen verwachting te maken" in plain(back_test_text(test, "nieuw", 2024, 0.8))
    assert "het volgende plan" in plain(back_test_text(None, "vsi", 2024, 0.8))


def test_two_years_are_compared_with_an_interval(make_milestones: MakeMilestones) -> None:
    """32 of 40 and 20 of 40: 30 percent points, more than chance at 0.05 by Fisher's test."""
    before = realisation(chapters(make_milestones, activering=(20, 20))).assign(year=2021)
    now = realisation(chapters(make_milestones, activering=(32, 8))).assign(year=2022)
    text = plain(years_text(pd.concat([before, now], ignore_index=True), 0.95))
    assert "De plannen blikken terug op 2021 en 2022. In 2022 werd 80 %" in text
    assert "een verschil van +30 procentpunt (95 %-interval" in text
    assert "meer dan toeval verklaart." in text
    assert plain(years_text(now, 0.95)).startswith("Er is nog maar één plan, dat van 2023")


def test_deadlines_pile_up_or_may_not(make_milestones: MakeMilestones) -> None:
    def planned(*quarters: str) -> pd.DataFrame:
        return make_milestones(*({"kind": "planned", "quarters": one} for one in quarters))

    piled = planned(*["2023Q4"] * 30, "2023Q1", "2023Q2")
    assert "30 van de 32 mijlpalen met een deadline in 2023 af zijn in Q4 (94 %)" in plain(
        evenness_text(piled, 2023)
    )
    level = planned("2023Q1", "2023Q1", "2023Q2", "2023Q4", "2023Q4")
    assert (
        "moeten telkens 2 van de 5 mijlpalen met een deadline in 2023 af zijn in Q1 en Q4 (40 "
        in (plain(evenness_text(level, 2023)))
    )
    assert "meer ophoping dan toeval verklaart (p < 0,001)" in plain(evenness_text(piled, 2023))
    assert "niet aangetoond" in plain(evenness_text(piled, 2023, p=0.2))
    assert "Geen enkele mijlpaal" in plain(evenness_text(planned(""), 2023))


def test_small_words_are_right() -> None:
    assert plain(p_value(0.0004)) == "p < 0,001"
    assert plain(p_value(0.0042)) == "p = 0,004"
    assert plain(p_value(0.26)) == "p = 0,26"
    assert times(1.537) == "1,54 keer zoveel"
    assert times(29.7) == "30 keer zoveel"
    assert plain(times(0.28)) == "28 % van het jaar voordien"
    assert str(bullets([("Geld", "Meer."), ("Normen", "")])) == "- **Geld.** Meer."
