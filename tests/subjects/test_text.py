from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.plan.tables.status import STATUS_DTYPE
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
