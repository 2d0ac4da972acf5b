"""A processed table to its Parquet file, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd


def write_parts(parts: Iterable[pd.DataFrame], path: Path) -> int:
    """Write parts of a table, at least one, as the row groups of a file; return the rows."""
    writer, rows = None, 0
    try:
        for part in parts:
            table = pa.Table.from_pandas(part, preserve_index=False)
            writer = writer or parquet.ParquetWriter(path, table.schema)
            writer.write_table(table)
            rows += len(part)
    finally:
        if writer:
            writer.close()
    return rows
