"""Checks a year's raw tables against the document that they were read from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem
from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.figures import check_figures
from analysis.plan.ingest.plan import parse_plan
from analysis.plan.ingest.repeats import check_remarks, check_repeats
from analysis.plan.tables.corrections import corrected, corrections_file, read_corrections
from analysis.plan.tables.csv_file import clean_cell
from analysis.plan.tables.measures import alias_table, label_key, measure_ids
from analysis.plan.tables.raw import BY_HAND, RAW_COLUMNS, check_raw, read_raw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.ingest.plan import RawPlan

#: The tables whose rows are each about one measure, and the rows that are a total.
OF_A_MEASURE = ("norms", "budget", "inspections")
_TOTAL = "totaal"


@dataclass(frozen=True)
class YearCheck:
    """What was proved of a year's tables.

    Attributes
    ----------
    tables
        Rows by table that are exactly what the document says.
    figures, without_measure
        The hand-picked figures that stand on their lines; how many of these are about no measure.
    repeats, remarks
        The repetitions and remarks noted by hand whose words of the prose stand on their lines.
    labelled
        Rows by table whose label leads to one measure.
    corrections
        The corrections whose printed value still stands there.
    problems
        What is not so.
    """

    tables: Mapping[str, int]
    figures: int
    without_measure: int
    repeats: int
    remarks: int
    labelled: Mapping[str, int]
    corrections: int
    problems: tuple[Problem, ...]


def check_year(project: Project, year: int, path: Path, *, pages: Path | None = None) -> YearCheck:
    """Check every raw table of a year against the document; nothing is written.

    The tables that are read must be what the document gives. Each hand-picked figure must stand on
    its line, as must the words of each repetition. Each norm, budget row and inspection row must
    lead to one measure.

    Raises
    ------
    DocumentError
        When the document cannot be read as the plan of this year.
    DataError
        When a table is missing or is no table.
    """
    document = read_document(path, pages)
    plan = parse_plan(document, year)
    check_raw(project, year)
    raw = {table: read_raw(project, year, table) for table in RAW_COLUMNS}
    where = {table: project.relative(project.raw(year) / f"{table}.csv") for table in RAW_COLUMNS}
    problems = _differences(plan, raw, where)
    ids = set(raw["measures"]["measure"])
    lines = [line.raw for line in document.lines]
    problems += check_figures(raw["figures"], lines, where["figures"], measures=ids)
    problems += check_repeats(raw["repeats"], document.lines, where["repeats"])
    problems += check_remarks(raw["remarks"], document.lines, where["remarks"])
    problems += _unlabelled(raw, where)
    count, stale = _corrections(project, year, raw)
    return YearCheck(
        tables={name: len(table) for name, table in raw.items() if name not in BY_HAND},
        figures=len(raw["figures"]),
        without_measure=int(raw["figures"]["measure"].eq("").sum()),
        repeats=len(raw["repeats"]),
        remarks=len(raw["remarks"]),
        labelled={name: len(_labels(raw[name])) for name in OF_A_MEASURE},
        corrections=count,
        problems=(*problems, *stale),
    )


def unknown_labels(tables: Mapping[str, pd.DataFrame], measures: pd.DataFrame) -> dict[str, str]:
    """Return the labels that lead to no measure, each with the first table that has it."""
    known = alias_table(measures, "measures.csv")
    found: dict[str, str] = {}
    for name in OF_A_MEASURE:
        for label in _labels(tables[name]):
            if label_key(label) not in known:
                found.setdefault(label, name)
    return found


def _labels(table: pd.DataFrame) -> pd.Series:
    """Return the labels of measures; a printed total has none."""
    return table.loc[table["measure"].str.lower() != _TOTAL, "measure"]


def _differences(
    plan: RawPlan, raw: Mapping[str, pd.DataFrame], where: Mapping[str, str]
) -> list[Problem]:
    """Return the first row of each table that is not what the document gives."""
    problems: list[Problem] = []
    for name, table in plan.tables.items():
        kept, read = raw[name], table.map(lambda cell: clean_cell(str(cell)))
        if kept.to_numpy().tolist() == read[list(kept.columns)].to_numpy().tolist():
            continue
        pairs = zip(kept.to_dict("records"), read.to_dict("records"), strict=False)
        place = next((place for place, (one, other) in enumerate(pairs) if one != other), None)
        problems.append(_difference(where[name], kept, read, place))
    return problems


def _difference(where: str, kept: pd.DataFrame, read: pd.DataFrame, place: int | None) -> Problem:
    remedy = "Read the plan again with planmonitor ingest; what is wrong in it: corrections.yaml."
    if place is None:
        return Problem(where, f"{len(kept)} rows", f"{len(read)} rows as in the document", remedy)
    row = kept.index[place]
    column = next(c for c in kept.columns if kept.loc[row, c] != read.iloc[place][c])
    cell, line = read.iloc[place][column], read.iloc[place]["line"]
    return Problem(
        where=f"{where}, row {row}, column '{column}'",
        found=f"'{kept.loc[row, column]}'",
        expected=f"'{cell}', as on line {line} of the document",
        remedy=remedy,
    )


def _unlabelled(raw: Mapping[str, pd.DataFrame], where: Mapping[str, str]) -> list[Problem]:
    try:
        aliases = alias_table(raw["measures"], where["measures"])
    except DataError as error:
        return list(error.problems)
    problems: list[Problem] = []
    for name in OF_A_MEASURE:
        problems += _caught(partial(measure_ids, _labels(raw[name]), aliases, where[name]))
    return problems


def _corrections(
    project: Project, year: int, raw: Mapping[str, pd.DataFrame]
) -> tuple[int, list[Problem]]:
    """Count the corrections, and return the problem of each that no longer fits."""
    corrections = read_corrections(project, year)
    where = project.relative(corrections_file(project, year))
    problems: list[Problem] = []
    for each in corrections:
        problems += _caught(partial(corrected, raw[each.table], each.table, [each], where))
    return len(corrections), problems


def _caught(check: Callable[[], object]) -> list[Problem]:
    try:
        check()
    except DataError as error:
        return list(error.problems)
    return []
