from __future__ import annotations

import math
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pandas as pd
import pytest

from analysis.subjects.attention.reasons import reason_words, with_reasons

if TYPE_CHECKING:
    from analysis.plan.tables.editions import PlanTables


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
        ("reports_down", 2.16, "per dossier nog 46 % van de Pro Justitia van het jaar voordien"),
        ("delay", 2, "2 mijlpalen met vertraging, on hold of niet gestart"),
        ("behind", 0.97, "met 97 % kans onder het gemiddelde van zijn soort"),
        ("behind", 0.99999, "met 99 % kans onder het gemiddelde van zijn soort"),
        ("lost", 1, "1 mijlpaal zonder gevonden opvolger"),
    ],
)
def test_each_reason_has_its_words(reason: str, value: float, words: str) -> None:
    assert plain(reason_words(reason, value)) == words


def test_every_reason_of_the_signals_has_words() -> None:
    """A reason is a signal's name, or that of a jump with its direction."""
    for quantity in ("credit", "files", "reports"):
        for way in ("up", "down"):
            assert reason_words(f"{quantity}_{way}", 2.0)
    with pytest.raises(KeyError):
        reason_words("nonsense", 1.0)


def plan_of(measures: pd.DataFrame, statuses: list[str]) -> PlanTables:
    """A plan with these measures and one section with these statuses."""
    sections = pd.DataFrame({"section": "6.1.7", "section_title": "LEGISLATUURBOORDTABEL"}, [0])
    sections = sections.loc[[0] * len(statuses)].assign(
        chapter="vsi", kind="evaluated", additional=False, status=statuses
    )
    tables: Any = SimpleNamespace(
        norms=measures, budget=measures, inspections=measures, milestones=sections
    )
    return cast("PlanTables", tables)


def files_of(measures: pd.DataFrame) -> pd.DataFrame:
    """Rates of up to three measures: 1 file and then 21, 40 and then 80, none in either year."""
    counts = {"previous": [1, 40, 0], "current": [21, 80, 0], "blank": ""}
    rows = measures[["measure", "label"]].reset_index(drop=True)
    return pd.concat([rows, pd.DataFrame(counts)], axis="columns").head(len(measures))


def signalled(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["subject", "reason", "value"]).assign(
        signal=[reason for _, reason, _ in rows]
    )


def test_a_signal_gets_the_name_and_chapter_of_its_subject() -> None:
    measures = pd.DataFrame(
        [("kaarten", "Arbeidskaarten", "activering", "Arbeids-kaarten")],
        columns=["measure", "name", "chapter", "label"],
    )
    tables = plan_of(measures, ["delayed"])
    signals = signalled(("kaarten", "norm_missed", 12.0), ("6.1.7", "lost", 2.0))
    found = with_reasons(signals, tables, files_of(measures))
    assert list(found["name"]) == ["Arbeidskaarten", "6.1.7 Legislatuurboordtabel"]
    assert list(found["chapter"]) == ["activering", "vsi"]


def test_few_files_and_late_milestones_are_given_as_counts() -> None:
    """1 file to 21 is no 21 times as many; 40 to 80 is twice. Only the statuses there are named."""
    measures = pd.DataFrame(
        [("verlof", "Verlof", "activering", "Verlof"), ("kaart", "Kaart", "activering", "Kaart")],
        columns=["measure", "name", "chapter", "label"],
    )
    rows = [("files_jump", "files_up", "verlof", 21.0), ("files_jump", "files_up", "kaart", 2.0)]
    signals = pd.DataFrame(
        [*rows, ("delay", "delay", "6.1.7", 3.0)], columns=["signal", "reason", "subject", "value"]
    )
    two = plan_of(measures, ["delayed", "not_started", "delayed", "realised"])
    assert list(with_reasons(signals, two, files_of(measures))["why"]) == [
        "van 1 naar 21 inspectiedossiers",
        "2,0 keer zoveel inspectiedossiers",
        "3 mijlpalen: 2 met vertraging en 1 niet gestart",
    ]
    shared = measures.assign(label=["Verlof", "Kaart en Pas"], shared_with="")
    third = shared.head(1).assign(measure="pas", label="Pas", shared_with="Kaart")
    three = pd.concat([shared, third])
    together = with_reasons(signals.head(2), plan_of(three, []), files_of(three))
    assert list(together["why"]) == [
        "van 1 naar 21 inspectiedossiers",
        "2,0 keer zoveel inspectiedossiers (Kaart en Pas samen)",
    ]
    one = plan_of(measures, ["on_hold"] * 3)
    assert (
        with_reasons(signals.tail(1), one, files_of(measures))["why"].item()
        == "3 mijlpalen on hold"
    )
