"""Sentences on the planned milestones: how many, in which quarters, and how unevenly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number, quarter, said, share
from analysis.toolkit.quarters import QUARTERS, quarter_load, undated
from analysis.toolkit.sentence import ALPHA, Prose, p_value, prose

if TYPE_CHECKING:
    import pandas as pd

#: What every chapter says around its figures.
HEADING = "## Wat gepland staat, en wanneer"
WHEN = "Wanneer moet het werk af zijn, en bij welk project?"

_ONE, _MANY = "mijlpaal", "mijlpalen"


def planned_text(milestones: pd.DataFrame, year: int) -> Prose:
    """State how many milestones are planned, how many are dated, and the fullest quarter."""
    rest, load = undated(milestones), quarter_load(milestones)
    if not rest.planned:
        return prose(f"Het plan kondigt hier geen mijlpalen voor {year} aan.")
    verb = "is" if rest.planned == 1 else "zijn"
    kinds = (
        (rest.dated, "met een kwartaal"),
        (rest.continuous, "doorlopend"),
        (rest.ad_hoc, "ad hoc"),
        (rest.without, "zonder datum"),
    )
    those = f"{said(rest.planned)} {_ONE if rest.planned == 1 else _MANY}"
    known = [(count, words) for count, words in kinds if count]
    if len(known) == 1:
        found = f", {'elk ' if rest.planned > 1 else ''}{known[0][1]}"
    else:
        found = f": {listing([f'{number(count)} {words}' for count, words in known])}"
    first = f"Voor {year} {verb} er {those} gepland{found}."
    return prose(first, "" if load.empty else _busiest(load))


def _busiest(load: pd.DataFrame) -> str:
    peak = int(load["total"].max())
    fullest = [quarter(str(code)) for code in load.index[load["total"] == peak]]
    if len(fullest) == 1:
        return f"Het drukst is {fullest[0]}, met {number(peak)}."
    return f"Het drukst zijn {listing(fullest)}, met elk {number(peak)}."


def evenness_text(found: pd.Series | None, year: int) -> Prose:
    """State in which quarter most milestones are due, and whether that is more than chance.

    The row is of the result `evenness`; None without planned milestones.
    """
    if found is None or not found["n"]:
        return prose(f"Geen enkele mijlpaal heeft een kwartaal van {year} als deadline.")
    counts = [int(found[f"q{quarter}"]) for quarter in QUARTERS]
    peaks = [
        f"Q{quarter}"
        for quarter, count in zip(QUARTERS, counts, strict=True)
        if count == max(counts)
    ]
    each = "telkens " if len(peaks) > 1 else ""
    due = f"{each}{said(max(counts))} van de {counted(int(found['n']), _ONE, _MANY)} met een "
    due += f"deadline in {year}"
    start = (
        f"Gerekend naar de deadline, het laatste kwartaal van elke mijlpaal, "
        f"{'moet' if max(counts) == 1 else 'moeten'} {due} af zijn in {listing(peaks)} "
        f"({share(found['peak_share'])})."
    )
    if found["p_holm"] >= ALPHA:
        return prose(start, "Zo'n spreiding kan nog toeval zijn: een ophoping is niet aangetoond.")
    return prose(
        start,
        f"Dat is meer ophoping dan toeval verklaart ({p_value(found['p_holm'])}): voor een gelijke "
        f"spreiding zou {share(found['to_move'])} van de mijlpalen naar een ander kwartaal moeten.",
    )
