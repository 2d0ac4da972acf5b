"""The legislation that is planned, by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted
from analysis.toolkit.legislation import legislation, stage
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    import pandas as pd


def laws_table(milestones: pd.DataFrame, year: int) -> Table | None:
    """List the planned milestones that are legislation, by quarter; None without any."""
    laws = legislation(milestones)
    if laws.empty:
        return None
    laws = laws.sort_values("quarters", kind="stable")
    count = counted(len(laws), "mijlpaal", "mijlpalen")
    columns = [
        Column("Wat", list(laws["label"])),
        Column("Stap", [stage(str(text)) for text in laws["label"]]),
        Column("Voorzien", list(laws["timing"])),
        Column("Onderdeel", list(laws["section"])),
        places(laws),
    ]
    return table_of(
        columns,
        title=f"Regelgeving op de kalender van {year}: {count}",
        note=(
            "Geplande mijlpalen waarvan de tekst een decreet, een besluit van de Vlaamse Regering "
            "(BVR), een ministerieel besluit (MB), een samenwerkingsakkoord of regelgeving noemt. "
            "De stap is leeg waar het plan er geen noemt."
        ),
        source=source(laws, year, "geplande mijlpalen"),
    )
