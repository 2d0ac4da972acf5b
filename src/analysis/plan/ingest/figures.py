"""Proves the key figures that were taken by hand from a plan's prose, each against its line.

Conventions of `figures.csv`: a value is written as printed, with its sign, `€`, `%` or `miljoen`.
`year` is the year that the figure is about: for a target the year that it holds for, for a school
year the year in which it starts. An indicator that ends on `groei in procent` carries the value's
own sign (none: more); `stijging`, `daling` and `afname in procent` say the direction themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.errors import Problem, did_you_mean, quoted
from analysis.plan.ingest.document.text.boldface import undo
from analysis.plan.tables.figures import PRINTED, UNITS, parse_figure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pandas import DataFrame

YEARS_AROUND = 5  # a plan looks no further back or ahead than this
LINES_AROUND = 20  # how far from its line a misplaced value is looked for

_UNIT_OF_MARK = MappingProxyType({"%": "procent", "€": "euro"})


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table, and its place for a message."""

    where: str
    section: str
    measure: str
    indicator: str
    unit: str
    year: str
    value: str
    line: str

    @property
    def key(self) -> tuple[str, ...]:
        return self.section, self.measure, self.indicator, self.year


@dataclass(frozen=True, slots=True)
class _Token:
    """A number as printed, apart from how its marks are spaced."""

    euro: bool
    sign: str
    digits: str
    percent: bool
    scale: str | None


def stands_on(value: str, line: str) -> bool:
    """Tell whether a printed value stands on a line of the document, whole.

    Parameters
    ----------
    value
        The value as printed, with its sign, `€`, `%` and `miljoen` where it has them.
    line
        The line as it stands in the document; fake bold is undone first.

    Examples
    --------
    >>> stands_on("379", "personeelsbestand 379379379379 "), stands_on("7", "een groei van 7,5%")
    (True, False)
    """
    wanted = PRINTED.fullmatch(value.strip())
    if wanted is None:
        return False
    token = _token(wanted)
    return any(_holds(_token(found), token) for found in PRINTED.finditer(undo(line)))


def check_figures(
    figures: DataFrame,
    lines: Sequence[str],
    where: str,
    *,
    measures: Collection[str] | None = None,
) -> list[Problem]:
    """Check a table of hand-picked figures against the document, and each row by itself.

    Parameters
    ----------
    figures
        The table as text, with the columns section, measure, indicator, unit, year, value, line;
        its index is the row's number in the file.
    lines
        The lines of the document as they stand there, the first one being line 1.
    where
        The file's name, for the messages.
    measures
        The ids of the known measures; None leaves the measures unchecked.

    Returns
    -------
    list of Problem
        One for each thing to mend, by row; empty when all is right.
    """
    rows = _rows(figures, where)
    common = _common_year(rows)
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        problems += _check_unit(row) + _check_measure(row, measures) + _check_year(row, common)
        problems += _check_value(row, lines) + _check_key(row, seen.get(row.key))
        seen.setdefault(row.key, row)
    return problems


def _rows(figures: DataFrame, where: str) -> list[_Row]:
    names = ("section", "measure", "indicator", "unit", "year", "value", "line")
    columns = [figures[name].astype(str) for name in names]
    return [
        _Row(f"{where}, row {index}", *cells)
        for index, *cells in zip(figures.index, *columns, strict=True)
    ]


def _common_year(rows: Sequence[_Row]) -> int | None:
    years = Counter(row.year for row in rows if re.fullmatch(r"20\d\d", row.year))
    return int(years.most_common(1)[0][0]) if years else None


def _token(match: re.Match[str]) -> _Token:
    return _Token(
        euro=match["euro"] is not None,
        sign=(match["sign"] or "").replace("−", "-"),
        digits=match["digits"].replace("\u00a0", " "),
        percent=match["percent"] is not None,
        scale=match["scale"],
    )


def _holds(found: _Token, wanted: _Token) -> bool:
    """Tell whether a number on a line is the wanted one; it may have more marks, not others."""
    same = (found.sign, found.digits, found.scale) == (wanted.sign, wanted.digits, wanted.scale)
    return same and found.euro >= wanted.euro and found.percent >= wanted.percent


def _check_unit(row: _Row) -> list[Problem]:
    place = f"{row.where}, column 'unit', line {row.line}"
    if row.unit not in UNITS:
        return [Problem(place, f"'{row.unit}'", quoted(UNITS), did_you_mean(row.unit, UNITS))]
    units = [unit for mark, unit in _UNIT_OF_MARK.items() if mark in row.value]
    return [
        Problem(place, f"'{row.unit}' of {row.value}", f"'{unit}'", "Correct the unit.")
        for unit in units
        if unit != row.unit
    ]


def _check_measure(row: _Row, measures: Collection[str] | None) -> list[Problem]:
    if measures is None or not row.measure or row.measure in measures:
        return []
    return [
        Problem(
            where=f"{row.where}, column 'measure', line {row.line}",
            found=f"'{row.measure}', an id of no measure",
            expected="an id in measures.csv, or nothing",
            remedy=did_you_mean(row.measure, measures),
        )
    ]


def _check_year(row: _Row, common: int | None) -> list[Problem]:
    plain = re.fullmatch(r"20\d\d", row.year) is not None
    if plain and common is not None and abs(int(row.year) - common) <= YEARS_AROUND:
        return []
    expected = "a year such as 2022"
    if common is not None:
        expected = f"a year from {common - YEARS_AROUND} to {common + YEARS_AROUND}"
    return [
        Problem(
            where=f"{row.where}, column 'year', line {row.line}",
            found=f"'{row.year}'",
            expected=expected,
            remedy="Give the year that the figure is about.",
        )
    ]


def _check_value(row: _Row, lines: Sequence[str]) -> list[Problem]:
    number = _line_number(row, lines)
    if parse_figure(row.value) is None:
        found, expected = (
            f"'{row.value}'",
            "one number as printed, such as 1.234,5 or € 5,2 miljoen",
        )
        remedy = "Give the number as it stands in the document."
    elif number is None:
        found, expected = f"line '{row.line}'", f"a line from 1 to {len(lines)}"
        remedy = "Correct the line number."
    elif not stands_on(row.value, lines[number - 1]):
        text = " ".join(undo(lines[number - 1]).split())
        found, expected = f"'{text}'", f"'{row.value}' as a number of its own"
        remedy = _where_instead(row.value, lines, number)
    else:
        return []
    return [Problem(f"{row.where}, column 'value', line {row.line}", found, expected, remedy)]


def _line_number(row: _Row, lines: Sequence[str]) -> int | None:
    if re.fullmatch(r"[1-9][0-9]{0,8}", row.line) is None or int(row.line) > len(lines):
        return None
    return int(row.line)


def _where_instead(value: str, lines: Sequence[str], number: int) -> str:
    """Say which line near the given one does hold the value."""
    near = range(max(1, number - LINES_AROUND), min(len(lines), number + LINES_AROUND) + 1)
    holding = [other for other in near if stands_on(value, lines[other - 1])]
    if not holding:
        return "Correct the value or its line; it stands on no line nearby."
    closest = min(holding, key=lambda other: abs(other - number))
    return f"It stands on line {closest}: correct the line, or the value."


def _check_key(row: _Row, first: _Row | None) -> list[Problem]:
    if first is None:
        return []
    return [
        Problem(
            where=f"{row.where}, column 'indicator', line {row.line}",
            found=f"'{row.indicator}' of {row.year} once more, first in {first.where}",
            expected="each indicator once by section, measure and year",
            remedy="Remove one of the two, or add a word that tells them apart.",
        )
    ]
