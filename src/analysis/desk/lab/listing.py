"""The rows of a view as a table, and as a file to download."""

from __future__ import annotations

import base64
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.dutch import counted, quarter
from analysis.subjects.budget.tables import budget_table
from analysis.subjects.inspections.tables import inspections_table
from analysis.subjects.norms.tables import norms_table
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd


def listing(name: str, rows: pd.DataFrame, year: int) -> Table | None:
    """List the rows of the view with this name; None when there are none."""
    return None if rows.empty else _TABLES[name](rows, year)


def csv(table: Table) -> str:
    """Write a table's values as CSV with the Dutch column names, as Excel opens it in Belgium.

    It separates cells by semicolons and writes decimal commas. The byte order mark tells Excel
    that the text is UTF-8.
    """
    return "\N{BYTE ORDER MARK}" + table.data.to_csv(index=False, sep=";", decimal=",")


def download_link(table: Table, file: str) -> str:
    """Return a link that saves the table's CSV; it holds the file itself, so it needs no server."""
    content = base64.b64encode(csv(table).encode()).decode()
    rows = counted(len(table.data), "rij", "rijen")
    href = f"data:text/csv;charset=utf-8;base64,{content}"
    return f'<a class="pm-download" download="{file}" href="{href}">Bewaar als CSV ({rows})</a>'


def _evaluated(rows: pd.DataFrame, year: int) -> Table:
    status = Column("Status", list(rows["status"]), "status")
    noun = counted(len(rows), "mijlpaal", "mijlpalen")
    return _milestones(rows, status, f"{noun} van {year - 1}", year)


def _planned(rows: pd.DataFrame, year: int) -> Table:
    when = Column(
        "Timing", list(map(_timing, rows["quarters"], rows["continuous"], rows["ad_hoc"]))
    )
    noun = counted(len(rows), "geplande mijlpaal", "geplande mijlpalen")
    return _milestones(rows, when, f"{noun} voor {year}", year)


def _milestones(rows: pd.DataFrame, own: Column, title: str, year: int) -> Table:
    columns = [
        Column("Mijlpaal", list(rows["label"])),
        Column("Thema", list(rows["theme"])),
        Column("Onderdeel", list(rows["section"])),
        own,
        places(rows),
    ]
    return table_of(
        columns,
        title=title,
        note="In de volgorde van het plan. ‘Plaats’ noemt de sectie en de rij in haar tabel.",
        source=source(rows, year, "mijlpalen"),
    )


def _timing(quarters: str, continuous: object, ad_hoc: object) -> str:
    named = [quarter(code) for code in quarters.split()]
    named += ["doorlopend"] if continuous else []
    named += ["ad hoc"] if ad_hoc else []
    return ", ".join(named)


_TABLES: Mapping[str, Callable[[pd.DataFrame, int], Table | None]] = MappingProxyType(
    {
        "status": _evaluated,
        "planning": _planned,
        "norms": norms_table,
        "budget": budget_table,
        "inspections": inspections_table,
    }
)
