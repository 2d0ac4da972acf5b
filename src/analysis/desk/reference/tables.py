"""The columns of every table: as printed in `data/raw`, typed in `data/processed`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.desk.reference.markdown import table
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.plan.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

_RAW = """\
## Raw tables

`data/raw/YEAR/*.csv`: exactly what is printed, as text. `line` is the line of the document's text.
"""
_PROCESSED = """\
## Processed tables

`data/processed/YEAR/*.parquet`: typed and checked. What the plan printed and what is computed stand
in columns of their own.
"""


def tables() -> str:
    """Return the columns of the raw tables, then those of the processed ones."""
    raw = table(["file", "columns"], ((f"{n}.csv", ", ".join(c)) for n, c in RAW_COLUMNS.items()))
    parts = [_RAW, raw, _PROCESSED]
    for name, schema in SCHEMAS.items():
        heads = ["column", "type", "holds", "may be missing"]
        parts += [f"### {name}.parquet\n", table(heads, _rows(schema.columns))]
    return "\n".join(parts)


def _rows(columns: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for name, column in columns.items():
        checks = ", ".join(str(check.error) for check in column.checks if check.error)
        yield name, str(column.dtype), checks, "yes" if column.nullable else ""
