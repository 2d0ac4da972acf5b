"""Raw tables to processed ones: typed, checked, joined, and put in place all together."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.data import tables
from analysis.data.measures import alias_table, check_measures
from analysis.data.raw import RAW_COLUMNS, read_raw
from analysis.data.schemas import validated
from analysis.errors import DataError, Problem
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.paths import Project


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
    target = project.processed(year)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{year}-", dir=target.parent))
    try:
        for name, table in built.items():
            table.to_parquet(beside / f"{name}.parquet", index=False)
        manifest = {"year": year, "raw": raw_checksums(project, year), "rows": rows}
        text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
        (beside / "manifest.json").write_text(text, encoding="utf-8")
        _replace(target, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return rows


def processed_tables(project: Project, year: int) -> dict[str, pd.DataFrame]:
    """Read, type and check every table of a year; nothing is written.

    Raises
    ------
    DataError
        When tables are missing or break their schema; the problems of all tables at once.
    """
    context = _context(project, year)
    readers: dict[str, Callable[[pd.DataFrame, str], pd.DataFrame]] = {
        "milestones": lambda raw, where: tables.milestones(raw, context, where),
        "norms": lambda raw, where: tables.norms(raw, context, where),
        "inspections": lambda raw, where: tables.inspections(raw, context, where),
        "budget": lambda raw, where: tables.budget(raw, context, where),
        "workforce": tables.workforce,
        "letters": tables.letters,
    }
    built = {"headings": context.headings}
    problems: list[Problem] = []
    for name, read in readers.items():
        where = _where(project, year, name)
        try:
            built[name] = validated(read(read_raw(project, year, name), where), name, where)
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(*problems)
    return built


def raw_checksums(project: Project, year: int) -> dict[str, str]:
    """Return the SHA-256 of each raw file that the processed tables come from."""
    files = [project.raw(year) / f"{name}.csv" for name in sorted(RAW_COLUMNS)]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _context(project: Project, year: int) -> tables.Context:
    settings = load_report_settings(project)
    where = _where(project, year, "measures")
    measures = read_raw(project, year, "measures")
    check_measures(measures, [chapter.id for chapter in settings.chapters], where)
    aliases = alias_table(measures, where)
    where = _where(project, year, "headings")
    headings = tables.headings(read_raw(project, year, "headings"), settings, where)
    checked = validated(headings, "headings", where)
    return tables.Context(year, settings, measures, aliases, checked)


def _where(project: Project, year: int, table: str) -> str:
    return project.relative(project.raw(year) / f"{table}.csv")


def _replace(target: Path, beside: Path) -> None:
    """Put a finished folder in the place of an earlier one."""
    earlier = beside.with_name(f"{beside.name}-earlier")
    if target.exists():
        target.rename(earlier)
    beside.rename(target)
    shutil.rmtree(earlier, ignore_errors=True)
