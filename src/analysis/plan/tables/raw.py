"""The raw tables: CSV files with the plan's own words, read as text, their columns checked."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem
from analysis.plan.tables.csv_file import check_columns, read_csv

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project

_PLACE = ("line", "page")

#: Columns of each raw table, in the order of the file. Of a statement, `sentence` is the number of
#: its paragraph and its place in it; `about` and `context` are the stems of the words beside the
#: quantity and of the rest of the sentence, sorted; `topic` are those of the sentences before it.
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
            *("recoveries_previous", "recoveries_current", "recoveries_trend"),
            *("shared_with", *_PLACE),
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
            *("overall_status", "status_line", *_PLACE),
        ),
        "abbreviations": ("abbreviation", "meaning", *_PLACE),
        "headings": ("number", "title", *_PLACE),
        "references": ("section", "target", "topic", *_PLACE),
        "statements": (
            *("section", "sentence", "kind", "role", "direction", "printed", "noun", "year"),
            *("against", "about", "context", "topic", *_PLACE),
        ),
        "figures": ("section", "measure", "indicator", "unit", "year", "value", *_PLACE),
        "measures": ("measure", "name", "objective", "chapter", "phase", "aliases"),
        "repeats": ("left", "relation", "right", "sure", "about"),
        "review": ("kind", "id", "subject", "decision", "value", "by", "on", "why"),
        "remarks": ("section", "measure", "topic", "kind", "words", "about", *_PLACE),
    }
)

#: Tables kept by hand: `ingest` never writes them.
BY_HAND = ("figures", "measures", "repeats", "remarks", "review")

#: Tables that a year may lack: a missing file is an empty table.
OPTIONAL = ("repeats", "remarks", "review", "statements")

#: The suffixes of a spreadsheet that somebody may have saved instead of CSV.
WORKBOOKS = (".xlsx", ".xls", ".ods")

#: Tables that must have rows: with an empty one the report would say that the plan has no norms,
#: no budget or no milestones. A plan may well have no table of staff or letters.
NEVER_EMPTY = ("headings", "milestones", "norms", "inspections", "budget")


def read_raw(project: Project, year: int, table: str) -> pd.DataFrame:
    """Read one raw table as text; an empty cell is an empty string.

    The columns are those of `RAW_COLUMNS[table]`. The index is the row's number in the file as a
    spreadsheet shows it: the header is row 1.

    Raises
    ------
    DataError
        When the file is missing or malformed, lacks a column or has an unknown one, has rows that
        are longer or shorter than the header, or has none in a table of `NEVER_EMPTY`.
    """
    path = project.raw(year) / f"{table}.csv"
    where = project.relative(path)
    if not path.is_file() and table in OPTIONAL:
        return pd.DataFrame(columns=list(RAW_COLUMNS[table]), dtype=str)
    if not path.is_file():
        raise DataError(_missing_table(project, table, year))
    cells = read_csv(path, where, RAW_COLUMNS[table])
    check_columns(where, list(cells.columns), RAW_COLUMNS[table])
    if cells.empty and table in NEVER_EMPTY:
        remedy = _missing_table(project, table, year).remedy
        raise DataError(Problem(where, "a header and no rows", "at least one row", remedy))
    return cells


def check_raw(project: Project, year: int) -> None:
    """Check that a year has its tables.

    Raises
    ------
    DataError
        With one problem per missing file, or a single one when there is none at all.
    """
    folder = project.raw(year)
    missing = [
        name
        for name in RAW_COLUMNS
        if name not in OPTIONAL and not (folder / f"{name}.csv").is_file()
    ]
    if not any(folder.glob("*.csv")):
        remedy = f"Read the plan: planmonitor new-year {year} DOCUMENT"
        where, expected = project.relative(folder), "the plan's tables, as CSV"
        raise DataError(Problem(where, "no tables", expected, remedy))
    if missing:
        raise DataError(*(_missing_table(project, name, year) for name in missing))


def _missing_table(project: Project, table: str, year: int) -> Problem:
    path = project.raw(year) / f"{table}.csv"
    workbook = next((one for one in map(path.with_suffix, WORKBOOKS) if one.is_file()), None)
    if workbook:
        found = f"no such file, but {project.relative(workbook)}"
        remedy = "Save the workbook as CSV UTF-8, in the same folder."
        return Problem(project.relative(path), found, "a table of the plan, as CSV", remedy)
    where = project.relative(path)
    restore = f"If git keeps the file, restore it: git restore {where}."
    remedy = f"{restore} Otherwise read the plan again: planmonitor ingest DOCUMENT --year {year}"
    if table in BY_HAND:
        others = sorted(path.parent.parent.glob(f"[0-9][0-9][0-9][0-9]/{path.name}"))
        source = project.relative(others[-1]) if others else "another year's"
        header = ",".join(RAW_COLUMNS[table])
        remedy = f"{restore} It is kept by hand: copy {source}, or start with its header: {header}"
    return Problem(where, "no such file", "a table of the plan, as CSV", remedy)
