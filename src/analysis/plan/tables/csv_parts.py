"""A CSV file in parts, for tables that are larger than memory; what is not plain is read with care.

A part is plain when its quotation marks stand around whole cells and its rows are as long as the
header. Arrow reads such a part many times faster than `csv_file`, to the same cells; whatever else
a file holds, `csv_file` reads or tells.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from analysis.plan.tables.ahead import ahead
from analysis.plan.tables.csv_file import read_csv
from analysis.plan.tables.distinct import repeats

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

PART_BYTES = 2**24

_MARK = ord('"')
_BEFORE_A_CELL = np.frombuffer(b',\r\n"', np.uint8)  # a mark after a mark stands for itself
_AFTER_A_CELL = _BEFORE_A_CELL


class _NotPlainError(Exception):
    """Something here needs care."""


def read_parts(path: Path, where: str) -> Iterator[pd.DataFrame]:
    """Read a CSV file as text, part by part; joined, the parts are what `read_csv` returns.

    Yields
    ------
    DataFrame
        Rows that follow those of the part before it, at least one; a file with none is one part.
        Texts that repeat may be a category, as `analysis.plan.tables.distinct` has them.

    Raises
    ------
    DataError
        As `read_csv`.
    """
    rows = 0
    try:
        for part in _plain_parts(path):
            part.index = pd.RangeIndex(rows + 2, rows + 2 + len(part), name="row")
            rows += len(part)
            yield part
    except _NotPlainError:
        yield read_csv(path, where).iloc[rows:]


def _plain_parts(path: Path) -> Iterator[pd.DataFrame]:
    with path.open("rb") as stream:
        names = _header(stream.readline())
        yield from ahead(lambda block: _parsed(block, names), _blocks(stream))


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield whole rows, some megabytes at a time; a block without a row is the only one."""
    block = stream.read(PART_BYTES)
    yield _ended(block + _rest_of_row(block, stream))
    while block := stream.read(PART_BYTES):
        yield _ended(block + _rest_of_row(block, stream))


def _rest_of_row(block: bytes, stream: BinaryIO) -> bytes:
    """Read up to the end of the row in which a block ends; a line may end inside a cell."""
    lines = [stream.readline()]
    marks = _marks(block) + _marks(lines[0])
    while marks % 2 and lines[-1]:
        lines.append(stream.readline())
        marks += _marks(lines[-1])
    return b"".join(lines)


def _marks(text: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(text, np.uint8) == _MARK))


def _header(line: bytes) -> list[str]:
    try:
        names = line.removeprefix(codecs.BOM_UTF8).decode().rstrip("\r\n").split(",")
    except UnicodeDecodeError:
        raise _NotPlainError from None
    if len(names) == 1 or len(set(names)) < len(names) or '"' in line.decode():
        raise _NotPlainError
    return names


def _ended(block: bytes) -> bytes:
    return block if block.endswith(b"\n") or not block else block + b"\n"


def _parsed(block: bytes, names: Sequence[str]) -> pd.DataFrame:
    if not block:
        return pd.DataFrame(columns=list(names), dtype=str)
    _check_plain(block)
    try:
        table = csv.read_csv(
            pa.BufferReader(block),
            csv.ReadOptions(use_threads=False, column_names=names, block_size=len(block)),
            csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        raise _NotPlainError from None
    if _has_blank_rows(table):
        raise _NotPlainError
    part: pd.DataFrame = _short(table).to_pandas()
    return part


def _short(table: pa.Table) -> pa.Table:
    """Hold each text of a long column once where there are few."""
    return pa.table(
        {
            name: cells.dictionary_encode() if repeats(cells) else cells
            for name, cells in zip(table.column_names, table.columns, strict=True)
        }
    )


def _has_blank_rows(table: pa.Table) -> bool:
    """Tell whether a row has no cell filled: it may be a blank line, which is no row."""
    blank = pc.equal(table.column(0), "")
    for column in table.itercolumns():
        if not pc.any(blank, min_count=0).as_py():
            return False
        blank = pc.and_(blank, pc.equal(column, ""))
    return bool(pc.any(blank, min_count=0).as_py())


def _check_plain(block: bytes) -> None:
    """Check that quotation marks open before a cell and close after it, and that it is text."""
    if b"\0" in block or not _is_utf8(block):
        raise _NotPlainError
    content = np.frombuffer(block, np.uint8)
    marks = np.flatnonzero(content == _MARK)
    opening, closing = marks[::2], marks[1::2]
    if len(opening) != len(closing):
        raise _NotPlainError
    before, after = content[opening[opening > 0] - 1], content[closing + 1]
    if not (np.isin(before, _BEFORE_A_CELL).all() and np.isin(after, _AFTER_A_CELL).all()):
        raise _NotPlainError


def _is_utf8(block: bytes) -> bool:
    """Tell it of the whole at once: of each cell by itself it takes many times longer."""
    ends = pa.py_buffer(np.array([0, len(block)], np.int64))
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, ends, pa.py_buffer(block)])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True
