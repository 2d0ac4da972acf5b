"""What the report says of contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.consistency.text import basis_text, consistency_text, known_text

if TYPE_CHECKING:
    from analysis.toolkit.sentence import Prose

FINDINGS = pd.DataFrame(
    [("certain", "Rekenwerk", ""), ("certain", "Status", "Zo bedoeld."), ("weak", "Naam", "")],
    columns=["certainty", "kind_label", "known"],
)


def plain(text: Prose) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_contradictions_are_counted_by_certainty_and_the_certain_ones_by_kind() -> None:
    assert plain(consistency_text(FINDINGS, 31)) == (
        "31 controles vonden 3 tegenspraken: 2 zeker en 1 zwak. De zekere gaan over rekenwerk (1) "
        "en status (1)."
    )


def test_a_plan_without_contradictions_says_so() -> None:
    text = plain(consistency_text(FINDINGS.head(0), 31))
    assert text.endswith("vonden geen enkele plaats waar het plan zichzelf tegenspreekt.")


def test_known_contradictions_are_counted() -> None:
    assert plain(known_text(FINDINGS)).endswith("Eén is al gekend: de reden staat erbij.")
    assert "gekend" not in plain(known_text(FINDINGS.head(1)))


def test_what_rests_on_files_kept_by_hand_is_counted_apart() -> None:
    rules = pd.DataFrame({"rule": ["a", "b", "c"], "by_hand": ["", "figures", "repeats"]})
    findings = pd.DataFrame({"rule": ["a", "a", "a", "b", "c", "c"]})
    assert plain(basis_text(findings, rules)) == (
        "Drie vonden de controles zelf in de tabellen en de tekst. De andere steunen op wat mensen "
        "noteerden: 1 op cijfers die uit de tekst zijn overgenomen en 2 op herhalingen die een "
        "lezer opmerkte."
    )
    assert "noteerden" not in plain(basis_text(findings.head(3), rules))
