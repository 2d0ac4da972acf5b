"""Writes a plan's raw tables to a folder, all of them or none."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import yaml

from analysis.data.folders import staged
from analysis.ingest.reading_report import reading_report

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.ingest.plan import RawPlan

SOURCE_FILE = "source.yaml"
REPORT_FILE = "ingest.md"


def write_plan(plan: RawPlan, folder: Path) -> None:
    """Write the raw tables of a plan, one CSV each, `source.yaml` and the reading report.

    Everything is written beside the folder first and then takes its place at one stroke, so a
    failure or a stop leaves the old folder as it was. Files that are kept by hand there, such as
    `corrections.yaml`, stay.

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
    with staged(folder) as fresh:
        if folder.exists():
            shutil.copytree(folder, fresh, dirs_exist_ok=True)
        fill(fresh, plan)


def fill(folder: Path, plan: RawPlan) -> None:
    """Write a plan's files into a folder that nobody reads yet."""
    for name, table in plan.tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
    source = yaml.safe_dump(plan.source, allow_unicode=True, sort_keys=False)
    (folder / SOURCE_FILE).write_text(source, encoding="utf-8")
    report = reading_report(plan).markdown()
    (folder / REPORT_FILE).write_text(report, encoding="utf-8")
