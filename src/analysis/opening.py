"""Keeps numbers current where a person opens a notebook: stale tables and results are made again.

A run brings them up to date before its notebooks start. An analyst who opens one in JupyterLab may
have corrected a cell of `data/raw` or edited a statistic since. The work is done by a Python of its
own: the kernel may hold older code, and a chapter needs no statistics to read results.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import DataError, PlanmonitorError, Problem
from analysis.paths import CURRENT_VARIABLE, Project
from analysis.plan.tables.editions import built_before

if TYPE_CHECKING:
    from collections.abc import Sequence

MODULE = "analysis.opening"


def bring_up_to_date(project: Project, year: int, level: float) -> None:
    """Make the stale tables and results of a year and the years before it, and say what was made.

    Parameters
    ----------
    project
        The project folder.
    year
        The plan's year.
    level
        The level of the intervals that the notebook shows.

    Raises
    ------
    DataError
        When the tables or results cannot be made, with the problems of all of them.
    """
    if os.environ.get(CURRENT_VARIABLE):
        return
    from analysis.stages import stages_stand  # a kernel of a run does not depend on it

    stale = [
        one
        for one in (*built_before(project, year), year)
        if not stages_stand(project, one, [level])
    ]
    if stale:
        print(*_made(project, stale, level), sep="\n")  # noqa: T201 - the notebook shows it


def _made(project: Project, years: Sequence[int], level: float) -> list[str]:
    """Make the stages of years in another process; return what was made, a line each."""
    command = [sys.executable, "-m", MODULE, str(project.root), str(level), *map(str, years)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    try:
        said = json.loads(ended.stdout)
    except ValueError:
        found = (ended.stderr.strip().splitlines() or ["no answer"])[-1]
        remedy = f"Try in a terminal: planmonitor data {years[-1]}"
        raise DataError(Problem(MODULE, found, "tables and results", remedy)) from None
    if said["problems"]:
        raise DataError(*(Problem(**one) for one in said["problems"]))
    lines: list[str] = said["made"]
    return lines


def main(root: str, level: str, *years: str) -> None:
    """Refresh the stages of years; write what was made, or the problems, as JSON."""
    from analysis.stages import refresh

    made: list[str] = []
    problems: list[Problem] = []
    for year in map(int, years):
        try:
            made += [str(one) for one in refresh(Project(Path(root)), year, [float(level)])]
        except PlanmonitorError as error:
            problems += error.problems
    said = {"made": made, "problems": [asdict(one) for one in problems]}
    print(json.dumps(said))  # noqa: T201 - the parent process reads it


if __name__ == "__main__":
    main(*sys.argv[1:])
