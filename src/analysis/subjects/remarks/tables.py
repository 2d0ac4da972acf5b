"""The remarks on a topic, each with the line that proves it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.toolkit.measures import measure_column
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

EVERY = "Alle maatregelen"  # what a remark without a measure is about, among others with one
#: The kinds of causes, as a reader calls them.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "overall": "algemeen",
        "it": "IT",
        "payment": "betaalsysteem",
        "customer": "informatie van de klant",
        "volume": "meer werk per dossier of meer dossiers",
        "staff": "personeel",
    }
)


def remarks_table(
    remarks: pd.DataFrame, topic: str, title: str, kind: str, year: int
) -> Table | None:
    """List the remarks on a topic; None without any. `kind` is the header of their kind."""
    rows = remarks.loc[remarks["topic"] == topic]
    if rows.empty:
        return None
    columns = [
        Column("Wat de tekst van het plan zegt", list(rows["about"])),
        Column(kind, [KINDS.get(str(one), str(one)) for one in rows["kind"]]),
        places(rows),
    ]
    if rows["name"].notna().any():
        columns.insert(0, measure_column(rows.assign(name=rows["name"].fillna(EVERY))))
    return table_of(
        columns,
        title=title,
        note="Met de hand uit de tekst van het plan overgenomen, in eigen woorden.",
        source=source(rows, year, "wat de tekst in woorden zegt"),
    )
