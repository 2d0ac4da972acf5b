"""Makes a published report again from nothing, elsewhere, and compares it byte by byte."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import PlanmonitorError, Problem
from analysis.input_files import left_behind
from analysis.paths import Project
from analysis.publishing.outputs.registry import files_of, outputs_in
from analysis.publishing.provenance import (
    checksum,
    older_outputs,
    output_checksums,
    read_provenance,
)
from analysis.publishing.report_kinds import published_folder
from analysis.publishing.reports import RunOptions, make_reports
from analysis.publishing.run.scratch import scratch_folder
from analysis.settings import known_years

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.publishing.outcome import RunOutcome
    from analysis.publishing.run.observer import Observer

COPIED = ("params", "notebooks", "data/raw", "requirements.lock")


class VerifyError(PlanmonitorError):
    """A published report is not what its inputs give."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Verification:
    """How many files of a report were compared and found the same, and the run that made them."""

    files: int
    run: RunOutcome


def verify(project: Project, year: int, *, observer: Observer | None = None) -> Verification:
    """Make a year's report again and compare it with the published one.

    It is made in another folder, with tables built anew, each kernel a new Python, and no cache.

    Raises
    ------
    VerifyError
        When there is no report, when its files or its inputs are not those of its
        `provenance.json`, or when a file of the new report differs. All of them at once.
    KeyboardInterrupt, PlanmonitorError
        When the run is stopped or fails.
    """
    folder = published_folder(project, year)
    found = read_provenance(folder)
    if not all(isinstance(found.get(part), dict) for part in ("inputs", "outputs")):
        raise VerifyError(_unpublished(project, folder))
    files = {name: project.root / name for name in found["inputs"]}
    now = {name: checksum(path) if path.is_file() else None for name, path in files.items()}
    _compare(found["inputs"], now, "an input of the report", "Make the report again.")
    remedy = "Make the report again: somebody changed it by hand, or the disk is damaged."
    _compare(found["outputs"], output_checksums(folder), project.relative(folder), remedy)
    with scratch_folder() as elsewhere:
        run = _make_again(project, year, elsewhere, observer)
        run.raise_for_failure()
        again = output_checksums(run.years[0].folder)
    remedy = "Look for what differs from run to run: a date, a random number, an order."
    older = {name for output in older_outputs(folder) for name in files_of(output, folder)}
    made = {name: value for name, value in found["outputs"].items() if name not in older}
    _compare(made, again, "the report made again", remedy)
    return Verification(len(again), run)


def _make_again(project: Project, year: int, folder: Path, observer: Observer | None) -> RunOutcome:
    for name in COPIED:
        source, target = project.root / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=left_behind)
        elif source.exists():
            shutil.copy2(source, target)
    # Of all years that were built: a chapter may compare with earlier ones.
    built = [known for known in known_years(project) if project.processed(known).is_dir()]
    published = published_folder(project, year)
    older = older_outputs(published)
    outputs = tuple(name for name in outputs_in(published) if name not in older)
    options = RunOptions(cold=True, fresh=True, outputs=outputs, tables=tuple(built))
    return make_reports(Project(folder.resolve()), [year], options, observer=observer)


def _compare(
    before: Mapping[str, str], now: Mapping[str, str | None], where: str, remedy: str
) -> None:
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    if names:
        raise VerifyError(
            *(
                Problem(
                    f"{where}: {name}",
                    _checksum_text(now.get(name)),
                    f"{_checksum_text(before.get(name))}, as in provenance.json",
                    remedy,
                )
                for name in names
            )
        )


def _checksum_text(checksum: str | None) -> str:
    return f"sha256 {checksum}" if checksum else "no file"


def _unpublished(project: Project, folder: Path) -> Problem:
    return Problem(
        project.relative(folder / "provenance.json"),
        "no checksums of a report's files",
        "a report that was published by this version",
        f"Make it: planmonitor report {folder.name}",
    )
