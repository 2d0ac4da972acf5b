"""Makes a published report again from nothing, elsewhere, and compares it byte by byte."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from analysis.errors import PlanmonitorError, Problem
from analysis.paths import Project
from analysis.publishing.outputs.registry import outputs_in
from analysis.publishing.provenance import checksum, output_checksums, read_provenance
from analysis.publishing.reports import published_folder, run_report
from analysis.publishing.run.scratch import scratch_folder
from analysis.publishing.run.tables import ensure_tables
from analysis.settings import known_years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from analysis.publishing.run.pool import Observer

COPIED = ("params", "notebooks", "data/raw", "requirements.lock")


class VerifyError(PlanmonitorError):
    """A published report is not what its inputs give."""

    exit_code = 4


def verify(project: Project, year: int, *, observer: Observer | None = None) -> int:
    """Make a year's report again and compare it with the one that is published.

    It is made in another folder, with tables built anew, each kernel a Python of its own and no
    earlier run in use.

    Parameters
    ----------
    project
        The project folder.
    year
        The year of the report.
    observer
        Is told how the run goes.

    Returns
    -------
    int
        How many files were compared, and found the same.

    Raises
    ------
    VerifyError
        When there is no report, when its files or its inputs are not those of its
        `provenance.json`, or when a file of the new report differs. All of them at once.
    """
    folder = published_folder(project, year)
    found = read_provenance(folder)
    if not all(isinstance(found.get(part), dict) for part in ("inputs", "outputs")):
        raise VerifyError(_unpublished(project, folder))
    now = {name: _checksum(project.root / name) for name in found["inputs"]}
    _compare(found["inputs"], now, "an input of the report", "Make the report again.")
    remedy = "Make the report again: somebody changed it by hand, or the disk is damaged."
    _compare(found["outputs"], output_checksums(folder), str(folder), remedy)
    with scratch_folder() as elsewhere:
        made = _made_again(project, year, elsewhere, observer, outputs_in(folder))
        again = output_checksums(made)
    remedy = "Look for what differs from run to run: a date, a random number, an order."
    _compare(found["outputs"], again, "the report made again", remedy)
    return len(again)


def _made_again(
    project: Project,
    year: int,
    folder: Path,
    observer: Observer | None,
    outputs: Sequence[str],
) -> Path:
    for name in COPIED:
        source, target = project.root / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            shutil.copy2(source, target)
    elsewhere = Project(folder.resolve())
    for known in known_years(elsewhere):  # all that were built, for a chapter may look back
        if project.processed(known).is_dir():
            ensure_tables(elsewhere, known)
    page = run_report(elsewhere, year, observer=observer, cold=True, fresh=True, outputs=outputs)
    return page.parent


def _compare(
    before: Mapping[str, str], now: Mapping[str, str | None], where: str, remedy: str
) -> None:
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    if names:
        raise VerifyError(
            *(
                Problem(
                    f"{where}: {name}",
                    f"sha256 {now.get(name) or 'of no file'}",
                    f"sha256 {before.get(name) or 'of no file'}, as provenance.json has it",
                    remedy,
                )
                for name in names
            )
        )


def _checksum(path: Path) -> str | None:
    return checksum(path) if path.is_file() else None


def _unpublished(project: Project, folder: Path) -> Problem:
    return Problem(
        project.relative(folder / "provenance.json"),
        "no checksums of a report's files",
        "a report that was published by this version",
        f"Make it: planmonitor report {folder.name}",
    )
