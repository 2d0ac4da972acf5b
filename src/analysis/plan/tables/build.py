"""Builds a year's tables: raw ones read, corrected, typed and validated, then written together."""

from __future__ import annotations

import hashlib
import json
import logging
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem
from analysis.folders import staged
from analysis.plan.tables import typed
from analysis.plan.tables.content import keep_results, write_contents
from analysis.plan.tables.context import Context, RawTable, sections_of
from analysis.plan.tables.corrections import (
    apply_corrections,
    corrected,
    corrections_file,
    corrections_table,
    read_corrections,
    stale_corrections,
)
from analysis.plan.tables.csv_file import csv_form
from analysis.plan.tables.measures import alias_table, check_measures
from analysis.plan.tables.places import place_column
from analysis.plan.tables.raw import RAW_COLUMNS, check_raw, read_raw
from analysis.plan.tables.schemas import validated
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.tables.corrections import Correction
    from analysis.settings import ReportSettings

_log = logging.getLogger(__name__)

#: The function that types each raw table; `headings` come first, since the others need them.
_TYPED: Mapping[str, Callable[[RawTable, Context], pd.DataFrame]] = MappingProxyType(
    {
        "measures": typed.measures,
        "milestones": typed.milestones,
        "norms": typed.norms,
        "inspections": typed.inspections,
        "budget": typed.budget,
        "workforce": typed.workforce,
        "letters": typed.letters,
        "objectives": typed.objectives,
        "projects": typed.projects,
        "abbreviations": typed.abbreviations,
        "references": typed.references,
        "figures": typed.figures,
        "remarks": typed.remarks,
        "review": typed.review,
    }
)


def build(project: Project, year: int) -> dict[str, int]:
    """Build `data/processed/<year>` from `data/raw/<year>`; return each table's number of rows.

    The tables replace the earlier ones all together: when a table breaks its schema, nothing in
    the folder changes.

    Raises
    ------
    SettingsError
        When the year is unknown or a setting is wrong.
    DataError
        When raw tables are missing or break their schema, the problems of all tables at once; or
        when a raw file is saved while the tables are built.
    """
    load_year_settings(project, year)
    tables, checksums = _read_unchanged(project, year)
    _report_forms(project, year)
    rows = {name: len(table) for name, table in tables.items()}
    with staged(project.processed(year)) as folder:
        for name, table in tables.items():
            table.to_parquet(folder / f"{name}.parquet", index=False)
        write_contents(tables, folder)
        keep_results(project.processed(year), folder)
        manifest = {"year": year, "raw": checksums, "rows": rows}
        text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
        (folder / "manifest.json").write_text(text, encoding="utf-8")
    return rows


def processed_tables(project: Project, year: int) -> dict[str, pd.DataFrame]:
    """Read, correct, type and validate every table of a year; nothing is written.

    Raises
    ------
    DataError
        When tables are missing or break their schema: the problems of all tables at once, after
        those of the headings and the measures, which all tables need.
    """
    check_raw(project, year)
    corrections = read_corrections(project, year)
    context = _context(project, year, corrections)
    where = project.relative(corrections_file(project, year))
    tables = {"headings": context.headings}
    problems: list[Problem] = []
    for name in _TYPED:
        try:
            tables[name] = _table(project, context, name, corrections)
        except DataError as error:
            problems += error.problems
    try:
        read_raw(project, year, "repeats")  # of which the audit reads the content
    except DataError as error:
        problems += error.problems
    if problems:
        raise DataError(*problems)
    corrected_cells = corrections_table(corrections, tables)
    return {**tables, "corrections": validated(corrected_cells, "corrections", where)}


def raw_checksums(project: Project, year: int) -> dict[str, str]:
    """Return the SHA-256 of each raw file that the processed tables come from."""
    files = _raw_files(project, year)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _raw_files(project: Project, year: int) -> list[Path]:
    files = [project.raw(year) / f"{name}.csv" for name in sorted(RAW_COLUMNS)]
    return [file for file in [*files, corrections_file(project, year)] if file.is_file()]


def _report_forms(project: Project, year: int) -> None:
    """Log once which raw files are written in another way than `ingest` writes them."""
    files = [path for path in _raw_files(project, year) if path.suffix == ".csv"]
    names = {path: project.relative(path) for path in files}
    notes = {name: note for path, name in names.items() if (note := csv_form(path, name).note)}
    if notes:
        listed = "; ".join(f"{name}, {note}" for name, note in notes.items())
        _log.warning("Read as they are, not as CSV UTF-8 with commas: %s", listed)


def _read_unchanged(project: Project, year: int) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """Return the tables and the checksums of their files, which are of the same moment.

    A file that is saved meanwhile is the problem to report, whatever else was found.
    """
    before = _stamps(project, year)
    try:
        return processed_tables(project, year), raw_checksums(project, year)
    finally:
        _check_unchanged(project, before, _stamps(project, year))


def _stamps(project: Project, year: int) -> dict[Path, tuple[int, int]]:
    """Return the mtime and the size of each raw file."""
    found = {path: path.stat() for path in _raw_files(project, year)}
    return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in found.items()}


def _check_unchanged(
    project: Project, before: Mapping[Path, object], after: Mapping[Path, object]
) -> None:
    """Check that no file was saved meanwhile: the tables could mix its old and new content."""
    changed = sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )
    found, expected = "saved while the tables were built", "a file that does not change"
    problems = [
        Problem(project.relative(path), found, expected, "Run the command again.")
        for path in changed
    ]
    if problems:
        raise DataError(*problems)


def _context(project: Project, year: int, corrections: Sequence[Correction]) -> Context:
    """Read and check what all tables need: the settings, the measures and the headings."""
    settings = load_report_settings(project)
    measures, where = read_raw(project, year, "measures"), _where(project, year, "measures")
    check_measures(measures, [chapter.id for chapter in settings.chapters], where)
    aliases = alias_table(measures, where)
    headings = _headings(project, year, settings, corrections)
    return Context(year, settings, measures, aliases, headings)


def _headings(
    project: Project, year: int, settings: ReportSettings, corrections: Sequence[Correction]
) -> pd.DataFrame:
    where = _where(project, year, "headings")
    printed = read_raw(project, year, "headings")
    source = project.relative(corrections_file(project, year))
    cells = corrected(printed, "headings", corrections, source)
    table = typed.headings(RawTable(printed, cells, where), settings)
    place = place_column("headings", printed, sections_of(table))
    return validated(table.assign(place=place), "headings", where)


def _table(
    project: Project, context: Context, name: str, corrections: Sequence[Correction]
) -> pd.DataFrame:
    """Read, correct, type and validate one table.

    Raises
    ------
    DataError
        With its stale corrections and the cells that break its schema, all at once.
    """
    printed = read_raw(project, context.year, name)
    where = _where(project, context.year, name)
    source = project.relative(corrections_file(project, context.year))
    problems = stale_corrections(printed, name, corrections, source)
    raw = RawTable(printed, apply_corrections(printed, name, corrections), where)
    try:
        table = validated(_placed(_TYPED[name](raw, context), name, raw, context), name, where)
    except DataError as error:
        problems += error.problems
    if problems:
        raise DataError(*problems)
    return table


def _placed(table: pd.DataFrame, name: str, raw: RawTable, context: Context) -> pd.DataFrame:
    """Add to a table that comes from the plan the place of each row."""
    if "line" not in RAW_COLUMNS[name]:
        return table
    return table.assign(place=place_column(name, raw.printed, context.sections))


def _where(project: Project, year: int, table: str) -> str:
    return project.relative(project.raw(year) / f"{table}.csv")
