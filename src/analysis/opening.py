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
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem
from analysis.paths import CURRENT_VARIABLE
from analysis.settings import built_before
from analysis.toolkit.quarto import quarto_executes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.paths import Project

STAGES = "analysis.stages"  # run, never imported: a notebook must not depend on it


def bring_up_to_date(project: Project, year: int, level: float) -> None:
    """Make the stale tables and results of a year and the years before it, and say what was made.

    `level` is that of the intervals that the notebook shows.

    Raises
    ------
    DataError
        When the tables or results cannot be made, with the problems of all of them.
    """
    made = refreshed_elsewhere(project, [*built_before(project, year), year], level)
    if made and not quarto_executes():  # a page of Quarto would show it to readers
        print(*made, sep="\n")  # noqa: T201 - the notebook shows it


def refreshed_elsewhere(
    project: Project, years: Sequence[int], level: float | None = None
) -> list[str]:
    """Make the stale stages of years in another process; return what was made, a line each.

    Nothing in the kernel of a run, whose tables and results are current.

    Raises
    ------
    DataError
        As `bring_up_to_date`.
    """
    if os.environ.get(CURRENT_VARIABLE):
        return []
    command = [sys.executable, "-m", STAGES, str(project.root), str(level or ""), *map(str, years)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    try:
        said = json.loads(ended.stdout)
    except ValueError:
        found = (ended.stderr.strip().splitlines() or ["no answer"])[-1]
        remedy = f"Try in a terminal: planmonitor data {years[-1]}"
        raise DataError(Problem(STAGES, found, "tables and results", remedy)) from None
    if said["problems"]:
        raise DataError(*(Problem(**one) for one in said["problems"]))
    lines: list[str] = said["made"]
    return lines
