"""What a report is made of and how long it took: written next to the report, never in it."""

from __future__ import annotations

import hashlib
import json
import platform
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from analysis.checksums import digest
from analysis.errors import Problem, SettingsError
from analysis.input_files import input_files
from analysis.publishing.page.pictures import picture_files
from analysis.result_files import MANIFEST
from analysis.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.fingerprint import Fingerprints
    from analysis.publishing.run.plan import Job

FILE = "provenance.json"
#: What Quarto writes in a book project; a person may render the book again. A document there is a
#: copy of the report's own, and Quarto moves it to `_book` when it makes one with the same name.
RENDERED = (
    *("quarto/_book/*", "quarto/.quarto/*", "quarto/.gitignore"),
    *("quarto/*.pdf", "quarto/*.docx", "quarto/*.epub"),
)
PACKAGES = (
    "planmonitor",
    "papermill",
    "nbclient",
    "nbconvert",
    "ipykernel",
    "pandas",
    "matplotlib",
)


def write_provenance(  # noqa: PLR0913 - what a report is made of; the last two by name
    folder: Path,
    project: Project,
    years: Sequence[int],
    executed: Sequence[Executed],
    *,
    seconds: Mapping[str, float],
    key: str,
    older: Sequence[str] = (),
) -> None:
    """Write `provenance.json`: checksums of all that went in and came out, versions and times.

    The report's folder is complete but for this file, the latest year is the last one, and `key` is
    what `report_key` gave before the run. `seconds` tells how long each part of the run took, and
    `older` names the outputs that are of an earlier run.
    """
    content = {
        "year": years[-1],
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "seconds": {part: round(value, 3) for part, value in seconds.items()},
        "notebooks": {one.job.chapter: _notebook(one) for one in executed},
        "key": key,
        **({"older": list(older)} if older else {}),
        "inputs": input_checksums(project, years, (one.job.notebook for one in executed)),
        "outputs": output_checksums(folder),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def report_key(
    fingerprints: Fingerprints,
    project: Project,
    jobs: Sequence[Job],
    outputs: Sequence[str] = (),
) -> str:
    """Return one checksum of all that a report depends on: its notebooks, prose too, and our code.

    Two reports with the same key are the same to the byte.
    """
    return digest(
        {
            "notebooks": {
                job.chapter: [job.title, dict(job.parameters), fingerprints.checksum(job.notebook)]
                for job in jobs
            },
            "pictures": {
                project.relative(path): fingerprints.checksum(path)
                for path in picture_files(project.notebooks)
            },
            "data": dict(fingerprints.data),
            "code": dict(fingerprints.code(jobs)),
            "settings": {
                project.relative(path): fingerprints.checksum(path)
                for path in (project.report_params, project.quarto_params)
                if path.is_file()
            },
            "outputs": list(outputs),
        }
    )


def is_published(folder: Path, key: str) -> bool:
    """Tell whether a folder holds the report with this key, with every file as it was written."""
    found = read_provenance(folder)
    return found.get("key") == key and found.get("outputs") == output_checksums(folder)


def read_provenance(folder: Path) -> dict[str, Any]:
    """Return the content of `provenance.json`; empty when it is missing or damaged."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def older_outputs(folder: Path) -> list[str]:
    """Return the names of the outputs in a report's folder that are older than its page."""
    found = read_provenance(folder).get("older", [])
    return [str(name) for name in found] if isinstance(found, list) else []


def output_checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a report.

    `provenance.json` itself is left out, and what Quarto renders: see `RENDERED`.
    """
    paths = {path.relative_to(folder).as_posix(): path for path in input_files(folder)}
    return {
        name: checksum(path)
        for name, path in paths.items()
        if not any(fnmatchcase(name, pattern) for pattern in (FILE, *RENDERED))
    }


def input_checksums(
    project: Project, years: Iterable[int], notebooks: Iterable[Path]
) -> dict[str, str]:
    """Return the SHA-256 of each file that a report is made of."""
    return {project.relative(path): checksum(path) for path in inputs(project, years, notebooks)}


def seconds_before(folder: Path) -> dict[str, float]:
    """Return how many seconds each chapter took in the published run; empty when unknown."""
    notebooks = read_provenance(folder).get("notebooks", {})
    try:
        return {chapter: float(one["seconds"]["total"]) for chapter, one in notebooks.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}  # only shown


def inputs(project: Project, years: Iterable[int], notebooks: Iterable[Path]) -> list[Path]:
    """List the existing files that a report is made of.

    The manifest of results is left out: it changes with code that a report does not depend on.
    """
    settings = [project.report_params, project.quarto_params]
    files = [*settings, project.root / "requirements.lock", *notebooks]
    files += picture_files(project.notebooks)
    for year in years:
        files.append(project.year_params(year))
        for folder in (project.raw(year), project.processed(year)):
            files += input_files(folder)
    return [file for file in files if file.is_file() and file.name != MANIFEST]


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def source_lines(project: Project, year: int) -> list[str]:
    """Return a Dutch line about the plan's document from `source.yaml`; empty without that file."""
    found = source_facts(project, year)
    parts = [str(found[key]) for key in ("title", "publisher", "published") if found.get(key)]
    parts += [f"{found['pages']} bladzijden"] if found.get("pages") else []
    parts += [f"sha256 {found['sha256']}"] if found.get("sha256") else []
    return [", ".join(parts)] if parts else []


def source_facts(project: Project, year: int) -> dict[str, Any]:
    """Return the facts about the plan's document in `source.yaml`; empty without that file.

    Raises
    ------
    SettingsError
        When it is not valid YAML.
    """
    path = project.raw(year) / "source.yaml"
    if not path.is_file():
        return {}
    found: dict[str, Any] = read_settings(project, path) or {}
    return found


def plan_address(project: Project, year: int) -> str:
    """Return the address of the published plan in `source.yaml`; empty when it gives none.

    Raises
    ------
    SettingsError
        When it is no address of a website, or the file is not valid YAML.
    """
    address = str(source_facts(project, year).get("address") or "")
    if address and not address.startswith(("https://", "http://")):
        raise SettingsError(
            Problem(
                f"{project.relative(project.raw(year) / 'source.yaml')}, key 'address'",
                f"'{address}'",
                "an address that begins with https://",
                "Copy it from the browser that shows the published plan.",
            )
        )
    return address


def _notebook(executed: Executed) -> dict[str, Any]:
    timing, job = executed.timing, executed.job
    seconds = {"total": timing.total, "kernel": timing.kernel, "cells": timing.cells}
    return {
        "notebook": job.name,
        "parameters": dict(job.parameters),
        "seconds": {part: round(value, 3) for part, value in seconds.items()},
    }
