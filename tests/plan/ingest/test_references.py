from __future__ import annotations

import pytest

from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.references import read_references


def references(text: str) -> list[list[str]]:
    document = from_text(f"1 VAART\n1.1 Sluis\n{text}", name="plan")
    return read_references(document)[["target", "topic"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("text", "target", "topic"),
    [
        ("− Kaai (Zie 3.4.3. Vlotte dienst (OD 2)) Nvt", "3.4.3", "Vlotte dienst (OD 2)"),
        (
            "(zie ook 3.2.1 Werkbaar werk - een\nbetere vaart)",
            "3.2.1",
            "Werkbaar werk - een betere vaart",
        ),
        ("Zie ook 3.4.2. Middelen voor de vaart\n* loopt door", "3.4.2", "Middelen voor de vaart"),
        ("(6.1.8. Bord VSI)", "6.1.8", "Bord VSI"),
        ("sectie (zie verder in deze sectie 3.4.2).", "3.4.2", ""),
        ("Zie 6.1.10", "6.1.10", ""),
        (
            "van de werking (cfr. punt  8.4.\nstrategie m.b.t. mens en vaart, doel sluis).",
            "8.4",
            "strategie m.b.t. mens en vaart, doel sluis",
        ),
        ("het bord komt aan bod onder 6.1.4.2", "6.1.4.2", ""),
        ("• beheer van de kaai (zie 6.1.5)", "6.1.5", "beheer van de kaai"),
        ("• beheer van de kaai (zie 6.1.5 Data)", "6.1.5", "Data"),
    ],
)
def test_a_reference_has_its_target_and_topic(text: str, target: str, topic: str) -> None:
    assert references(text) == [[target, topic]]


@pytest.mark.parametrize(
    "text",
    [
        "(8.000 aanvragen)",
        "(2.5% meer)",
        "zie hoofdstuk vaart",
        "(1.5 vte)",
        "aan bod 2.5 jaar",
        "cfr het",
    ],
)
def test_a_number_is_no_reference(text: str) -> None:
    assert references(text) == []
