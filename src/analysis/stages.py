"""The two stages before the notebooks: tables built, results computed; each only when stale."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.analyse import analyse, results_stand
from analysis.checksums import Checksums, differences
from analysis.errors import PlanmonitorError, Problem
from analysis.input_files import input_files
from analysis.lock import locked
from analysis.paths import Project
from analysis.settings import load_year_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.analyse import Awaited
    from analysis.checksums import Inputs

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


def stages_stand(
    project: Project,
    year: int,
    level: float | None = None,
    *,
    checksums: Checksums | None = None,
) -> bool:
    """Tell whether a year's tables and results are current, also at another level of intervals.

    `checksums` may know files already.

    Raises
    ------
    SettingsError
        When the year's settings are wrong.
    """
    checksums = checksums or Checksums(project)
    stale = _stale(project, year, checksums)
    return not stale and results_stand(project, year, level, checksums)


def refresh(  # noqa: PLR0913 - what to make, and how; all but three by name
    project: Project,
    year: int,
    level: float | None = None,
    *,
    rebuild: bool = False,
    stale: bool = False,
    awaited: Awaited | None = None,
) -> list[Refreshed]:
    """Build a year's tables and compute its results, as far as they are stale.

    Parameters
    ----------
    project
        The project folder.
    year
        The plan's year.
    level
        A level of the intervals that is wanted next to those of the settings.
    rebuild
        Whether to build the tables though they are current.
    stale
        Whether `stages_stand` has just found them stale, and need not look again.
    awaited
        Results to compute before the others, and what to call then.

    Returns
    -------
    list of Refreshed
        What was made again; empty when everything was current.

    Raises
    ------
    SettingsError, DataError
        As `analysis.plan.tables.build.build`.
    ResultError
        When a result cannot be computed.
    BusyError
        When another process works on the same year, and does not finish in time.
    """
    if not (rebuild or stale) and stages_stand(project, year, level):
        return []
    lock = project.cache / "locks" / f"{year}.tables"
    with locked(lock, f"the tables of {year}", seconds=LONGEST):
        made = []
        # Another process may have built them while this one waited.
        checksums = Checksums(project)
        causes = _stale(project, year, checksums)
        if causes or rebuild:
            rows = _build(project, year, checksums)
            checksums = Checksums(project)
            made.append(Refreshed(year, "build", "tables", tuple(causes or ["asked for"]), rows))
        made += [
            Refreshed(year, "analyse", one.name, one.causes, {one.name: one.rows})
            for one in analyse(project, year, level, checksums, awaited)
        ]
        return made


def main(root: str, level: str, *years: str) -> None:
    """Refresh the stages of years for another process; write what was made, or why not, as JSON."""
    made: list[str] = []
    problems: list[Problem] = []
    for year in map(int, years):
        try:
            project = Project(Path(root))
            made += [str(one) for one in refresh(project, year, float(level) if level else None)]
        except PlanmonitorError as error:
            problems += error.problems
        except OSError as error:
            where, remedy = f"data/processed/{year}", "Choose a place that can be written."
            problems.append(Problem(where, str(error), "a folder that can be written", remedy))
    said = {"made": made, "problems": [asdict(one) for one in problems]}
    print(json.dumps(said))  # noqa: T201 - the other process reads it


def _stale(project: Project, year: int, checksums: Checksums) -> list[str]:
    """Return why a year's tables are not what a build would give; nothing when they are."""
    load_year_settings(project, year)
    before = _read(_stamp(project, year))
    if before is None:
        return ["not built yet"]
    return differences(
        before, {**_given(project, year, checksums), **_built(project, year, checksums)}
    )


def _build(project: Project, year: int, checksums: Checksums) -> Mapping[str, int]:
    """Build a year's tables; `checksums` are from before: a file may be saved after it was read."""
    from analysis.plan.tables.build import build  # imports pandas

    given = _given(project, year, checksums)
    rows = build(project, year)
    stamp = _stamp(project, year)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(
        json.dumps({**given, **_built(project, year, Checksums(project))}), encoding="utf-8"
    )
    return rows


def _stamp(project: Project, year: int) -> Path:
    return project.cache / "tables" / f"{year}.json"


def _given(project: Project, year: int, checksums: Checksums) -> Inputs:
    """Return what the tables are built from, by name."""
    return {
        **checksums.modules(BUILDER),
        **checksums.settings,
        **checksums.files(project.raw(year)),
        **checksums.environment,
    }


def _built(project: Project, year: int, checksums: Checksums) -> Inputs:
    """Return the built files by name; the results lie in a folder of their own."""
    folder = project.processed(year)
    found = [path for path in input_files(folder) if path.parent == folder]
    return {project.relative(path): checksums.checksum(path) for path in found}


def _read(stamp: Path) -> Inputs | None:
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


if __name__ == "__main__":
    main(*sys.argv[1:])
