"""Cells that must hold something known: a name, a status, a timing, a section of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.data.status import PRINTED, STATUS_DTYPE, status_of
from analysis.data.timing import parse_timing, unreadable_part
from analysis.data.typed import COMPARE
from analysis.errors import DataError, Problem, did_you_mean, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Collection

    from analysis.data.timing import Timing


def categories(cells: pd.Series, names: Collection[str], where: str) -> pd.Series:
    """Return cells as a category of known names.

    Raises
    ------
    DataError
        With one problem per cell that holds no known name.
    """
    problems = [
        Problem(_place(where, row, cells), f"'{cell}'", quoted(names), did_you_mean(cell, names))
        for row, cell in cells.items()
        if cell not in names
    ]
    _raise_any(problems)
    return cells.astype(pd.CategoricalDtype(list(names)))


def statuses(printed: pd.Series, where: str) -> pd.Series:
    """Return printed statuses under our names; an empty cell is missing.

    Raises
    ------
    DataError
        With one problem per cell that holds a word nobody has given a name.
    """
    names = {cell: status_of(cell) for cell in printed.unique() if cell}
    problems = [
        Problem(
            where=_place(where, row, printed),
            found=f"'{cell}'",
            expected=f"{quoted(PRINTED)}, or empty",
            remedy=did_you_mean(cell.lower(), PRINTED),
        )
        for row, cell in printed.items()
        if cell and names[cell] is None
    ]
    _raise_any(problems)
    return printed.map(names).astype(STATUS_DTYPE)


def timings(printed: pd.Series, year: int, where: str) -> list[Timing]:
    """Read the printed timings of the plan of a year.

    Raises
    ------
    DataError
        With one problem per cell that says something which is no time.
    """
    problems = [
        Problem(
            where=_place(where, row, printed),
            found=f"'{cell}', of which '{part}' is no timing",
            expected="quarters such as 2023/Q1-Q2, doorlopend, ad hoc, zie 3.1.1, or empty",
            remedy=COMPARE,
        )
        for row, cell in printed.items()
        if (part := unreadable_part(cell))
    ]
    _raise_any(problems)
    return [parse_timing(cell, year) for cell in printed]


def check_sections(sections: pd.Series, headings: pd.DataFrame, where: str) -> None:
    """Check that each section has a heading, and that this heading belongs to a chapter.

    Raises
    ------
    DataError
        With one problem per section that does not, at its first row.
    """
    chapters = dict(zip(headings["number"], headings["chapter"], strict=True))
    problems = []
    for row, section in sections.drop_duplicates().items():
        place = _place(where, row, sections)
        if section not in chapters:
            problems.append(_no_heading(place, section, chapters))
        elif pd.isna(chapters[section]):
            problems.append(_no_chapter(place, section))
    _raise_any(problems)


def _no_heading(place: str, section: str, known: Collection[str]) -> Problem:
    near = nearest(section, known)
    hint = f" The nearest heading is {near}." if near else ""
    return Problem(
        place,
        f"section '{section}', which is in no heading",
        "the number of a heading in headings.csv",
        f"{COMPARE}{hint}",
    )


def _no_chapter(place: str, section: str) -> Problem:
    return Problem(
        place,
        f"section '{section}', which no chapter covers",
        "a section of one of the chapters in params/report.yaml",
        "Add the section to the 'sections' of its chapter there.",
    )


def _place(where: str, row: object, cells: pd.Series) -> str:
    return f"{where}, row {row}, column '{cells.name}'"


def _raise_any(problems: list[Problem]) -> None:
    if problems:
        raise DataError(*problems)
