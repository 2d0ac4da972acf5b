"""Raw tables to processed ones: typed, checked, joined, and put in place all together."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from pandas.util import hash_pandas_object

from analysis.errors import DataError, Problem
from analysis.folders import staged
from analysis.plan.tables import typed as tables
from analysis.plan.tables.ahead import ahead, beside
from analysis.plan.tables.content import keep_results, write_contents
from analysis.plan.tables.corrections import (
    Mending,
    corrected,
    corrections_file,
    corrections_table,
    read_corrections,
)
from analysis.plan.tables.csv_parts import PART_BYTES
from analysis.plan.tables.distinct import joined
from analysis.plan.tables.measures import alias_table, check_measures
from analysis.plan.tables.raw import RAW_COLUMNS, check_raw, read_raw, read_raw_parts
from analysis.plan.tables.schemas import check_key, key, text_columns, validated
from analysis.plan.tables.write import write_parts
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.tables.corrections import Correction


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
        When raw tables are missing or break their schema, the problems of all tables at once; or
        when one is saved while it is read.
    """
    load_year_settings(project, year)
    before = _stamps(project, year)
    checksums = beside(partial(raw_checksums, project, year))
    with staged(project.processed(year)) as folder:
        try:
            rows = _written(_tables(project, year), folder)
        except DataError:
            _check_unchanged(project, before, _stamps(project, year))  # else it is the tables' own
            raise
        write_contents(folder)
        keep_results(project.processed(year), folder)
        manifest = {"year": year, "raw": checksums.result(), "rows": rows}
        text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        _check_unchanged(project, before, _stamps(project, year))
    return rows


def processed_tables(project: Project, year: int) -> dict[str, pd.DataFrame]:
    """Read, type and check every table of a year; nothing is written.

    Raises
    ------
    DataError
        When tables are missing or break their schema; the problems of all tables at once.
    """
    built, problems = {}, list[Problem]()
    for name, parts in _tables(project, year).items():
        try:
            built[name] = joined(list(parts), text_columns(name))
        except DataError as error:
            problems.extend(error.problems)
    if problems:
        raise DataError(*problems)
    return built


def raw_checksums(project: Project, year: int) -> dict[str, str]:
    """Return the SHA-256 of each raw file that the processed tables come from."""
    return {path.name: _checksum(path) for path in _raw_files(project, year)}


def _raw_files(project: Project, year: int) -> list[Path]:
    files = [project.raw(year) / f"{name}.csv" for name in sorted(RAW_COLUMNS)]
    return [file for file in [*files, corrections_file(project, year)] if file.is_file()]


def _checksum(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(PART_BYTES):  # each is a wait for the other threads
            found.update(block)
    return found.hexdigest()


def _stamps(project: Project, year: int) -> dict[Path, tuple[int, int]]:
    found = {path: path.stat() for path in _raw_files(project, year)}
    return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in found.items()}


def _check_unchanged(
    project: Project, before: Mapping[Path, object], after: Mapping[Path, object]
) -> None:
    """Check that no file was saved meanwhile: the tables would be of one state or of the other."""
    changed = sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )
    if changed:
        found, expected = "saved while the tables were made of it", "a file that stays as it is"
        raise DataError(
            *(
                Problem(project.relative(path), found, expected, "Run the command again.")
                for path in changed
            )
        )


def _tables(project: Project, year: int) -> dict[str, Iterable[pd.DataFrame]]:
    """Return the parts of every table by its name; they are made as they are asked for.

    Raises
    ------
    DataError
        At once for what all tables need, the headings and the measures; for any other table when
        its last part has been asked for.
    """
    check_raw(project, year)
    corrections = read_corrections(project, year)
    context = _context(project, year, corrections)
    readers: dict[str, Callable[[], Iterable[pd.DataFrame]]] = {
        "headings": lambda: [context.headings],
        "measures": lambda: [_measures(project, context)],
        "corrections": lambda: [_corrections(project, year, corrections)],
        **{name: partial(_parts, project, context, name, corrections) for name in _READERS},
    }
    return {
        name: _each_once(read, name, _where(project, year, name)) if key(name) else read()
        for name, read in readers.items()
    }


def _measures(project: Project, context: tables.Context) -> pd.DataFrame:
    where = _where(project, context.year, "measures")
    return validated(tables.measures(context, where), "measures", where)


def _parts(
    project: Project, context: tables.Context, name: str, corrections: Sequence[Correction]
) -> Iterator[pd.DataFrame]:
    """Type and check a table, part by part; all its problems are raised after the last part."""
    where = _where(project, context.year, name)
    mending = Mending([each for each in corrections if each.table == name])
    problems: list[Problem] = []

    def typed(raw: pd.DataFrame) -> pd.DataFrame | DataError:
        try:
            return _part(raw, mending, context, name, where)
        except DataError as error:
            return error

    for part in ahead(typed, read_raw_parts(project, context.year, name)):
        if isinstance(part, DataError):
            problems += part.problems
        else:
            yield part
    stale = mending.problems(project.relative(corrections_file(project, context.year)))
    if stale or problems:
        raise DataError(*stale, *problems)


def _each_once(
    read: Callable[[], Iterable[pd.DataFrame]], name: str, where: str
) -> Iterator[pd.DataFrame]:
    """Pass the parts of a table on; raise after the last one when a row is there twice.

    What is kept of a row is a hash of its key; only where two are alike the rows are read again.
    """
    hashes = []
    for part in read():
        hashes.append(hash_pandas_object(part[key(name)], index=False).to_numpy())
        yield part
    together = np.concatenate(hashes)
    together.sort()
    if (together[1:] == together[:-1]).any():
        texts = text_columns(name) & set(key(name))
        check_key(joined([part[key(name)] for part in read()], texts), where)


def _part(
    raw: pd.DataFrame, mending: Mending, context: tables.Context, name: str, where: str
) -> pd.DataFrame:
    """Type and check rows with their corrections; what is called printed stays as printed."""
    mended, read = mending.mend(raw), _READERS[name]
    table = read(mended, context, where)
    named = {column: f"{column}_printed" for column in mending.columns}
    twins = {column: twin for column, twin in named.items() if twin in table}
    if twins and mended is not raw:
        printed = _as_printed(raw, mended, twins, lambda cells: read(cells, context, where))
        table = table.assign(
            **{
                twin: raw[column] if twin in text_columns(name) else printed[twin]
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


def _written(parts: Mapping[str, Iterable[pd.DataFrame]], folder: Path) -> dict[str, int]:
    """Write each table, several at a time, and return its number of rows.

    Raises
    ------
    DataError
        The problems of all tables at once.
    """
    rows, problems, stop = {}, list[Problem](), Event()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {
            name: pool.submit(
                write_parts, _until(stop, table), folder / f"{name}.parquet", text_columns(name)
            )
            for name, table in parts.items()
        }
        try:
            for name, job in jobs.items():
                try:
                    rows[name] = job.result()
                except DataError as error:
                    problems += error.problems
        finally:
            stop.set()  # after a key or a full disk the others end with the part they are at
            pool.shutdown(wait=False, cancel_futures=True)
    if problems:
        raise DataError(*problems)
    return rows


def _until(stop: Event, parts: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    left = iter(parts)
    while not stop.is_set() and (part := next(left, None)) is not None:
        yield part


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
