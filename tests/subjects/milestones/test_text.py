"""Sentences on the evaluated milestones: they claim no more than chance allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from analysis.subjects.milestones.text.comparison import (
    against_rest,
    apart_text,
    clustering_text,
    kinds_text,
)
from analysis.subjects.milestones.text.realisation import (
    corrected_text,
    final_text,
    not_realised_text,
    pooled_text,
    realised_text,
    where_text,
)
from analysis.toolkit.parts import share_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.plan.tables.editions import PlanTables
    from analysis.toolkit.sentence import Prose

    Make = Callable[..., pd.DataFrame]
    PlanOf = Callable[..., PlanTables]


def plain(text: Prose | str) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def chapters(make: Make, **counts: tuple[int, int]) -> pd.DataFrame:
    """Milestones per chapter: so many realised, so many delayed."""
    rows: list[dict[str, Any]] = []
    for chapter, (realised, delayed) in counts.items():
        objective = "OD 1" if chapter != "organisatie" else None
        same = {"chapter": chapter, "objective": objective, "section": chapter}
        rows += [{**same, "status": "realised"}] * realised
        rows += [{**same, "status": "delayed"}] * delayed
    return make(*rows)


def of(make: Make, *statuses: str | None, **cells: Any) -> pd.DataFrame:  # noqa: ANN401 - any cell
    return make(*({**cells, "status": status} for status in statuses))


def realised(plan: PlanTables) -> str:
    share = share_of(plan, "activering", whole=False)
    return plain(realised_text(share, plan.milestones, 2023, 0.95))


def compared(plan: PlanTables, chapter: str) -> str:
    return plain(against_rest(plan.result("chapter_comparisons"), chapter, 0.95))


def test_realisation_has_its_interval(make_milestones: Make, plan_of: PlanOf) -> None:
    """98 of 121 is 81 %; Wilson's interval is 73 to 87 %."""
    rows = of(make_milestones, *["realised"] * 98, *["delayed"] * 23)
    assert realised(plan_of(rows)) == (
        "Van de 121 geëvalueerde mijlpalen van 2022 met een status werden er 98 gerealiseerd "
        "(81 %; 95 %-interval 73–87 %)."
    )


def test_realised_is_not_always_the_end(make_milestones: Make) -> None:
    """Of three realised ones two run on, so one of four is done for good."""
    rows = of(make_milestones, "realised", "realised", "realised", "delayed")
    rows["carried_over"] = [True, True, False, True]
    assert str(final_text(rows)).replace("\N{NO-BREAK SPACE}", " ") == (
        "‘Gerealiseerd’ is niet altijd het einde: bij 2 van de 3 gerealiseerde noteert het plan "
        "dat ze doorlopen. Gerealiseerd zonder vervolg zijn er 1 van de 4 (25 %)."
    )
    assert "geen gerealiseerde" in str(final_text(rows.tail(1)))


def test_milestones_that_do_not_count_are_mentioned(make_milestones: Make, plan_of: PlanOf) -> None:
    rows = of(make_milestones, "realised", None, "not_applicable", "not_applicable")
    assert realised(plan_of(rows)) == (
        "De enige geëvalueerde mijlpaal van 2022 met een status is gerealiseerd. "
        "Niet meegeteld: één zonder status en 2 niet van toepassing."
    )
    two = of(make_milestones, "realised", "delayed", None, "not_applicable")
    assert realised(plan_of(two)).endswith(
        "Niet meegeteld: één zonder status en één niet van toepassing. Als die wel meetelden, lag "
        "het aandeel tussen 25,0 % (geen ervan gerealiseerd) en 75,0 % (alle)."
    )
    assert "geen mijlpalen van 2022" in realised(plan_of(rows.iloc[[1]]))
    planned = make_milestones({"kind": "planned"})
    assert "geen mijlpalen van 2022" in realised(plan_of(planned))


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
        ([None, "not_applicable"], "Geen enkele mijlpaal van 2022 heeft een status die meetelt."),
    ],
)
def test_milestones_not_realised_are_counted_by_status(
    make_milestones: Make, statuses: list[str], text: str
) -> None:
    assert plain(not_realised_text(of(make_milestones, *statuses), 2023)) == text


