"""The raw tables: CSV files with the plan's own words, read as text, their columns checked."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project

_PLACE = ("line", "page")

#: Columns of each raw table, in the order of the file.
RAW_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "milestones": (
            *("section", "kind", "additional", "theme", "label", "status", "timing"),
            *("carried_over", "see_also", *_PLACE),
        ),
        "norms": ("measure", "norm", "target", "previous", "current", "change", *_PLACE),
        "inspections": (
            *("measure", "cases_previous", "cases_current", "cases_trend"),
            *("reports_previous", "reports_current", "reports_trend"),
            *("recoveries_previous", "recoveries_current", "recoveries_trend", *_PLACE),
        ),
        "budget": (
            *("objective", "measure", "article", "vak_realised", "vek_realised"),
            *("vak_budget", "vek_budget", *_PLACE),
        ),
        "workforce": ("level", "grade", "statutory", "contractual", "total", *_PLACE),
        "letters": ("department", "letters", "status", *_PLACE),
        "objectives": (
            *("objective", "kind", "title", "policy_field", "structure_element"),
            *("section", *_PLACE),
        ),
        "projects": (
            *("project", "kind", "title", "section", "objectives", "years"),
            *("overall_status", *_PLACE),
        ),
        "abbreviations": ("abbreviation", "meaning", *_PLACE),
        "headings": ("number", "title", *_PLACE),
        "references": ("section", "target", "topic", *_PLACE),
        "figures": ("section", "measure", "indicator", "unit", "year", "value", *_PLACE),
        "measures": ("measure", "name", "objective", "chapter", "phase", "aliases"),
    }
)

#: The tables that are kept by hand: `ingest` never writes them.
BY_HAND = ("figures", "measures")


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
        raise DataError(_missing_table(where, table, year))
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        expected = "a CSV file in UTF-8 with a header and equally long rows"
        raise DataError(Problem(where, str(error).strip(), expected, "Repair the file.")) from None
    _check_columns(where, list(frame.columns), RAW_COLUMNS[table])
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    return frame


def _missing_table(where: str, table: str, year: int) -> Problem:
    remedy = f"Read the plan again: planmonitor ingest DOCUMENT --year {year}"
    if table in BY_HAND:
        remedy = f"Copy it from another year; at least its header: {','.join(RAW_COLUMNS[table])}"
    return Problem(where, "no such file", "a table of the plan, as CSV", remedy)


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
