"""Printed cells to typed values, column by column; every cell that does not parse is reported."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.dutch import parse_number
from analysis.errors import DataError, Problem
from analysis.plan.tables.distinct import Distinct, read_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: What the plan prints where a quantity does not exist.
NOT_APPLICABLE = frozenset({"", "nvt", "n.v.t.", "nb", "n.b.", "-", "–", "/"})

#: What to do about a cell that cannot be right.
COMPARE = "Compare with the plan and correct the cell, or add it to corrections.yaml."


class NotReadableError(ValueError):
    """A printed cell is not of its column's kind."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one printed column becomes a typed one.

    `parse` takes the printed cell and returns the value (None: there is none), or raises
    `NotReadableError`. `expected` says in words what a cell may hold. `all_differ` tells that the
    cells are whole numbers from 1 of which hardly any is there twice: those of plain digits are
    read together.
    """

    name: str
    dtype: str
    parse: Callable[[str], object]
    expected: str
    all_differ: bool = False

    def refuses(self, cell: str) -> bool:
        """Tell whether a printed cell is not of the column's kind."""
        try:
            self.parse(cell.strip())
        except NotReadableError:
            return True
        return False


def integer(name: str) -> Column:
    """Return a column of whole numbers such as `1.265`."""
    return Column(name, "Int64", lambda cell: _whole(_number(cell)), "a whole number, or empty")


def euros(name: str) -> Column:
    """Return a column of euros, with or without the sign: `€ 5.989.127`, `-1.331.566`."""
    expected = "an amount in euros such as 383.452.966, Nvt or empty"
    return Column(name, "Int64", lambda cell: _whole(_number(cell.replace("€", ""))), expected)


def percentage(name: str) -> Column:
    """Return a column of percentages such as `98,50%`, as percent points."""
    expected = "a percentage such as 98,50%, nvt or empty"
    return Column(name, "Float64", lambda cell: _number(_without(cell, "%")), expected)


def percent_points(name: str) -> Column:
    """Return a column of changes such as `+0,41 ppt`."""
    expected = "a change such as +0,41 ppt, nb or empty"
    return Column(name, "Float64", lambda cell: _number(_without(cell, "ppt")), expected)


def flag(name: str) -> Column:
    """Return a column of 0 and 1."""
    return Column(name, "bool", _flag, "0 or 1")


def line(name: str = "line") -> Column:
    """Return the column of line numbers in the document."""
    return Column(name, "Int64", _line, "a line number of the document", all_differ=True)


def parse_columns(frame: pd.DataFrame, columns: Sequence[Column], where: str) -> pd.DataFrame:
    """Return the frame with the named columns typed, the others untouched.

    Raises
    ------
    DataError
        When cells do not parse: one problem per cell, all at once, with file, row and column.
    """
    typed, problems = {}, list[Problem]()
    for column in columns:
        cells = frame[column.name]
        try:
            typed[column.name] = _parsed(cells, column)
        except NotReadableError:
            problems += _unreadable(cells, column, where)
    if problems:
        raise DataError(*problems)
    return frame.assign(**typed)


def _parsed(cells: pd.Series, column: Column) -> pd.Series:
    plain = _of_digits(cells) if column.all_differ else None
    if plain is not None:
        return plain
    return read_once(cells, lambda cell: column.parse(cell.strip()), column.dtype)


def _of_digits(cells: pd.Series) -> pd.Series | None:
    """Return numbers from 1 that are printed in plain digits; None when one of them is not."""
    printed = pa.array(cells.astype("str"), pa.large_string())
    if len(cells) and pc.all(pc.ascii_is_decimal(printed)).as_py():
        with suppress(pa.ArrowInvalid):  # more digits than a number has
            numbers = printed.cast(pa.int64())
            if pc.min(numbers).as_py() > 0:
                return pd.Series(numbers.to_numpy(), index=cells.index, dtype="Int64")
    return None


def _unreadable(cells: pd.Series, column: Column, where: str) -> list[Problem]:
    return [
        Problem(
            where=f"{where}, row {row}, column '{column.name}'",
            found=f"'{cell}'",
            expected=column.expected,
            remedy=COMPARE,
        )
        for row, cell in Distinct.of(cells).rows(column.refuses, cells).items()
    ]


def _number(cell: str) -> float | None:
    if cell.strip().lower() in NOT_APPLICABLE:
        return None
    value = parse_number(cell)
    if value is None:
        raise NotReadableError(cell)
    return value


def _whole(value: float | None) -> int | None:
    if value is not None and not value.is_integer():
        raise NotReadableError(str(value))
    return None if value is None else int(value)


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
    if not cell.isdecimal() or int(cell) < 1:
        raise NotReadableError(cell)
    return int(cell)
