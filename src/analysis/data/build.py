"""Raw tables to processed ones: typed, checked, joined, and put in place all together."""

from __future__ import annotations

import hashlib
import json
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.data import tables
from analysis.data.corrections import (
    corrected,
    corrections_file,
    corrections_table,
    read_corrections,
)
from analysis.data.folders import staged
from analysis.data.measures import alias_table, check_measures
from analysis.data.raw import RAW_COLUMNS, check_raw, read_raw
from analysis.data.schemas import validated
from analysis.errors import DataError, Problem
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

    from analysis.data.corrections import Correction
    from analysis.paths import Project


#: How each raw table becomes a processed one.
_READERS: Mapping[str, Callable[[pd.DataFrame, tables.Context, str], pd.DataFrame]] = (
    MappingProxyType(
        {
            "milestones": tables.milestones,
            "norms": tables.norms,
            "inspections": tables.inspections,
            "budget": tables.budget,
            "workforce": lambda raw, _, where: tables.workforce(raw, where),
            "letters": lambda raw, _, where: tables.letters(raw, where),
            "objectives": tables.objectives,
            "projects": tables.projects,
            "abbreviations": lambda raw, _, where: tables.abbreviations(raw, where),
            "references": tables.references,
            "figures": tables.figures,
        }
    )
)


def build(project: Project, year: int) -> dict[str, int]:
    """Build `data/processed/<year>` from `data/raw/<year>`.

    The tables are written beside and put in place together: a table that breaks its schema leaves
    the earlier ones as they were.

    Returns
    -------
    dict
        The number of rows of each table.

    Raises
    ------
    SettingsError
        When the year or a setting is not known.
    DataError
        When raw tables are missing or break their schema; the problems of all tables at once.
    """
    load_year_settings(project, year)
    built = processed_tables(project, year)
    rows = {name: len(table) for name, table in built.items()}
    with staged(project.processed(year)) as folder:
        for name, table in built.items():
            table.to_parquet(folder / f"{name}.parquet", index=False)
        manifest = {"year": year, "raw": raw_checksums(project, year), "rows": rows}
        text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
        (folder / "manifest.json").write_text(text, encoding="utf-8")
    return rows


def processed_tables(project: Project, year: int) -> dict[str, pd.DataFrame]:
    """Read, type and check every table of a year; nothing is written.

    Raises
    ------
    DataError
        When tables are missing or break their schema; the problems of all tables at once.
    """
    check_raw(project, year)
    corrections = read_corrections(project, year)
    context = _context(project, year, corrections)
    where = _where(project, year, "measures")
    built = {
        "headings": context.headings,
        "measures": validated(tables.measures(context, where), "measures", where),
        "corrections": _corrections(project, year, corrections),
    }
    problems: list[Problem] = []
    for name in _READERS:
        try:
            built[name] = _processed(project, context, name, corrections)
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(*problems)
    return built


def raw_checksums(project: Project, year: int) -> dict[str, str]:
    """Return the SHA-256 of each raw file that the processed tables come from."""
    files = [project.raw(year) / f"{name}.csv" for name in sorted(RAW_COLUMNS)]
    files.append(corrections_file(project, year))
    there = [file for file in files if file.is_file()]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in there}


def _processed(
    project: Project, context: tables.Context, name: str, corrections: Sequence[Correction]
) -> pd.DataFrame:
    """Type and check one table with its corrections; what is called printed stays as printed."""
    where = _where(project, context.year, name)
    raw, read = read_raw(project, context.year, name), _READERS[name]
    own = [each for each in corrections if each.table == name]
    mended = corrected(raw, name, own, project.relative(corrections_file(project, context.year)))
    table = read(mended, context, where)
    named = {each.column: f"{each.column}_printed" for each in own}
    twins = {column: twin for column, twin in named.items() if twin in table.columns}
    if twins:
        printed = _as_printed(raw, mended, twins, lambda cells: read(cells, context, where))
        table = table.assign(
            **{
                twin: raw[column] if table[twin].dtype == "str" else printed[twin]
                for column, twin in twins.items()
            }
        )
    return validated(table, name, where)


def _as_printed(
    raw: pd.DataFrame,
    mended: pd.DataFrame,
    columns: Iterable[str],
    read: Callable[[pd.DataFrame], pd.DataFrame],
) -> pd.DataFrame:
    """Type a table with some columns as printed; a cell that no type can hold has no value.

    A correction may mend what cannot be read at all: its text is in the table of corrections.
    """
    result = mended.copy()
    for column in columns:
        for row in raw.index[raw[column] != mended[column]]:
            for text in (raw.loc[row, column], "", mended.loc[row, column]):
                result.loc[row, column] = text
                if _is_readable(result, read):
                    break
    return read(result)


def _is_readable(table: pd.DataFrame, read: Callable[[pd.DataFrame], pd.DataFrame]) -> bool:
    try:
        read(table)
    except DataError:
        return False
    return True


def _corrections(project: Project, year: int, corrections: Sequence[Correction]) -> pd.DataFrame:
    where = project.relative(corrections_file(project, year))
    return validated(corrections_table(corrections), "corrections", where)


def _context(project: Project, year: int, corrections: Sequence[Correction]) -> tables.Context:
    settings = load_report_settings(project)
    where = _where(project, year, "measures")
    measures = read_raw(project, year, "measures")
    check_measures(measures, [chapter.id for chapter in settings.chapters], where)
    aliases = alias_table(measures, where)
    where = _where(project, year, "headings")
    source = project.relative(corrections_file(project, year))
    raw = corrected(read_raw(project, year, "headings"), "headings", corrections, source)
    checked = validated(tables.headings(raw, settings, where), "headings", where)
    return tables.Context(year, settings, measures, aliases, checked)


def _where(project: Project, year: int, table: str) -> str:
    return project.relative(project.raw(year) / f"{table}.csv")
