"""The raw tables: CSV files with the plan's own words, read as text, their columns checked."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project

#: Columns of each raw table, in the order of the file.
RAW_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "milestones": (
            *("section", "kind", "additional", "theme", "label", "status", "timing"),
            *("carried_over", "see_also", "line"),
        ),
        "norms": ("measure", "norm", "target", "previous", "current", "change", "line"),
        "inspections": (
            *("measure", "cases_previous", "cases_current", "cases_trend"),
            *("reports_previous", "reports_current", "reports_trend"),
            *("recoveries_previous", "recoveries_current", "recoveries_trend", "line"),
        ),
        "budget": (
            *("objective", "measure", "article", "vak_realised", "vek_realised"),
            *("vak_budget", "vek_budget", "line"),
        ),
        "headings": ("number", "title", "line"),
        "workforce": ("level", "grade", "statutory", "contractual", "total", "line"),
        "letters": ("department", "letters", "status", "line"),
        "measures": ("measure", "name", "objective", "chapter", "phase", "aliases"),
    }
)


def read_raw(project: Project, year: int, table: str) -> pd.DataFrame:
    """Read one raw table as text; an empty cell is an empty string.

    Returns
    -------
    DataFrame
        One row per row of the file, the columns of `RAW_COLUMNS[table]`, all of type str. The index
        is the row's number in the file as a spreadsheet shows it: the header is row 1.

    Raises
    ------
    DataError
        When the file is missing, is no UTF-8 CSV, lacks a column or has one that is not known.
    """
    path = project.raw(year) / f"{table}.csv"
    where = project.relative(path)
    if not path.is_file():
        raise DataError(_missing_table(where, year))
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        expected = "a CSV file in UTF-8 with a header and equally long rows"
        raise DataError(Problem(where, str(error).strip(), expected, "Repair the file.")) from None
    _check_columns(where, list(frame.columns), RAW_COLUMNS[table])
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    return frame


def _missing_table(where: str, year: int) -> Problem:
    return Problem(
        where=where,
        found="no such file",
        expected="a table of the plan, as CSV",
        remedy=f"Read the plan again: planmonitor ingest DOCUMENT --year {year}",
    )


def _check_columns(where: str, found: list[str], expected: tuple[str, ...]) -> None:
    unknown = [name for name in found if name not in expected]
    missing = [name for name in expected if name not in found]
    problems = [
        Problem(
            where=f"{where}, row 1",
            found=f"no column '{name}'",
            expected=f"the columns {', '.join(expected)}",
            remedy=did_you_mean(name, unknown) if unknown else "Add the column.",
        )
        for name in missing
    ]
    problems += [
        Problem(
            where=f"{where}, row 1, column '{name}'",
            found="a column that is not known",
            expected=quoted(expected),
            remedy=did_you_mean(name, missing) if missing else "Remove the column.",
        )
        for name in unknown
        if not missing
    ]
    if problems:
        raise DataError(*problems)
