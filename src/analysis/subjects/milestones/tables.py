"""Tables of milestones: what was promised per part, and those that are not realised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import heading_count
from analysis.toolkit.milestones import NOT_APPLICABLE, REALISED, not_realised
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.parts import Parts

EVALUATION = "evaluatie van de mijlpalen"


def not_realised_table(milestones: pd.DataFrame, year: int, parts: Parts) -> Table | None:
    """List the evaluated milestones that are not realised; None when there are none."""
    rows = not_realised(milestones)
    if rows.empty:
        return None
    columns = _listed(rows, parts)
    return table_of(
        columns,
        title=(
            f"{heading_count(len(rows), 'mijlpaal', 'mijlpalen')} van {year - 1} "
            f"{'is' if len(rows) == 1 else 'zijn'} niet gerealiseerd"
        ),
        note=(
            "In de volgorde van het plan. Ook een mijlpaal die op schema loopt staat in de lijst: "
            "hij is nog niet af. Mijlpalen zonder status staan er niet in."
        ),
        source=source(rows, year, EVALUATION),
    )


def _listed(rows: pd.DataFrame, parts: Parts) -> list[Column]:
    columns = [
        Column("Mijlpaal", list(rows["label"])),
        Column("Thema", list(rows["theme"])),
        Column("Onderdeel", list(rows["section"])),
        Column("Status", list(rows["status"]), "status"),
        places(rows),
    ]
    if parts.by == "chapter":
        chapters = [parts.labels[name] for name in rows["chapter"]]
        columns.insert(2, Column(parts.one.capitalize(), chapters))
    return columns


def promise_table(milestones: pd.DataFrame, year: int, parts: Parts) -> Table | None:
    """Count the milestones per part: promised, added, realised and planned; None without any."""
    if milestones.empty:
        return None
    rows = milestones.assign(
        evaluated=milestones["kind"] == "evaluated",
        added=milestones["additional"],
        realised=milestones["status"] == REALISED,
        assessed=milestones["status"].notna() & (milestones["status"] != NOT_APPLICABLE),
        planned=milestones["kind"] == "planned",
    )
    names = ["evaluated", "added", "realised", "assessed", "planned"]
    counts = rows.groupby(parts.by, sort=False, observed=True)[names].sum()
    headings = [parts.labels[str(name)] for name in counts.index]
    columns = [
        Column(parts.one.capitalize(), headings + ["Totaal"] * (len(headings) > 1)),
        Column(f"Mijlpalen {year - 1}", _summed(counts["evaluated"]), "count"),
        Column("waarvan bijkomend", _summed(counts["added"]), "count"),
        Column("met een status", _summed(counts["assessed"]), "count"),
        Column("gerealiseerd", _summed(counts["realised"]), "count"),
        Column(f"Gepland {year}", _summed(counts["planned"]), "count"),
    ]
    return table_of(
        columns,
        title=f"Mijlpalen per {parts.one}: beloofd, bijgekomen, gerealiseerd en gepland",
        note=(
            "Bijkomende mijlpalen stonden niet in het vorige plan: ze kwamen er in de loop van het "
            "jaar bij. Een mijlpaal zonder status of ‘niet van toepassing’ telt niet mee in het "
            "aandeel dat gerealiseerd is."
        ),
        source=source(milestones, year, "mijlpalen"),
        foot=1 if len(counts) > 1 else 0,
    )


def _summed(counts: pd.Series) -> list[int]:
    values = [int(count) for count in counts]
    return [*values, sum(values)] if len(values) > 1 else values