def test_chapters_with_milestones_not_realised_are_linked_the_most_first(
    make_milestones: Make,
) -> None:
    rows = make_milestones(
        {"status": "delayed", "chapter": "vsi"},
        *({"status": status} for status in ("delayed", "on_hold", "realised")),
    )
    titles = {"activering": "Activering", "vsi": "Inspectie"}
    assert plain(where_text(rows, titles)) == (
        "De lijsten staan in de hoofdstukken: [Activering](activering.ipynb) (2) en "
        "[Inspectie](vsi.ipynb) (1)."
    )
    assert plain(where_text(rows.tail(1), titles)) == "Er valt niets op te zoeken."


def test_the_estimated_mean_is_compared_with_the_counted_share(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    """90 of 100 and 1 of 2: 91 of 102 is 89 %; the mean of the two sections is lower."""
    rows = make_milestones(
        *[{"status": "realised"}] * 90,
        *[{"status": "delayed"}] * 10,
        *[{"status": status, "section": "3.1.2"} for status in ("realised", "delayed")],
    )
    text = plain(pooled_text(plan_of(rows).result("pooled_shares")))
    assert text.startswith("De onderdelen tellen samen 102 mijlpalen met een status: 89 % is ")
    estimated = int(text.partition("gemiddelde is ")[2].partition(" %")[0])
    assert 50 < estimated < 89
    none = plan_of(of(make_milestones, None)).result("pooled_shares")
    assert "geen mijlpalen met een status" in plain(pooled_text(none))


def test_a_difference_has_its_interval_and_what_chance_allows(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    """40 of 40 against 10 of 40 is a difference; against 38 of 40 it is not.

    Newcombe by hand: 0,75 - sqrt((1 - 0,912)**2 + (0,402 - 0,25)**2) is 0,57.
    """
    far = plan_of(chapters(make_milestones, activering=(40, 0), vsi=(10, 30)))
    assert compared(far, "activering") == (
        "In het andere hoofdstuk over het beleid is 25 % gerealiseerd, hier 100 %. Het verschil "
        "van +75 procentpunt (95 %-interval +57 tot +86) is groter dan toeval aannemelijk maakt, "
        "ook als er rekening mee gehouden wordt dat 2 hoofdstukken vergeleken worden (p < 0,001)."
    )
    near = plan_of(chapters(make_milestones, activering=(40, 0), vsi=(38, 2)))
    assert compared(near, "activering").endswith("kan toeval zijn.")
    alone = plan_of(chapters(make_milestones, activering=(4, 0)))
    assert compared(alone, "activering") == (
        "Het plan heeft geen ander hoofdstuk van deze soort om mee te vergelijken."
    )
    assert "valt er hier niets te vergelijken" in compared(alone, "vsi")


def test_a_chapter_is_compared_within_its_kind(make_milestones: Make, plan_of: PlanOf) -> None:
    """30 of 40 is over the 35 of 80 of all others, but under the 30 of 30 of its kind."""
    rows = chapters(
        make_milestones, activering=(30, 10), loopbanen=(30, 0), organisatie=(5, 45), vsi=(1, 0)
    )
    plan = plan_of(rows.assign(objective=rows["objective"].mask(rows["chapter"] == "vsi")))
    text = compared(plan, "activering")
    assert text.startswith("In het andere hoofdstuk over het beleid is 100 % gerealiseerd, hier 75")
    assert "verschil van −25 procentpunt" in text
    assert "dat 4 hoofdstukken vergeleken worden" in text
    own = compared(plan, "organisatie")
    assert "andere hoofdstuk over de eigen organisatie en de inspectie is 100 %" in own


def test_an_interval_without_zero_is_no_proof_among_many(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    """40 of 40 against 26 of 30 of the policy: Fisher's p is that all 4 that fail are of the 30.

    That is (30 x 29 x 28 x 27) / (70 x 69 x 68 x 67) = 0,030. Among four chapters with another of
    their kind Holm multiplies the smallest p by 4; the fifth is alone in its kind.
    """
    rows = chapters(
        make_milestones, activering=(40, 0), vsi=(9, 1), a=(9, 1), b=(8, 2), organisatie=(8, 2)
    )
    text = compared(plan_of(rows), "activering")
    assert "In de andere hoofdstukken over het beleid is 87 % gerealiseerd, hier 100 %" in text
    assert text.endswith(
        "zou op zich geen toeval lijken, maar wie 4 hoofdstukken vergelijkt, vindt er allicht zo "
        "een (p = 0,12)."
    )


def test_chapters_that_differ_are_named_with_their_side(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    rows = chapters(make_milestones, activering=(40, 0), vsi=(10, 30), loopbanen=(30, 10))
    titles = {"activering": "Activering", "vsi": "Inspectie", "loopbanen": "Loopbanen"}
    assert plain(apart_text(plan_of(rows).result("chapter_comparisons"), titles)).endswith(
        "Met een correctie daarvoor (Holm) wijken af: Activering (hoger) en Inspectie (lager)."
    )
    alone = plan_of(chapters(make_milestones, activering=(4, 0), organisatie=(1, 3)))
    assert plain(apart_text(alone.result("chapter_comparisons"), {})).startswith(
        "Geen enkel hoofdstuk heeft er een van zijn"
    )


def test_the_two_kinds_of_work_are_compared(make_milestones: Make, plan_of: PlanOf) -> None:
    rows = chapters(make_milestones, activering=(38, 2), organisatie=(20, 20))
    text = plain(kinds_text(plan_of(rows).result("realisation"), 0.95))
    assert (
        "van de 40 mijlpalen over het beleid zijn er 38 gerealiseerd (95 %; 95 %-interval 83–99 %),"
        " van de 40 mijlpalen over de eigen organisatie en de inspectie zijn er 20 gerealiseerd "
        "(50 %; 95 %-interval 35–65 %)."
    ) in text
    one = plan_of(rows.head(40)).result("realisation")
    assert "één soort" in plain(kinds_text(one, 0.95))


def test_clustering_within_projects_widens_the_uncertainty() -> None:
    """A design effect of 4 makes 100 milestones worth 25, and doubles the uncertainty."""
    found = pd.Series({"design_effect": 4.0, "projects": 30, "n": 100})
    text = plain(clustering_text(found))
    assert "maar zoveel als 25 onafhankelijke (ontwerpeffect 4,0)" in text
    assert "ongeveer 100 % groter" in text
    independent = pd.Series({"design_effect": 1.0, "projects": 30, "n": 100})
    assert "niet meer samen" in plain(clustering_text(independent))


def test_the_shares_are_also_given_as_corrected_by_certain_findings() -> None:
    rows = pd.DataFrame(
        [("3.4.2", 80, 100, 0.98, 5), ("3.1.1", 20, 20, 0.1, 0)],
        columns=["section", "realised", "n", "behind", "corrected"],
    )
    told = str(corrected_text(rows, 0.95)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Let wel: vijf mijlpalen die als gerealiseerd afgedrukt zijn, zijn dat volgens" in told
    assert "Zo verbeterd zijn er 100 van de 120 gerealiseerd (83 %). Dan is van 3.4.2 wel" in told
    assert "Ook dan is van geen enkel" in str(corrected_text(rows.assign(behind=0.9), 0.95))
    alone = str(corrected_text(rows.assign(corrected=[1, 0]), 0.95))
    assert "Let wel: één mijlpaal die als gerealiseerd afgedrukt is, is dat volgens" in alone
    assert "Geen enkele status" in str(corrected_text(rows.assign(corrected=0), 0.95))
