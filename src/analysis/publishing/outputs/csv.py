"""The tables as CSV files that every program reads the same way, and that run no formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.publishing.outputs.tables import FOLDER

if TYPE_CHECKING:
    from analysis.publishing.outputs.output import OutputContext
    from analysis.publishing.outputs.tables import DataColumn, DataTable

#: The first character of what a spreadsheet reads as a formula.
FORMULA = re.compile(r"^[=+\-@\t\r]")


def write_csv(context: OutputContext) -> None:
    """Write `data/<table>.csv` for each table; the same tables give the same bytes.

    Raises
    ------
    DataError
        When the tables have not been built.
    """
    folder = context.folder / FOLDER
    folder.mkdir(exist_ok=True)
    for table in context.tables:
        (folder / f"{table.name}.csv").write_bytes(csv_bytes(table))


def csv_bytes(table: DataTable) -> bytes:
    """Write a table as CSV (RFC 4180, UTF-8, decimal point, a missing value as an empty field)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(
        [_cell(value, column) for value, column in zip(row, table.columns, strict=True)]
        for row in table.frame.itertuples(index=False, name=None)
    )
    return stream.getvalue().encode()


def _cell(value: Any, column: DataColumn) -> str:  # noqa: ANN401 - a cell of any type
    if pd.isna(value):
        return ""
    if column.type == "boolean":
        return "true" if value else "false"
    return harmless(str(value)) if column.type == "string" else str(value)


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    >>> harmless("=1+1"), harmless("2023Q1")
    ("'=1+1", '2023Q1')
    """
    return f"'{text}" if FORMULA.match(text) else text
