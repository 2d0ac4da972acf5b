"""A processed table to its Parquet file, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

_ENOUGH = 2**14  # rows, to tell whether the cells of a column repeat


def write_parts(parts: Iterable[pd.DataFrame], path: Path) -> int:
    """Write parts of a table, at least one, as the row groups of a file; return the rows."""
    writer, rows = None, 0
    try:
        for part in parts:
            table = pa.Table.from_pandas(part, preserve_index=False)
            writer = writer or _writer(table, path)
            writer.write_table(table)
            rows += len(part)
    finally:
        if writer:
            writer.close()
    return rows


def _writer(first: pa.Table, path: Path) -> parquet.ParquetWriter:
    """Open a file whose encoding suits the first part, for the others are like it.

    A dictionary of cells that hardly repeat costs its making and saves nothing; nor does anybody
    look for a text by the range in which it lies.
    """
    return parquet.ParquetWriter(
        path,
        first.schema,
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in first.column_names if _repeats(first.column(name))],
        write_statistics=[field.name for field in first.schema if _is_number(field.type)],
    )


def _repeats(cells: pa.ChunkedArray) -> bool:
    first = cells.slice(0, _ENOUGH)
    return len(first.unique()) <= len(first) / 2


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))
