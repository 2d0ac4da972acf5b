"""Reads a CSV file as text cells; a malformed file is reported, never repaired.

`pandas.read_csv` takes the first column for row labels when a row has a cell too many, and fills a
row that is too short, so this module reads the rows itself.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AS_UTF8 = "Save the file again as CSV in UTF-8."


def read_csv(path: Path, where: str) -> pd.DataFrame:
    """Read a CSV file as text, indexed by a spreadsheet's row numbers; `where` is for messages.

    Raises
    ------
    DataError
        When the file is not CSV in UTF-8, separates its cells by another character than a comma,
        or has rows that are longer or shorter than its header: one problem per row.
    """
    rows = list(_rows(_text(path, where), where))
    if not rows:
        raise DataError(Problem(where, "an empty file", "a header and rows", "Add the header."))
    (_, header), *others = rows
    _check_separator(header, where)
    problems = [
        _wrong_length(f"{where}, row {number}", cells, header)
        for number, cells in others
        if len(cells) != len(header)
    ]
    if problems:
        raise DataError(*problems)
    index = pd.Index([number for number, _ in others], name="row", dtype="int64")
    return pd.DataFrame([cells for _, cells in others], index, header, dtype=str)


def check_columns(where: str, found: Sequence[str], expected: Sequence[str]) -> None:
    """Check that a header names each expected column once, and no other.

    Raises
    ------
    DataError
        With one problem per column that is missing, unknown or repeated.
    """
    unknown = [name for name in found if name not in expected]
    missing = [name for name in expected if name not in found]
    problems = [_missing(f"{where}, row 1", name, unknown, expected) for name in missing]
    problems += [
        Problem(
            f"{where}, row 1, column '{name}'",
            "an unknown column",
            quoted(expected),
            "Remove the column.",
        )
        for name in unknown
        if not missing
    ]
    problems += [
        Problem(f"{where}, row 1", f"column '{name}' twice", "each column once", "Remove one.")
        for name in sorted({name for name in found if list(found).count(name) > 1})
    ]
    if problems:
        raise DataError(*problems)


def _text(path: Path, where: str) -> str:
    data = path.read_bytes()
    if data.startswith(_UTF16) or b"\0" in data:
        raise DataError(Problem(where, "text in UTF-16, or binary data", "text in UTF-8", _AS_UTF8))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"a byte that is not UTF-8 (0x{data[error.start]:02x})"
        problem = Problem(f"{where}, line {line}", found, "text in UTF-8", _AS_UTF8)
        raise DataError(problem) from None


def _rows(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank, with its number."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from ((number, cells) for number, cells in enumerate(reader, start=1) if cells)
    except csv.Error as error:
        expected = "a CSV file with a header and equally long rows"
        place = f"{where}, line {reader.line_num}"
        remedy = "Look for a quotation mark that is not closed or not doubled."
        raise DataError(Problem(place, str(error), expected, remedy)) from None


def _check_separator(header: Sequence[str], where: str) -> None:
    for sign, name in _OTHER_SEPARATORS.items():
        if len(header) == 1 and sign in header[0]:
            found = f"cells separated by {name}"
            remedy = "Save the file again as CSV with commas between its cells."
            raise DataError(Problem(f"{where}, row 1", found, "cells separated by commas", remedy))


def _wrong_length(where: str, cells: Sequence[str], header: Sequence[str]) -> Problem:
    remedy = "Add empty cells at the end."
    if len(cells) > len(header):
        remedy = "Remove the extra cells, or put quotation marks around a cell with a comma."
    found = f"{len(cells)} cells, the last one '{cells[-1]}'"
    return Problem(where, found, f"{len(header)} cells, as the header has", remedy)


def _missing(where: str, name: str, unknown: Sequence[str], expected: Collection[str]) -> Problem:
    found = f"no column '{name}'"
    remedy = "Add the column."
    if unknown:
        likely = nearest(name, unknown) or unknown[0]
        found += f", and unknown columns: {', '.join(unknown)}"
        remedy = f"Rename the column '{likely}' to '{name}', if that is what it holds; else add it."
    return Problem(where, found, f"the columns {', '.join(expected)}", remedy)
