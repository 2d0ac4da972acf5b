"""The files and folders of a project. Imports only the errors of this package."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import Problem, SettingsError

MARKER = Path("params") / "report.yaml"
ROOT_VARIABLE = "PLANMONITOR_PROJECT"
#: Set in the kernels of a run, whose tables and results are up to date.
CURRENT_VARIABLE = "PLANMONITOR_CURRENT"


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and the places in it."""

    root: Path

    @property
    def notebooks(self) -> Path:
        """The chapter notebooks."""
        return self.root / "notebooks"

    @property
    def report_params(self) -> Path:
        """The settings that hold for every year."""
        return self.root / MARKER

    @property
    def quarto_params(self) -> Path:
        """The settings of the Quarto book, laid over ours; the file may be missing."""
        return self.root / "params" / "quarto.yml"

    def year_params(self, year: int) -> Path:
        """Return the settings file of one year."""
        return self.root / "params" / f"{year}.yaml"

    def raw(self, year: int) -> Path:
        """Return the folder of the plan's tables as printed."""
        return self.root / "data" / "raw" / str(year)

    def processed(self, year: int) -> Path:
        """Return the folder of the typed tables."""
        return self.root / "data" / "processed" / str(year)

    def results(self, year: int, level: float | None = None) -> Path:
        """Return the folder of the results; of a level that no setting has, in the cache."""
        if level is None:
            return self.processed(year) / "results"
        return self.cache / "levels" / f"{level}" / str(year)

    def reports(self, year: int) -> Path:
        """Return the folder of the finished report."""
        return self.root / "reports" / str(year)

    @property
    def cache(self) -> Path:
        """What saves time; it can be deleted at any moment."""
        return self.root / ".cache"

    def relative(self, path: Path) -> str:
        """Return a path as a message names it: inside the project from its root, with `/`."""
        inside = path.is_relative_to(self.root)
        return path.relative_to(self.root).as_posix() if inside else str(path)


def find_project(start: Path | None = None) -> Project:
    """Return the project that holds `start` (default: the working directory).

    `PLANMONITOR_PROJECT`, where set, wins over the search.

    Raises
    ------
    SettingsError
        When neither the folder nor one above it holds `params/report.yaml`.
    """
    named = os.environ.get(ROOT_VARIABLE)
    begin = Path(named) if named and start is None else (start or Path.cwd())
    for folder in (begin.resolve(), *begin.resolve().parents):
        if (folder / MARKER).is_file():
            return Project(folder)
    raise SettingsError(
        Problem(
            where=str(begin),
            found="no project folder here or above",
            expected=f"a folder with {MARKER.as_posix()}",
            remedy="Go to the project folder, or give it with --project DIR.",
        )
    )
