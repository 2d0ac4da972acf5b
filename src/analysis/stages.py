"""The two stages before the notebooks: tables built, results computed; each only when stale."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.analyse import analyse, results_stand
from analysis.checksums import Checksums, differences
from analysis.lock import locked
from analysis.settings import load_year_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from analysis.checksums import Inputs
    from analysis.paths import Project

BUILDER = "analysis.plan.tables.build"
LONGEST = 600.0  # seconds to wait for another process that works on the same tables


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A table or result that was made again.

    Attributes
    ----------
    year
        The plan's year.
    stage
        `build` for all tables of the year, `analyse` for one result.
    name
        `tables`, or the result's name.
    causes
        What changed since it was made before.
    rows
        The number of rows of each table.
    """

    year: int
    stage: str
    name: str
    causes: tuple[str, ...]
    rows: Mapping[str, int]

    def __str__(self) -> str:
        return f"{self.year} {self.stage} {self.name}: {', '.join(self.causes)}"


def stages_stand(project: Project, year: int, levels: Iterable[float] = ()) -> bool:
    """Tell whether a year's tables and results are what building and computing them would give.

    Parameters
    ----------
    project
        The project folder.
    year
        The plan's year.
    levels
        Levels of the intervals that are wanted next to those of the settings.

    Raises
    ------
    SettingsError
        When the year's settings are wrong.
    """
    return not _stale(project, year) and results_stand(project, year, levels)


def refresh(project: Project, year: int, levels: Iterable[float] = ()) -> list[Refreshed]:
    """Build a year's tables and compute its results, as far as they are stale.

    Parameters are those of `stages_stand`.

    Returns
    -------
    list of Refreshed
        What was made again; empty when everything stood.

    Raises
    ------
    SettingsError, DataError
        As `analysis.plan.tables.build.build`.
    ResultError
        When a result cannot be computed.
    BusyError
        When another process is at work on the same year, and stays at it.
    """
    if stages_stand(project, year, levels):
        return []
    lock = project.cache / "locks" / f"{year}.tables"
    with locked(lock, f"the tables of {year}", seconds=LONGEST):
        made = []
        if causes := _stale(project, year):  # another process may have built them meanwhile
            made.append(Refreshed(year, "build", "tables", tuple(causes), _build(project, year)))
        made += [
            Refreshed(year, "analyse", one.name, one.causes, {one.name: one.rows})
            for one in analyse(project, year, levels)
        ]
        return made


def _stale(project: Project, year: int) -> list[str]:
    """Return why a year's tables are not what a build would give; nothing when they are."""
    load_year_settings(project, year)
    before = _read(_stamp(project, year))
    if before is None:
        return ["not built yet"]
    return differences(before, {**_given(project, year), **_built(project, year)})


def _build(project: Project, year: int) -> Mapping[str, int]:
    from analysis.plan.tables.build import build  # imports pandas

    given = _given(project, year)  # before: a file may be saved right after it was read
    rows = build(project, year)
    stamp = _stamp(project, year)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(json.dumps({**given, **_built(project, year)}), encoding="utf-8")
    return rows


def _stamp(project: Project, year: int) -> Path:
    return project.cache / "tables" / f"{year}.json"


def _given(project: Project, year: int) -> Inputs:
    """Return what the tables are built from, by name."""
    checksums = Checksums(project)
    return {
        **checksums.modules(BUILDER),
        **checksums.settings(),
        **checksums.files(project.raw(year)),
        **checksums.environment,
    }


def _built(project: Project, year: int) -> Inputs:
    """Return the built files by name; the results lie in a folder of their own."""
    found = sorted(project.processed(year).glob("*.*"))
    return {project.relative(path): Checksums(project).checksum(path) for path in found}


def _read(stamp: Path) -> Inputs | None:
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
