"""Writes a plan's raw tables to a folder, all of them or none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from analysis.ingest.plan import RawPlan

SOURCE_FILE = "source.yaml"


def write_plan(plan: RawPlan, folder: Path) -> None:
    """Write the raw tables of a plan, one CSV each, and `source.yaml`.

    Everything is written beside the folder first and then takes its place, so a failure leaves the
    old folder as it was. Files that are kept by hand there, such as `corrections.yaml`, stay.

    Parameters
    ----------
    plan
        The plan that was read.
    folder
        The folder of its year; it need not exist.

    Raises
    ------
    OSError
        When the disk refuses.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
        fresh, old = Path(place) / "new", Path(place) / "old"
        _fill(plan, fresh, folder)
        _swap(fresh, folder, old)


def _fill(plan: RawPlan, fresh: Path, folder: Path) -> None:
    """Write the tables into a new folder, with all else that the present one holds."""
    if folder.exists():
        shutil.copytree(folder, fresh)
    else:
        fresh.mkdir()
    for name, table in plan.tables.items():
        table.to_csv(fresh / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
    text = yaml.safe_dump(plan.source, allow_unicode=True, sort_keys=False)
    (fresh / SOURCE_FILE).write_text(text, encoding="utf-8")


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    """Put a new folder in the place of another, and that one back when it fails."""
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
