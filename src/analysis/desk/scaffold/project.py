"""Starts a project in a folder: the chapters and the settings that this package comes with."""

from __future__ import annotations

import shutil
from pathlib import Path

import analysis
from analysis.errors import Problem, SettingsError
from analysis.folders import staged
from analysis.input_files import input_files
from analysis.paths import MARKER

PACKAGED = Path(analysis.__file__).parent / "desk" / "scaffold" / "starter"
CHECKOUT = Path(analysis.__file__).parents[2]
PARTS = ("notebooks/*.ipynb", "notebooks/_quarto.yml", "params/report.yaml", "params/quarto.yml")
IGNORED = """\
data/processed/
reports/
.cache/
.ipynb_checkpoints/
"""


def new_project(folder: Path) -> list[str]:
    """Write a project into a new or empty folder; return its files.

    It has the chapters and the settings, and no year yet.

    Raises
    ------
    SettingsError
        When the folder is not empty; it is then unchanged.
    """
    target = folder.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        found = "a folder that is not empty" if target.is_dir() else "a file"
        remedy = "Give another folder. To add a year to a project: planmonitor new-year"
        raise SettingsError(Problem(str(folder), found, "a new or an empty folder", remedy))
    starter = PACKAGED if PACKAGED.is_dir() else CHECKOUT
    with staged(target) as made:
        for pattern in PARTS:
            for path in sorted(starter.glob(pattern)):
                copy = made / path.relative_to(starter)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
        (made / "data" / "raw").mkdir(parents=True)
        (made / ".gitignore").write_text(IGNORED, encoding="utf-8", newline="\n")
        if not (made / MARKER).is_file():
            raise SettingsError(_incomplete(starter))
        return [path.relative_to(made).as_posix() for path in input_files(made)]


def _incomplete(starter: Path) -> Problem:
    remedy = "Install the package again: pip install --force-reinstall planmonitor"
    return Problem(str(starter), f"no {MARKER.as_posix()}", "the files of a new project", remedy)
