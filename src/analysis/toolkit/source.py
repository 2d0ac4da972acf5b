"""The place in the plan of the rows of a figure or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.tables.places import Place, extent, read_place, together

if TYPE_CHECKING:
    import pandas as pd


def source(rows: pd.DataFrame, year: int, table: str) -> str:
    """Name the plan, the table, and the sections, rows and pages that the rows come from.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"place": [f"sectie 9, streefnormen, rij {n}" for n in (1, 2)]})
    >>> source(rows, 2023, "tabel streefnormen")
    'Ondernemingsplan 2023, tabel streefnormen (sectie 9, rijen 1–2)'
    """
    where = extent(_places(rows))
    return f"Ondernemingsplan {year}, {table}{f' ({where})' if where else ''}"


def where(rows: pd.DataFrame) -> str:
    """Name the sections, the tables and the rows: `sectie 9, streefnormen, rijen 1–2`."""
    return together(_places(rows))


def _places(rows: pd.DataFrame) -> list[Place]:
    return [read_place(str(place)) for place in rows["place"]]
