"""Printed cells as typed values, column by column; every cell that does not parse is reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import parse_number
from analysis.errors import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: What the plan prints where a quantity does not exist.
NOT_APPLICABLE = frozenset({"", "nvt", "n.v.t.", "nb", "n.b.", "-", "–", "/"})

#: What to do about a cell that cannot be right.
COMPARE = "Compare with the plan and correct the cell, or add it to corrections.yaml."

_LARGEST = 2**63 - 1  # an Int64 column holds no larger number
_UNREADABLE = object()  # not None, which is a missing value


class NotReadableError(ValueError):
    """A printed cell does not fit its column."""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """How to type one printed column, `dtype` being the pandas dtype of its values.

    `parse` returns the value of a printed cell, None for a missing value; it raises
    `NotReadableError`. `expected` says in words what a cell may hold.
    """

    name: str
    dtype: str
    parse: Callable[[str], object]
    expected: str


def integer(name: str) -> PrintedColumn:
    """Return a column of whole numbers such as `1.265`."""
    return PrintedColumn(
        name, "Int64", lambda cell: _whole(_number(cell)), "a whole number, or empty"
    )


def euros(name: str) -> PrintedColumn:
    """Return a column of euros, with or without the sign: `€ 5.989.127`, `-1.331.566`."""
    expected = "an amount in euros such as 383.452.966, Nvt or empty"
    return PrintedColumn(
        name, "Int64", lambda cell: _whole(_number(cell.replace("€", ""))), expected
    )


def percentage(name: str) -> PrintedColumn:
    """Return a column of percentages such as `98,50%`, in percent."""
    expected = "a percentage such as 98,50%, nvt or empty"
    return PrintedColumn(name, "Float64", lambda cell: _number(_without(cell, "%")), expected)


def percent_points(name: str) -> PrintedColumn:
    """Return a column of changes such as `+0,41 ppt`, in percentage points."""
    expected = "a change such as +0,41 ppt, nb or empty"
    return PrintedColumn(name, "Float64", lambda cell: _number(_without(cell, "ppt")), expected)


def flag(name: str) -> PrintedColumn:
    """Return a column of 0 and 1."""
    return PrintedColumn(name, "bool", _flag, "0 or 1")


def line() -> PrintedColumn:
    """Return the column of line numbers in the document."""
    return PrintedColumn("line", "Int64", _line, "a line number of the document")


def parse_columns(
    frame: pd.DataFrame, columns: Sequence[PrintedColumn], where: str
) -> pd.DataFrame:
    """Return the frame with the given columns typed and the others unchanged.

    Raises
    ------
    DataError
        When cells do not parse: one problem per cell, all at once, with file, row and column.
    """
    problems = [
        Problem(
            f"{where}, row {row}, column '{column.name}'", f"'{cell}'", column.expected, COMPARE
        )
        for column in columns
        for row, cell in frame[column.name].items()
        if _parsed(cell, column) is _UNREADABLE
    ]
    if problems:
        raise DataError(*problems)
    return frame.assign(
        **{column.name: parse_printed(frame[column.name], column) for column in columns}
    )


def parse_printed(cells: pd.Series, column: PrintedColumn) -> pd.Series:
    """Return printed cells typed; a cell that does not parse has no value.

    A correction may replace a cell that no type can hold: the table of corrections has its text.
    """
    parsed = [_parsed(cell, column) for cell in cells]
    values = [None if value is _UNREADABLE else value for value in parsed]
    array = pd.array(values, dtype=column.dtype)  # type: ignore[call-overload] # takes any dtype
    return pd.Series(array, cells.index)


def _parsed(cell: str, column: PrintedColumn) -> object:
    try:
        return column.parse(cell.strip())
    except NotReadableError:
        return _UNREADABLE


def _number(cell: str) -> float | None:
    if cell.strip().lower() in NOT_APPLICABLE:
        return None
    value = parse_number(cell)
    if value is None:
        raise NotReadableError(cell)
    return value


def _whole(value: float | None) -> int | None:
    if value is None:
        return None
    if not value.is_integer() or abs(value) > _LARGEST:
        raise NotReadableError(str(value))
    return int(value)


def _without(cell: str, unit: str) -> str:
    """Return the cell without its unit, which may be missing only where there is no number."""
    if cell.lower() in NOT_APPLICABLE:
        return cell
    if not cell.endswith(unit):
        raise NotReadableError(cell)
    return cell.removesuffix(unit).strip()


def _flag(cell: str) -> bool:
    if cell not in {"0", "1"}:
        raise NotReadableError(cell)
    return cell == "1"


def _line(cell: str) -> int:
    if not cell.isdecimal() or not 1 <= int(cell) <= _LARGEST:
        raise NotReadableError(cell)
    return int(cell)
