"""Table of what was promised: the milestones of each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.toolkit.milestones import NOT_APPLICABLE, REALISED
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.parts import Parts


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
        Column(parts.one.capitalize(), _with_sum(headings, "Totaal")),
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


def _with_sum(headings: list[str], total: str) -> list[str]:
    return [*headings, total] if len(headings) > 1 else headings


def _summed(counts: pd.Series) -> list[int]:
    values = [int(count) for count in counts]
    return [*values, sum(values)] if len(values) > 1 else values
