"""Tables of the evaluated milestones: counts per part and status, and those not realised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import heading_count
from analysis.toolkit.milestones import not_realised
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
