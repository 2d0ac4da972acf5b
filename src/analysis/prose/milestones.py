"""What the plan says of its milestones: realised or not, running on, planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.data.status import STATUSES
from analysis.dutch import counted, listing, number, quarter, share
from analysis.prose.sentence import Prose, opening, prose, with_interval
from analysis.stats.load import quarter_load, undated
from analysis.stats.shares import NOT_APPLICABLE, REALISED, evaluated, not_realised, realisation

if TYPE_CHECKING:
    import pandas as pd

    from analysis.stats.parts import Parts

_ONE, _MANY = "mijlpaal", "mijlpalen"


def realised_text(milestones: pd.DataFrame, year: int, confidence: float) -> Prose:
    """Say how many of the milestones with a status were realised, and what is left out."""
    whole = realisation(milestones, (), confidence).iloc[0]
    n, realised = int(whole["n"]), int(whole["realised"])
    if not n:
        return prose(f"Het plan evalueert hier geen mijlpalen van {year - 1} met een status.")
    those = counted(n, "geëvalueerde mijlpaal", "geëvalueerde mijlpalen")
    verb = "werd" if realised == 1 else "werden"
    return prose(
        f"Van de {those} van {year - 1} met een status {verb} er {number(realised)} gerealiseerd "
        f"({with_interval(whole, confidence)}).",
        _left_out(evaluated(milestones)["status"]),
    )


def against_rest(own: pd.DataFrame, plan: pd.DataFrame, confidence: float) -> Prose:
    """Compare the share realised with that of the rest of the plan, as far as chance allows.

    Two intervals that do not overlap differ by more than their level says, so the comparison is on
    the careful side.
    """
    one = realisation(own, (), confidence).iloc[0]
    rest = realisation(plan.loc[~plan.index.isin(own.index)], (), confidence).iloc[0]
    if not one["n"] or not rest["n"]:
        return prose("Een vergelijking met de rest van het plan is hier niet mogelijk.")
    start = f"In de rest van het plan is dat {with_interval(rest, confidence)}."
    if one["low"] > rest["high"] or one["high"] < rest["low"]:
        more = "hoger" if one["share"] > rest["share"] else "lager"
        return prose(
            start,
            f"De intervallen overlappen niet: de realisatie ligt hier {more} dan elders, en het "
            "verschil is groter dan toeval aannemelijk maakt.",
        )
    return prose(start, "De intervallen overlappen: dit verschil zegt niet dat het hier anders is.")


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
    found = [
        f"{number(n)} met de status ‘{STATUSES[str(status)].lower()}’"
        for status, n in counts.items()
        if n
    ]
    total = int(counts.sum())
    if not total:
        return prose(f"Alle mijlpalen van {year - 1} met een status zijn gerealiseerd.")
    if total == 1:
        only = found[0].removeprefix("1 ")
        return prose(f"{opening(1, _ONE, _MANY)} is niet gerealiseerd: een {only}.")
    return prose(f"{opening(total, _ONE, _MANY)} zijn niet gerealiseerd: {listing(found)}.")


def carried_over_text(milestones: pd.DataFrame, year: int) -> Prose:
    """Say how many milestones run on, and how many of those count as realised."""
    rows = evaluated(milestones)
    running = rows.loc[rows["carried_over"]]
    if running.empty:
        return prose(
            f"Bij geen enkele mijlpaal van {year - 1} vermeldt het plan dat hij doorloopt."
        )
    done = int((running["status"] == REALISED).sum())
    runs = f"hij in {year} doorloopt" if len(running) == 1 else f"ze in {year} doorlopen"
    return prose(
        f"Bij {counted(len(running), _ONE, _MANY)} vermeldt het plan dat {runs}; "
        f"{number(done)} daarvan {'heeft' if done == 1 else 'hebben'} de status ‘gerealiseerd’."
    )


def planned_text(milestones: pd.DataFrame, year: int) -> Prose:
    """Say how many milestones are planned, how many have a date, and which quarter is fullest."""
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
    found = listing([f"{number(count)} {words}" for count, words in kinds if count])
    if rest.dated == rest.planned > 1:
        found = "elk met een kwartaal"
    first = f"Voor {year} {verb} er {counted(rest.planned, _ONE, _MANY)} gepland: {found}."
    if load.empty:
        return prose(first)
    peak = int(load["total"].max())
    fullest = [quarter(str(code)) for code in load.index[load["total"] == peak]]
    busiest = (
        f"Het drukst is {fullest[0]}, met {number(peak)}."
        if len(fullest) == 1
        else f"Het drukst zijn {listing(fullest)}, met elk {number(peak)}."
    )
    return prose(first, busiest)


def _left_out(statuses: pd.Series) -> str:
    without, none_needed = int(statuses.isna().sum()), int((statuses == NOT_APPLICABLE).sum())
    words = [
        f"{number(count)} {what}"
        for count, what in ((without, "zonder status"), (none_needed, "niet van toepassing"))
        if count
    ]
    if not words:
        return ""
    return f"Niet meegeteld: {listing(words)}."


def _lies(names: list[str]) -> str:
    return f"{'ligt' if len(names) == 1 else 'liggen'} {listing(names)}"
