"""What came of the milestones: how many were realised, and which parts stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import listing, number, said, share
from analysis.plan.tables.status import STATUSES
from analysis.toolkit.milestones import NOT_APPLICABLE, assessed, evaluated, not_realised
from analysis.toolkit.sentence import Prose, linked, opening, prose, with_interval
from analysis.toolkit.statistics.pooling import effective, pool
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.toolkit.parts import Parts

_ONE, _MANY = "mijlpaal", "mijlpalen"


def realised_text(milestones: pd.DataFrame, year: int, confidence: float) -> Prose:
    """Say how many of the milestones with a status were realised, and what is left out."""
    whole = realisation(milestones, (), confidence).iloc[0]
    n, realised = int(whole["n"]), int(whole["realised"])
    if not n:
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
        f"({with_interval(whole, confidence)}).",
        _left_out(evaluated(milestones)["status"]),
    )


def pooled_text(milestones: pd.DataFrame, design_effect: float) -> Prose:
    """Set the mean of the sections, as estimated, beside the share of the milestones, as counted.

    Parameters
    ----------
    milestones
        Of one kind of work.
    design_effect
        From `clustering`.
    """
    counts = realisation(milestones, ["section"])
    n = int(counts["n"].sum())
    if not n:
        return prose("Er zijn geen mijlpalen met een status om een aandeel te schatten.")
    shared = pool(*effective(counts, design_effect))
    counted_share = share(int(counts["realised"].sum()) / n)
    estimated = share(float(shared.weight @ shared.mean))
    return prose(
        f"Van hun {number(n)} mijlpalen is {counted_share} gehaald. Het geschatte gemiddelde is "
        f"{estimated}: dat gaat over onderdelen, niet over mijlpalen, zodat een groot onderdeel er "
        "minder zwaar in doorweegt."
    )


def apart_text(milestones: pd.DataFrame, parts: Parts, confidence: float) -> Prose:
    """Name the parts whose interval leaves out the overall share."""
    groups = realisation(milestones, [parts.by], confidence)
    overall = realisation(milestones, (), confidence).iloc[0]["share"]
    names = [parts.labels[name] for name in groups[parts.by]]
    above = [
        name
        for name, low in zip(names, (groups["low"] > overall).fillna(value=False), strict=True)
        if low
    ]
    under = [
        name
        for name, up in zip(names, (groups["high"] < overall).fillna(value=False), strict=True)
        if up
    ]
    if not above and not under:
        return prose(f"Het interval van elk {parts.one} bevat het aandeel van het geheel.")
    return prose(
        f"Duidelijk onder het geheel ({share(overall)}) {_lies(under)}." if under else "",
        f"Duidelijk boven het geheel ({share(overall)}) {_lies(above)}." if above else "",
        "Tussen de andere is geen rangschikking te maken."
        if len(names) > len(above + under)
        else "",
    )


def not_realised_text(milestones: pd.DataFrame, year: int) -> Prose:
    """Say how many milestones are not realised, and their statuses."""
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
    """Say in which chapters the milestones lie that are not realised, most first, with links."""
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


def _lies(names: list[str]) -> str:
    return f"{'ligt' if len(names) == 1 else 'liggen'} {listing(names)}"
