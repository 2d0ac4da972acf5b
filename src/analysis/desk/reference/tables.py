"""The columns of every table: as printed in `data/raw`, typed in `data/processed`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.analyse import all_results
from analysis.desk.reference.markdown import table
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.plan.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.toolkit.results import Result

_RAW = """\
## Raw tables

`data/raw/YEAR/*.csv`: exactly what is printed, as text. `line` is the line of the document's text.
"""
_PROCESSED = """\
## Processed tables

`data/processed/YEAR/*.parquet`: typed and checked. What the plan printed and what is computed have
columns of their own.
"""


_RESULTS = """\
## Results

`data/processed/YEAR/results/*.parquet`: the statistics of the whole plan, computed once by
`planmonitor data`, by the `results.py` of each subject. Titles and meanings are Dutch: they go into
the open data.
"""


def tables() -> str:
    """Return the columns of the raw tables, of the processed ones, and of the results."""
    raw = table(["file", "columns"], ((f"{n}.csv", ", ".join(c)) for n, c in RAW_COLUMNS.items()))
    parts = [_RAW, raw, _PROCESSED]
    for name, schema in SCHEMAS.items():
        heads = ["column", "type", "holds", "may be missing"]
        parts += [f"### {name}.parquet\n", table(heads, _rows(schema.columns))]
    parts.append(_RESULTS)
    for name, (subject, result) in sorted(all_results().items()):
        head = f"### {name}.parquet\n\n{result.title}. {result.description} (subject {subject})\n"
        parts += [head, table(["column", "type", "means", "may be missing"], _meanings(result))]
    return "\n".join(parts)


def _meanings(result: Result) -> Iterator[tuple[str, str, str, str]]:
    for name, column in result.schema.columns.items():
        yield name, str(column.dtype), column.description or "", "yes" if column.nullable else ""


def _rows(columns: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for name, column in columns.items():
        checks = ", ".join(str(check.error) for check in column.checks if check.error)
        yield name, str(column.dtype), checks, "yes" if column.nullable else ""
