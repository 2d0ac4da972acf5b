"""A processed table to its Parquet file, part by part."""

from __future__ import annotations

import base64
from itertools import chain
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet

from analysis.plan.tables.distinct import MANY, as_texts, repeats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    import pandas as pd


def write_parts(parts: Iterable[pd.DataFrame], path: Path, texts: Collection[str]) -> int:
    """Write parts of a table as the row groups of a file, and return the number of rows.

    Parameters
    ----------
    parts
        At least one, all of the same columns.
    path
        The file.
    texts
        The columns that are read back as text; a part may hold one as a category.
    """
    left = iter(parts)
    first = next(left)
    rows = 0
    with _writer(first, path, texts) as writer:
        for part in chain([first], left):
            writer.write_table(_table(part, writer.schema))
            rows += len(part)
    return rows


def _table(part: pd.DataFrame, schema: pa.Schema | None = None) -> pa.Table:
    return pa.Table.from_pandas(part, schema, preserve_index=False, nthreads=1)


def _wide(schema: pa.Schema, texts: Collection[str]) -> pa.Schema:
    """Return the first part's schema with room for a later one that has more distinct texts."""
    wide = pa.dictionary(pa.int32(), pa.large_string())
    for place, field in enumerate(schema):
        if field.name in texts and pa.types.is_dictionary(field.type):
            schema = schema.set(place, field.with_type(wide))
    return schema


def _writer(first: pd.DataFrame, path: Path, texts: Collection[str]) -> parquet.ParquetWriter:
    """Open a file whose encoding suits the first part, for the others are like it.

    A dictionary of cells that hardly repeat costs its making and saves nothing; nor does anybody
    look for a text by the range in which it lies. The schema that Arrow reads a file with stands
    under a key of its own: https://arrow.apache.org/docs/cpp/parquet.html#serialization-details
    """
    sample = _table(first.head(MANY))
    writer = parquet.ParquetWriter(
        path,
        _wide(sample.schema, texts),
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in sample.column_names if _few(sample.column(name))],
        write_statistics=[field.name for field in sample.schema if _is_number(field.type)],
        store_schema=False,
    )
    read_back = pa.Schema.from_pandas(as_texts(first.head(0), texts), preserve_index=False)
    arrow_schema = base64.b64encode(read_back.serialize()).decode()
    writer.add_key_value_metadata({"ARROW:schema": arrow_schema})
    return writer


def _few(cells: pa.ChunkedArray) -> bool:
    """Tell whether to write a dictionary; that of a category keeps the order of its names."""
    return pa.types.is_dictionary(cells.type) or repeats(cells)


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))
