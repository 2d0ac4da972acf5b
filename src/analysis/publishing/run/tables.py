"""Builds the tables of a year and computes its results, each only when something has changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from analysis.analyse import analyse, results_stand
from analysis.checksums import Checksums, digest
from analysis.publishing.run.cache import cache_folder
from analysis.publishing.run.lock import locked
from analysis.settings import load_year_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.paths import Project

BUILDER = "analysis.plan.tables.build"
LONGEST = 600.0  # seconds to wait for another run that builds the same tables


def tables_stand(project: Project, year: int) -> bool:
    """Tell whether `data/processed/<year>` is what a build and an analysis would give.

    Raises
    ------
    SettingsError
        When the year's settings are wrong.
    """
    return _built(project, year) and results_stand(project, year)


def ensure_tables(project: Project, year: int) -> Mapping[str, int] | None:
    """Build `data/processed/<year>` and compute its results, unless they stand.

    Returns
    -------
    Mapping or None
        The number of rows of each table that was built and each result that was computed; None
        when there was nothing to do.

    Raises
    ------
    SettingsError, DataError
        As `analysis.plan.tables.build.build`.
    ResultError
        When a result cannot be computed.
    BusyError
        When another run builds them, and goes on doing so.
    """
    if tables_stand(project, year):
        return None
    with locked(cache_folder(project) / "locks" / f"{year}.tables", seconds=LONGEST):
        if tables_stand(project, year):  # another run has built them meanwhile
            return None
        rows = {} if _built(project, year) else _build(project, year)
        return {**rows, **analyse(project, year)}


def _built(project: Project, year: int) -> bool:
    load_year_settings(project, year)
    return _read(_stamp(project, year)) == _state(_given(project, year), project, year)


def _build(project: Project, year: int) -> Mapping[str, int]:
    from analysis.plan.tables.build import build  # imports pandas

    given = _given(project, year)  # before: a file may be saved right after it was read
    rows = build(project, year)
    stamp = _stamp(project, year)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(json.dumps(_state(given, project, year)), encoding="utf-8")
    return rows


def _stamp(project: Project, year: int) -> Path:
    return cache_folder(project) / "tables" / f"{year}.json"


def _given(project: Project, year: int) -> Mapping[str, object]:
    """Return what goes into the tables, with its checksums."""
    fingerprints = Checksums(project)
    return {
        "code": fingerprints.modules(BUILDER),
        "settings": fingerprints.settings(),
        "raw": fingerprints.files(project.raw(year)),
        "environment": dict(fingerprints.environment),
    }


def _state(given: Mapping[str, object], project: Project, year: int) -> str:
    """Return one checksum of what goes into the tables, and of the tables."""
    folder = project.processed(year)
    built = {path.name: Checksums(project).checksum(path) for path in sorted(folder.glob("*.*"))}
    return digest({**given, "built": built})


def _read(stamp: Path) -> str | None:
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, str) else None
