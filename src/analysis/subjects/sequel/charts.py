"""The chart of the outcomes of the search for successors, a bar per part."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.dutch import counted, number
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.stacked import Bar, bars_data, spoken_bars, stacked_bars
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.toolkit.parts import Parts

#: Outcome and confidence, best first; the surest outcomes are at either end.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "successor reviewed": "Opvolger (nagekeken)",
        "successor sure": "Zekere opvolger",
        "successor probable": "Waarschijnlijke opvolger",
        "successor weak": "Onzekere opvolger",
        "shared weak": "Gedeelde opvolger",
        "lost weak": "Geen gevonden (onzeker)",
        "lost probable": "Geen gevonden (waarschijnlijk)",
        "lost sure": "Geen gevonden (zeker)",
        "lost reviewed": "Geen opvolger (nagekeken)",
    }
)
COLOURS: Mapping[str, str] = MappingProxyType(
    dict(
        zip(
            LABELS,
            (
                *("#0b3a63", "#14568c", "#5b9bc8", "#b5d4e9", "#b79fc9"),
                *("#fbd9a5", "#dd7d1e", "#8c2d04", "#6b1f02"),
            ),
            strict=True,
        )
    )
)


def lineage_chart(
    matches: pd.DataFrame, milestones: pd.DataFrame, year: int, parts: Parts
) -> Chart | None:
    """Draw the outcomes of the search for successors, a bar per part; None if no milestone runs on.

    The matches are the result `successors`; those of other milestones are left out.
    """
    found = milestones[[parts.by, "line"]].merge(
        matches[["evaluated_line", "outcome", "confidence"]],
        left_on="line",
        right_on="evaluated_line",
    )
    if found.empty:
        return None
    named = found["outcome"].astype(str) + " " + found["confidence"].astype(str)
    bars = [
        Bar(parts.labels[str(part)], {name: int((kinds == name).sum()) for name in LABELS})
        for part, kinds in named.groupby(found[parts.by], sort=False)
    ]
    return Chart(
        draw=partial(
            stacked_bars,
            bars,
            LABELS,
            COLOURS,
            f"Mijlpalen van {year - 1} die doorlopen, naar wat in het plan van {year} gevonden is, "
            f"per {parts.one}",
        ),
        title=_title(found, year),
        alt=(
            f"Gestapelde balken, één per {parts.one}: mijlpalen van {year - 1} die doorlopen, naar "
            f"de gevonden opvolger in het plan van {year}. {spoken_bars(bars, LABELS)}."
        ),
        data=bars_data(bars, parts.one.capitalize(), LABELS),
        note=_note(year, reviewed=bool((found["confidence"] == "reviewed").all())),
        source=source(
            milestones.loc[milestones["line"].isin(found["line"])],
            year,
            "evaluatie van de mijlpalen",
        ),
    )


def _title(found: pd.DataFrame, year: int) -> str:
    gone = int((found["outcome"] == "lost").sum())
    whole = counted(len(found), "mijlpaal die doorloopt", "mijlpalen die doorlopen")
    found_ones = len(found) - gone
    if len(found) == 1:
        which = "geen" if gone else "een"
        return f"De ene mijlpaal die doorloopt, heeft {which} gevonden opvolger in {year}"
    if not gone:
        return f"Elk van de {whole}, heeft een gevonden opvolger in {year}"
    who = f"{number(found_ones)} van de" if found_ones else "Geen enkele van de"
    verb = "hebben" if found_ones > 1 else "heeft"
    return f"{who} {whole}, {verb} een gevonden opvolger in {year}"


def _note(year: int, *, reviewed: bool) -> str:
    """Say what was looked for; a reviewed outcome is a fact and needs no caution."""
    if reviewed:
        return (
            "Elke mijlpaal die volgens het plan doorloopt of nog niet af is, is met de hand naast "
            f"de planning van {year} gelegd. Zonder opvolger kan het werk toch doorgaan, buiten de "
            "mijlpalen."
        )
    return (
        "Gezocht is naar een geplande mijlpaal met gelijkaardige woorden, hetzelfde thema of "
        "hetzelfde onderdeel van het plan, voor elke mijlpaal die volgens het plan doorloopt of "
        "nog niet af is. Een gedeelde opvolger past bij meer dan één mijlpaal. ‘Geen gevonden’ "
        f"wil niet zeggen dat het werk stopt: het kan in {year} onder andere woorden, of buiten "
        "de mijlpalen, verdergaan. De lijst is om na te kijken."
    )
