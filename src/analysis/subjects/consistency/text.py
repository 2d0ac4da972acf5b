"""Sentences on how often the plan contradicts itself, and on how to read that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number
from analysis.toolkit.sentence import Prose, opening, prose

if TYPE_CHECKING:
    import pandas as pd

_ONE, _MANY = "tegenspraak", "tegenspraken"
_BY_HAND = {
    "figures": "cijfers die uit de tekst zijn overgenomen",
    "repeats": "herhalingen die een lezer opmerkte",
}
_LEVELS = (("certain", "zeker"), ("probable", "waarschijnlijk"), ("weak", "zwak"))


def consistency_text(findings: pd.DataFrame, rules: int) -> Prose:
    """Count the contradictions by certainty, the certain ones by kind, and the audit's rules."""
    if findings.empty:
        return prose(
            f"{opening(rules, 'controle', 'controles')} vonden geen enkele plaats waar het plan "
            "zichzelf tegenspreekt.",
        )
    sure = findings["certainty"].value_counts()
    levels = [f"{number(sure[name])} {word}" for name, word in _LEVELS if name in sure]
    verb = "vond" if rules == 1 else "vonden"
    return prose(
        f"{opening(rules, 'controle', 'controles')} {verb} {counted(len(findings), _ONE, _MANY)}: "
        f"{listing(levels)}.",
        _kinds(findings.loc[findings["certainty"] == "certain"]),
    )


def _kinds(certain: pd.DataFrame) -> str:
    if certain.empty:
        return ""
    counts = certain["kind_label"].value_counts(sort=True)
    kinds = [f"{str(kind).lower()} ({number(count)})" for kind, count in counts.items()]
    return f"De zekere gaan over {listing(kinds)}."


def basis_text(findings: pd.DataFrame, rules: pd.DataFrame) -> Prose:
    """Say how many contradictions rest on files kept by hand, and how many on rules alone.

    `rules` is the result `audit_rules`.
    """
    if findings.empty:
        return prose("")
    files = findings["rule"].map(rules.set_index("rule")["by_hand"])
    noted = [
        f"{number(int((files == name).sum()))} op {words}"
        for name, words in _BY_HAND.items()
        if (files == name).any()
    ]
    alone = int((files == "").sum())
    found = f"{opening(alone, 'vond', 'vonden')} de controles zelf in de tabellen en de tekst."
    if not noted:
        return prose(found)
    return prose(f"{found} De andere steunen op wat mensen noteerden: {listing(noted)}.")


def known_text(findings: pd.DataFrame) -> Prose:
    """Say how to read a contradiction, and how many are known."""
    known = int((findings["known"] != "").sum())
    return prose(
        "Een tegenspraak zegt dat wat op twee plaatsen staat, niet allebei kan kloppen, niet "
        "welke van de twee fout is. ‘Waarschijnlijk’ is een tegenspraak tenzij de twee "
        "plaatsen toch over iets anders gaan; ‘zwak’ is een blik waard.",
        f"{opening(known, 'is', 'zijn')} al gekend: de reden staat erbij." if known else "",
    )
