"""Tables as CSV files that every program reads alike, and in which no cell runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from analysis.publishing.outputs.tables import Column, DataTable

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = re.compile(r"^[=+\-@\t\r]")


def csv_bytes(table: DataTable) -> bytes:
    """Write a table as CSV (RFC 4180, UTF-8, a point before decimals, nothing for no value)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(
        [_cell(value, column) for value, column in zip(row, table.columns, strict=True)]
        for row in table.frame.itertuples(index=False, name=None)
    )
    return stream.getvalue().encode()


def _cell(value: Any, column: Column) -> str:  # noqa: ANN401 - whatever the table holds
    if pd.isna(value):
        return ""
    if column.type == "boolean":
        return "true" if value else "false"
    return harmless(str(value)) if column.type == "string" else str(value)


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run.

    >>> harmless("=1+1"), harmless("2023Q1")
    ("'=1+1", '2023Q1')
    """
    return f"'{text}" if FORMULA.match(text) else text
