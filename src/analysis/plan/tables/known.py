"""Cells that must hold something known: a name, a status, a timing, a section of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import DataError, Problem, did_you_mean, nearest, quoted
from analysis.plan.tables.columns import COMPARE
from analysis.plan.tables.distinct import Distinct, unknown_names
from analysis.plan.tables.status import PRINTED, STATUS_DTYPE, status_of
from analysis.plan.tables.timing import parse_timing, unreadable_part

if TYPE_CHECKING:
    from collections.abc import Collection


def categories(cells: pd.Series, names: Collection[str], where: str) -> pd.Series:
    """Return cells as a category of known names.

    Raises
    ------
    DataError
        As `check_names`.
    """
    check_names(cells, names, where)
    found = Distinct.of(cells)
    kinds = pd.Categorical(found.texts, dtype=pd.CategoricalDtype(list(names)))
    return pd.Series(found.spread(kinds), index=cells.index)


def check_names(cells: pd.Series, names: Collection[str], where: str) -> None:
    """Check that each cell holds a known name.

    Raises
    ------
    DataError
        With one problem per cell that does not.
    """
    problems = [
        Problem(_place(where, row, cells), f"'{cell}'", quoted(names), did_you_mean(cell, names))
        for row, cell in unknown_names(cells, names).items()
    ]
    _raise_any(problems)


def statuses(printed: pd.Series, where: str) -> pd.Series:
    """Return printed statuses under our names; an empty cell is missing.

    Raises
    ------
    DataError
        With one problem per cell that holds a word nobody has given a name.
    """
    found = Distinct.of(printed)
    problems = [
        Problem(
            where=_place(where, row, printed),
            found=f"'{cell}'",
            expected=f"{quoted(PRINTED)}, or empty",
            remedy=did_you_mean(cell.lower(), PRINTED),
        )
        for row, cell in found.rows(
            lambda text: text != "" and status_of(text) is None, printed
        ).items()
    ]
    _raise_any(problems)
    names = pd.Categorical([status_of(text) for text in found.texts], dtype=STATUS_DTYPE)
    return pd.Series(found.spread(names), index=printed.index)


def timings(printed: pd.Series, year: int, where: str) -> pd.DataFrame:
    """Read the printed timings of the plan of a year.

    Returns
    -------
    DataFrame
        `quarters` (codes parted by spaces), `continuous` and `ad_hoc`, as `timing`
        says; the rows of `printed`.

    Raises
    ------
    DataError
        With one problem per cell that says something which is no time.
    """
    found = Distinct.of(printed)
    problems = [
        Problem(
            where=_place(where, row, printed),
            found=f"'{cell}', of which '{unreadable_part(cell)}' is no timing",
            expected="quarters such as 2023/Q1-Q2, doorlopend, ad hoc, zie 3.1.1, or empty",
            remedy=COMPARE,
        )
        for row, cell in found.rows(lambda text: bool(unreadable_part(text)), printed).items()
    ]
    _raise_any(problems)
    read = [parse_timing(text, year) for text in found.texts]
    columns = {
        "quarters": pd.array([" ".join(timing.quarters) for timing in read], dtype="str"),
        "continuous": pd.array([timing.continuous for timing in read], dtype="bool"),
        "ad_hoc": pd.array([timing.ad_hoc for timing in read], dtype="bool"),
    }
    spread = {name: found.spread(values) for name, values in columns.items()}
    return pd.DataFrame(spread, index=printed.index)


def check_sections(
    sections: pd.Series, rows: np.ndarray, headings: pd.DataFrame, where: str
) -> None:
    """Check that each section has a heading, and that this heading belongs to a chapter.

    `rows` holds, for each section, the place of its heading: -1 where there is none.

    Raises
    ------
    DataError
        With one problem per section that does not, at its first row.
    """
    covered = np.append(headings["chapter"].notna(), values=False)  # the last, -1, is no heading
    wrong = pd.DataFrame({"section": sections, "heading": rows})[~covered[rows]]
    problems = [
        _no_chapter(_place(where, row, sections), section)
        if heading >= 0
        else _no_heading(_place(where, row, sections), section, set(headings["number"]))
        for row, section, heading in wrong.drop_duplicates().itertuples()
    ]
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
