"""What a report is made of and how long it took: beside the report, never in it."""

from __future__ import annotations

import hashlib
import json
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.runner.outcome import Executed

FILE = "provenance.json"
PACKAGES = (
    "planmonitor",
    "papermill",
    "nbclient",
    "nbconvert",
    "ipykernel",
    "pandas",
    "matplotlib",
)


def write_provenance(
    folder: Path,
    project: Project,
    year: int,
    executed: Sequence[Executed],
    seconds: Mapping[str, float],
) -> None:
    """Write `provenance.json`: the checksums of all inputs, versions, parameters and times.

    Parameters
    ----------
    folder
        Where to write it.
    project, year
        What the report is of.
    executed
        The notebooks of the report.
    seconds
        How long each part of the run took.
    """
    content = {
        "year": year,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "seconds": {part: round(value, 3) for part, value in seconds.items()},
        "notebooks": {one.job.chapter: _notebook(one) for one in executed},
        "inputs": {
            project.relative(path): checksum(path)
            for path in inputs(project, year, (one.job.notebook for one in executed))
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def seconds_before(folder: Path) -> dict[str, float]:
    """Return how long each chapter took in the published run; nothing when it is not known."""
    try:
        notebooks = json.loads((folder / FILE).read_text(encoding="utf-8"))["notebooks"]
        return {chapter: float(one["seconds"]["total"]) for chapter, one in notebooks.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # it only decides which notebook starts first


def inputs(project: Project, year: int, notebooks: Iterable[Path]) -> list[Path]:
    """List the files that a report is made of, those that are there."""
    files = [project.report_params, project.year_params(year), project.root / "requirements.lock"]
    files += notebooks
    for folder in (project.raw(year), project.processed(year)):
        files += sorted(folder.rglob("*"))
    return [file for file in files if file.is_file()]


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def source_lines(project: Project, year: int) -> list[str]:
    """Return a Dutch line on the plan's document, from its `source.yaml`; none without one."""
    path = project.raw(year) / "source.yaml"
    if not path.is_file():
        return []
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    parts = [str(found[key]) for key in ("title", "publisher", "published") if found.get(key)]
    parts += [f"{found['pages']} bladzijden"] if found.get("pages") else []
    parts += [f"sha256 {found['sha256']}"] if found.get("sha256") else []
    return [", ".join(parts)] if parts else []


def _notebook(executed: Executed) -> dict[str, Any]:
    timing, job = executed.timing, executed.job
    seconds = {"total": timing.total, "kernel": timing.kernel, "cells": timing.cells}
    return {
        "notebook": job.name,
        "parameters": dict(job.parameters),
        "seconds": {part: round(value, 3) for part, value in seconds.items()},
    }
