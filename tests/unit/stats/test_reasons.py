from __future__ import annotations

import math
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pandas as pd
import pytest

from analysis.stats.reasons import reason_words, with_reasons

if TYPE_CHECKING:
    from analysis.stats.chapter import PlanTables


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("reason", "value", "words"),
    [
        ("norm_missed", 63.0, "een norm 63 procentpunt onder het streefdoel"),
        ("norm_worse", 7.0, "een norm die 7,0 procentpunt zakte"),
        ("norm_unreported", 1, "1 norm zonder nieuw resultaat"),
        ("credit_up", 9.1, "een krediet van 9,1 keer de realisatie"),
        ("credit_down", 4.0, "een krediet van 25 % van de realisatie"),
        ("credit_new", 80_402_000, "een nieuw krediet van € 80,4 mln."),
        ("credit_ended", 41_227_742, "geen krediet meer na € 41,2 mln."),
        ("files_up", 1.54, "1,5 keer zoveel inspectiedossiers"),
        ("files_up", math.inf, "inspectiedossiers waar er geen waren"),
        ("files_down", math.inf, "geen inspectiedossiers meer"),
        ("reports_down", 2.16, "nog 46 % van de Pro Justitia per dossier"),
        ("delay", 2, "2 mijlpalen met vertraging, on hold of niet gestart"),
        ("behind", 0.97, "met 97 % kans onder het gemiddelde van zijn soort"),
        ("behind", 0.99999, "met 99 % kans onder het gemiddelde van zijn soort"),
        ("lost", 1, "1 mijlpaal zonder gevonden opvolger"),
    ],
)
def test_a_reason_is_told_in_words(reason: str, value: float, words: str) -> None:
    assert plain(reason_words(reason, value)) == words


def test_every_reason_of_the_signals_has_words() -> None:
    """A reason is a signal's name, or that of a jump with its direction."""
    for quantity in ("credit", "files", "reports"):
        for way in ("up", "down"):
            assert reason_words(f"{quantity}_{way}", 2.0)
    with pytest.raises(KeyError):
        reason_words("nonsense", 1.0)


def test_a_signal_gets_the_name_and_chapter_of_its_subject() -> None:
    measures = pd.DataFrame(
        [("kaarten", "Arbeidskaarten", "activering", "Arbeids-kaarten")],
        columns=["measure", "name", "chapter", "label"],
    )
    sections = pd.DataFrame(
        [("6.1.7", "LEGISLATUURBOORDTABEL", "vsi")], columns=["section", "section_title", "chapter"]
    )
    tables: Any = SimpleNamespace(
        norms=measures, budget=measures, inspections=measures.head(0), milestones=sections
    )
    signals = pd.DataFrame(
        {"subject": ["kaarten", "6.1.7"], "reason": ["norm_missed", "lost"], "value": [12.0, 2.0]}
    )
    found = with_reasons(signals, cast("PlanTables", tables))
    assert list(found["name"]) == ["Arbeidskaarten", "6.1.7 Legislatuurboordtabel"]
    assert list(found["chapter"]) == ["activering", "vsi"]
