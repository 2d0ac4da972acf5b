"""Tables of the evaluated milestones: counts per part and status, and those not realised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import heading_count
from analysis.plan.tables.status import STATUSES
from analysis.toolkit.milestones import evaluated, not_realised, status_counts
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, data_of, html_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.parts import Parts

EVALUATION = "evaluatie van de mijlpalen"


def status_table(milestones: pd.DataFrame, year: int, parts: Parts) -> Table | None:
    """Count the evaluated milestones per part and status; None when there are none."""
    counts = status_counts(milestones, [parts.by])
    if counts.empty:
        return None
    labels = {**STATUSES, "none": "Zonder status"}
    several = len(counts) > 1
    headings = [parts.labels[str(name)] for name in counts.index]
    columns = [Column(parts.one.capitalize(), [*headings, "Totaal"] if several else headings)]
    for header, values in [
        *((labels[str(status)], counts[status]) for status in counts),
        ("Totaal", counts.sum(axis=1)),
    ]:
        cells = [int(value) for value in values]
        columns.append(Column(header, [*cells, sum(cells)] if several else cells, "count"))
    return Table(
        html=html_table(columns, foot=1 if several else 0),
        title=f"Mijlpalen van {year - 1} per {parts.one} en status",
        note="De statussen zijn die van het departement zelf; het totaal is berekend.",
        source=source(evaluated(milestones), year, EVALUATION),
        data=data_of(columns),
    )


def not_realised_table(milestones: pd.DataFrame, year: int, parts: Parts) -> Table | None:
    """List the evaluated milestones that are not realised; None when there are none."""
    rows = not_realised(milestones)
    if rows.empty:
        return None
    columns = _listed(rows, parts)
    return Table(
        html=html_table(columns),
        title=(
            f"{heading_count(len(rows), 'mijlpaal', 'mijlpalen')} van {year - 1} "
            f"{'is' if len(rows) == 1 else 'zijn'} niet gerealiseerd"
        ),
        note=(
            "In de volgorde van het plan. Ook een mijlpaal die op schema loopt staat in de lijst: "
            "hij is nog niet af. Mijlpalen zonder status staan er niet in."
        ),
        source=source(rows, year, EVALUATION),
        data=data_of(columns),
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
