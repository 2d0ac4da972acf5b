"""Sentences on the evaluated milestones: how many were realised, and which were not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import count_word, listing, number, said, share
from analysis.plan.tables.status import STATUSES
from analysis.toolkit.milestones import (
    NOT_APPLICABLE,
    REALISED,
    assessed,
    evaluated,
    not_realised,
    realised_counts,
)
from analysis.toolkit.sentence import Prose, linked, opening, prose, with_interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

#: What every chapter says around its figures and table.
HEADING = "## Wat is ervan gekomen"
CAUTION = (
    "Alleen ‘gerealiseerd’ telt; het departement geeft de statussen zelf (zie het "
    "[Overzicht](overzicht.ipynb))."
)
ESTIMATED = (
    "Bij weinig mijlpalen kan één ervan het gehaalde aandeel sterk doen springen. De figuur zet er "
    "daarom een geschat aandeel naast."
)
NOT_REALISED = "### Wat niet gerealiseerd is"

_ONE, _MANY = "mijlpaal", "mijlpalen"


def realised_text(
    share_realised: pd.Series | None, milestones: pd.DataFrame, year: int, confidence: float
) -> Prose:
    """State how many of the milestones with a status were realised, and what is left out.

    The share is the milestones' row of the result `realisation`; None without evaluated milestones.
    """
    realised, n = realised_counts(milestones)
    if share_realised is None or not n:
        return prose(f"Het plan evalueert hier geen mijlpalen van {year - 1} met een status.")
    if n == 1:
        was = "is" if realised else "is niet"
        return prose(
            f"De enige geëvalueerde mijlpaal van {year - 1} met een status {was} gerealiseerd.",
            _left_out(evaluated(milestones)["status"]),
        )
    verb = "werd" if realised == 1 else "werden"
    count = said(realised) if realised else "geen"
    return prose(
        f"Van de {number(n)} geëvalueerde mijlpalen van {year - 1} met een status {verb} er "
        f"{count} gerealiseerd "
        f"({with_interval(share_realised, confidence)}).",
        _left_out(evaluated(milestones)["status"]),
        _if_counted(realised, n, len(evaluated(milestones))),
    )


def _if_counted(realised: int, n: int, whole: int) -> str:
    """Say between what the share lies, whichever way the milestones left out would count."""
    if n == whole:
        return ""
    low, high = realised / whole, (realised + whole - n) / whole
    return (
        f"Als die wel meetelden, lag het aandeel tussen {share(low, 1)} (geen ervan gerealiseerd) "
        f"en {share(high, 1)} (alle)."
    )


def pooled_text(shares: pd.DataFrame) -> Prose:
    """Compare the estimated mean of the sections with the counted share of their milestones.

    The shares are the rows of the result `pooled_shares` of one kind of work.
    """
    n = int(shares["n"].sum())
    if not n:
        return prose("Er zijn geen mijlpalen met een status om een aandeel te schatten.")
    counted_share = share(int(shares["realised"].sum()) / n)
    estimated = share(float(shares["mean"].iloc[0]))
    return prose(
        f"De onderdelen tellen samen {number(n)} mijlpalen met een status: {counted_share} is "
        f"gehaald. Het geschatte gemiddelde is {estimated}: dat gaat over onderdelen, niet over "
        "mijlpalen, zodat een groot onderdeel er minder zwaar in doorweegt."
    )


def not_realised_text(milestones: pd.DataFrame, year: int) -> Prose:
    """State how many milestones are not realised, and their statuses."""
    counts = not_realised(milestones)["status"].value_counts(sort=False)
    found = [(f"‘{STATUSES[str(status)].lower()}’", int(n)) for status, n in counts.items() if n]
    total = int(counts.sum())
    if assessed(milestones).empty:
        return prose(f"Geen enkele mijlpaal van {year - 1} heeft een status die meetelt.")
    if not total:
        return prose(f"Alle mijlpalen van {year - 1} met een status zijn gerealiseerd.")
    if total == 1:
        return prose(f"{opening(1, _ONE, _MANY)} is niet gerealiseerd; de status is {found[0][0]}.")
    start = f"{opening(total, _ONE, _MANY)} zijn niet gerealiseerd."
    if len(found) == 1:
        return prose(start, f"Elk daarvan heeft de status {found[0][0]}.")
    statuses = listing([f"{status} ({number(n)})" for status, n in found])
    return prose(start, f"Hun status is {statuses}.")


def where_text(milestones: pd.DataFrame, titles: Mapping[str, str]) -> Prose:
    """Link the chapters with milestones that are not realised, most first."""
    counts = not_realised(milestones)["chapter"].value_counts()
    if counts.empty:
        return prose("Er valt niets op te zoeken.")
    found = [
        f"{linked(titles[str(name)], str(name))} ({number(count)})"
        for name, count in counts.items()
    ]
    return prose(f"De lijsten staan in de hoofdstukken: {listing(found)}.")


def _left_out(statuses: pd.Series) -> str:
    without, none_needed = int(statuses.isna().sum()), int((statuses == NOT_APPLICABLE).sum())
    words = [
        f"{said(count)} {what}"
        for count, what in ((without, "zonder status"), (none_needed, "niet van toepassing"))
        if count
    ]
    if not words:
        return ""
    return f"Niet meegeteld: {listing(words)}."


def final_text(milestones: pd.DataFrame) -> Prose:
    """Say how many realised milestones run on all the same, and how many are done for good."""
    realised, n = realised_counts(milestones)
    if not realised:
        return prose("Er is geen gerealiseerde mijlpaal waarvan te zeggen is of ze doorloopt.")
    rows = assessed(milestones)
    on = int((rows["carried_over"] & (rows["status"] == REALISED)).sum())
    return prose(
        f"‘Gerealiseerd’ is niet altijd het einde: bij {number(on)} van de {number(realised)} "
        f"gerealiseerde noteert het plan dat ze doorlopen. Gerealiseerd zonder vervolg zijn er "
        f"{number(realised - on)} van de {number(n)} ({share((realised - on) / n)}).",
    )


def corrected_text(corrected: pd.DataFrame, confidence: float) -> Prose:
    """Say what the shares are if certain contradictions of the plan are taken as right.

    The rows are those of the result `corrected_shares`.
    """
    denied, n = int(corrected["corrected"].sum()), int(corrected["n"].sum())
    if not denied:
        return prose(
            "Geen enkele status wordt door de eigen tekst van het plan zeker tegengesproken."
        )
    realised = int(corrected["realised"].sum())
    told = f"{said(1)} {_ONE}" if denied == 1 else f"{count_word(denied)} {_MANY}"
    verb = "is" if denied == 1 else "zijn"
    clear = corrected.loc[corrected["behind"] >= (1 + confidence) / 2, "section"]
    which = (
        f"Dan is van {listing([str(one) for one in clear])} wel aangetoond dat het onder het "
        "geschatte gemiddelde van zijn soort ligt."
        if len(clear)
        else "Ook dan is van geen enkel onderdeel aangetoond dat het onder het gemiddelde ligt."
    )
    return prose(
        f"Let wel: {told} die als gerealiseerd afgedrukt {verb}, {verb} dat volgens de tekst van "
        "het plan zelf zeker niet (zie [Consistentie](consistentie.ipynb)). Zo verbeterd zijn er "
        f"{number(realised)} van de {number(n)} gerealiseerd ({share(realised / n)}). {which}",
    )
