"""Cells that must hold a known value: a name, a status, a timing, a section of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem, did_you_mean, nearest, quoted
from analysis.plan.tables.columns import COMPARE
from analysis.plan.tables.status import PRINTED, STATUS_DTYPE, status_of
from analysis.plan.tables.timing import parse_timing, unreadable_part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


def categories(cells: pd.Series, names: Collection[str], where: str) -> pd.Series:
    """Return cells as a category of known names; raises as `check_names`."""
    check_names(cells, names, where)
    return cells.astype(pd.CategoricalDtype(list(names)))


def check_names(cells: pd.Series, names: Collection[str], where: str) -> None:
    """Check that each cell holds a known name.

    Raises
    ------
    DataError
        With one problem per cell that does not.
    """
    _raise_any(unknown_names(cells, names, where))


def unknown_names(cells: pd.Series, names: Collection[str], where: str) -> list[Problem]:
    """Return a problem for each cell that holds none of the names."""
    known = set(names)

    def problem(cell: str, place: str) -> Problem:
        return Problem(place, f"'{cell}'", quoted(names), did_you_mean(cell, names))

    return _problems(cells, known.__contains__, problem, where)


def statuses(printed: pd.Series, where: str) -> pd.Series:
    """Return printed statuses under our names; an empty cell is missing.

    Raises
    ------
    DataError
        With one problem per cell that holds an unknown word.
    """

    def problem(cell: str, place: str) -> Problem:
        expected = f"{quoted(PRINTED)}, or empty"
        return Problem(place, f"'{cell}'", expected, did_you_mean(cell.lower(), PRINTED))

    def is_known(cell: str) -> bool:
        return cell == "" or status_of(cell) is not None

    _raise_any(_problems(printed, is_known, problem, where))
    return printed.map(status_of).astype(STATUS_DTYPE)


def timings(printed: pd.Series, year: int, where: str) -> pd.DataFrame:
    """Read the printed timings of the plan of a year, one row each.

    The columns are `quarters` (codes joined by spaces), `continuous` and `ad_hoc`, as
    `analysis.plan.tables.timing` describes them.

    Raises
    ------
    DataError
        With one problem per cell that is not a timing.
    """
    expected = "quarters such as 2023/Q1-Q2, doorlopend, ad hoc, zie 3.1.1, or empty"

    def problem(cell: str, place: str) -> Problem:
        found = f"'{cell}', of which '{unreadable_part(cell)}' is no timing"
        return Problem(place, found, expected, COMPARE)

    _raise_any(_problems(printed, lambda cell: not unreadable_part(cell), problem, where))
    read = [parse_timing(cell, year) for cell in printed]
    columns = {
        "quarters": pd.array([" ".join(timing.quarters) for timing in read], dtype="str"),
        "continuous": pd.array([timing.continuous for timing in read], dtype="bool"),
        "ad_hoc": pd.array([timing.ad_hoc for timing in read], dtype="bool"),
    }
    return pd.DataFrame(columns, index=printed.index)


def check_sections(sections: pd.Series, chapters: pd.Series, where: str) -> None:
    """Check that each section number has a heading and that a chapter covers it.

    `chapters` gives the chapter of each section number; it is missing for a section outside them.

    Raises
    ------
    DataError
        With one problem per section that does not, at its first row.
    """
    covered = set(chapters.dropna().index)

    def problem(section: str, place: str) -> Problem:
        if section in chapters.index:
            return _no_chapter(section, place)
        return _no_heading(section, place, chapters.index)

    _raise_any(_problems(sections.drop_duplicates(), covered.__contains__, problem, where))


def _no_heading(section: str, place: str, known: Collection[str]) -> Problem:
    near = nearest(section, known)
    hint = f" The nearest heading is {near}." if near else ""
    return Problem(
        place,
        f"section '{section}', which is in no heading",
        "the number of a heading in headings.csv",
        f"{COMPARE}{hint}",
    )


def _no_chapter(section: str, place: str) -> Problem:
    return Problem(
        place,
        f"section '{section}', which no chapter covers",
        "a section of one of the chapters in params/report.yaml",
        "Add the section to the 'sections' of its chapter there.",
    )


def _problems(
    cells: pd.Series,
    is_known: Callable[[str], bool],
    problem: Callable[[str, str], Problem],
    where: str,
) -> list[Problem]:
    """Return a problem, made of the cell and its place, for each cell that is not known."""
    return [
        problem(cell, f"{where}, row {row}, column '{cells.name}'")
        for row, cell in cells.items()
        if not is_known(cell)
    ]


def _raise_any(problems: list[Problem]) -> None:
    if problems:
        raise DataError(*problems)
