"""Writes a plan's raw tables to a folder, all of them or none."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import yaml

from analysis.errors import Problem, SettingsError
from analysis.folders import staged
from analysis.plan.ingest.reading_report import reading_report
from analysis.plan.tables.raw import RAW_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.plan.ingest.plan import RawPlan

SOURCE_FILE = "source.yaml"
REPORT_FILE = "ingest.md"
#: What people add to `source.yaml`, since no document gives it: where the plan is published.
_BY_HAND = ("address",)


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
    SettingsError
        When the place is taken by a file, or by a folder without raw tables.
    OSError
        When the disk refuses.
    """
    _check_folder(folder)
    with staged(folder) as fresh:
        if folder.exists():
            shutil.copytree(folder, fresh, symlinks=True, dirs_exist_ok=True)
        fill(fresh, plan)


def _check_folder(folder: Path) -> None:
    """Check that nothing of another kind is replaced: the whole folder is written anew."""
    if not folder.exists() or (folder.is_dir() and _may_be_replaced(folder)):
        return
    found = "a folder that holds something else than raw tables"
    raise SettingsError(
        Problem(
            where=str(folder),
            found=found if folder.is_dir() else "a file",
            expected="a new folder, an empty one, or one with the raw tables of a plan",
            remedy="Give another folder.",
        )
    )


def _may_be_replaced(folder: Path) -> bool:
    """Tell whether a folder is empty, or holds a raw table and no folder but hidden ones."""
    there = list(folder.iterdir())
    tables = {f"{name}.csv" for name in RAW_COLUMNS}
    holds_table = any(path.name in tables for path in there)
    return not there or (
        holds_table and all(path.is_file() or path.name.startswith(".") for path in there)
    )


def fill(folder: Path, plan: RawPlan) -> None:
    """Write a plan's files into a folder that nobody reads yet."""
    for name, table in plan.tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
    source = {**plan.source, **_kept_facts(folder / SOURCE_FILE)}
    text = yaml.safe_dump(source, allow_unicode=True, sort_keys=False)
    (folder / SOURCE_FILE).write_text(text, encoding="utf-8")
    report = reading_report(plan).markdown()
    (folder / REPORT_FILE).write_text(report, encoding="utf-8")


def _kept_facts(path: Path) -> dict[str, Any]:
    """Return the facts that people added to `source.yaml`; none from a file that is no YAML."""
    try:
        known = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    facts = known if isinstance(known, dict) else {}
    return {name: facts[name] for name in _BY_HAND if name in facts}
