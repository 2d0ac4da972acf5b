"""Sentences on what needs attention first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number
from analysis.subjects.attention.points import totals
from analysis.toolkit.measures import card_address, mention
from analysis.toolkit.sentence import Prose, linked, prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_NAMED = 3


def attention_text(signals: pd.DataFrame, titles: Mapping[str, str]) -> Prose:
    """Name the measures and the sections with the most points, with links to the chapters."""
    if signals.empty:
        return prose("Geen enkel signaal gaat over zijn drempel.")
    order = totals(signals)
    measures = order.loc[order["kind"] == "measure"]
    sections = order.loc[order["kind"] != "measure"]
    return prose(
        f"{counted(len(signals), 'signaal', 'signalen')} bij "
        f"{counted(len(order), 'maatregel of onderdeel', 'maatregelen en onderdelen')} gaan over "
        "hun drempel."
        if len(signals) > 1
        else "Eén signaal gaat over zijn drempel.",
        _named(measures, signals, titles, "Bij de maatregelen"),
        _named(sections, signals, titles, "Bij de onderdelen van het plan"),
    )


def _named(
    order: pd.DataFrame, signals: pd.DataFrame, titles: Mapping[str, str], where: str
) -> str:
    if order.empty:
        return ""
    first = signals.drop_duplicates("subject").set_index("subject")
    words = [
        f"{_name(first.loc[row['subject']], titles)} ({number(row['points'])})"
        for _, row in order.head(_NAMED).iterrows()
    ]
    return f"{where} tellen de meeste punten: {listing(words)}."


def _name(row: pd.Series, titles: Mapping[str, str]) -> str:
    chapter = row["chapter"]
    if card_address(row["measure"]):
        return mention(row["name"], row.get("measure"))
    return linked(str(row["name"]), chapter) if chapter in titles else str(row["name"])
