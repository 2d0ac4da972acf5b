"""How far the project is a reproducible analytical pipeline: the NHS's three levels, with evidence.

The points are those of https://nhsdigital.github.io/rap-community-of-practice, "Levels of RAP".
A file that is there is evidence; whether it is any good, and what only people know, is for a
person to say, and such a point asks rather than claims.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.health.finding import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.paths import Project


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a level, and the files that show it; without any a person must say.

    A name that ends in `/` is a folder; each pattern must find something.
    """

    level: str
    words: str
    shown_by: tuple[str, ...] = ()
    ask: str = ""


_POINTS = (
    Point("baseline", "data produced by open-source code", ("src/analysis/**/*.py",)),
    Point("baseline", "code under version control", (".git",)),
    Point("baseline", "a README with the steps to reproduce", ("README.md",)),
    Point("baseline", "code peer-reviewed", (), "who reviewed the last change?"),
    Point("baseline", "code published and linked to its publication", (), "where is it published?"),
    Point("silver", "outputs made with minimal manual work", ("Makefile", "params/report.yaml")),
    Point("silver", "user guidance, code structure and method", ("docs/*.md",)),
    Point("silver", "a standard folder layout", ("src/analysis/__init__.py", "tests/")),
    Point("silver", "reusable functions", ("src/analysis/stats/*.py", "src/analysis/charts/*.py")),
    Point("silver", "an agreed coding standard", ("pyproject.toml", ".pre-commit-config.yaml")),
    Point("silver", "a testing framework", ("tests/**/test_*.py",)),
    Point("silver", "dependency information", ("requirements.lock", "environment.yml")),
    Point("silver", "logs recorded by the pipeline", ("reports/*/provenance.json",)),
    Point("silver", "tidy data", ("data/raw/*/*.csv", "src/analysis/data/schemas.py")),
    Point("gold", "code fully packaged", ("pyproject.toml",)),
    Point("gold", "tests run by themselves", (".github/workflows/test.yml",)),
    Point("gold", "runs on a schedule and when data change", (".github/workflows/report.yml",)),
    Point("gold", "changes signposted", ("CHANGELOG.md",)),
)


def rap(project: Project) -> tuple[Finding, ...]:
    """Return a finding for each point of the three levels, the lowest level first."""
    return tuple(_judged(project, point) for point in _POINTS)


def _judged(project: Project, point: Point) -> Finding:
    subject = f"{point.level}, {point.words}"
    if not point.shown_by:
        return Finding(subject, Verdict.ASK, "no program can tell", point.ask)
    found = {pattern: _found(project, pattern) for pattern in point.shown_by}
    missing = [pattern for pattern, files in found.items() if not files]
    if missing:
        lacking = ", ".join(missing)
        return Finding(subject, Verdict.BAD, f"no {lacking}", f"Add {lacking}.")
    return Finding(subject, Verdict.GOOD, ", ".join(_words(*item) for item in found.items()))


def _found(project: Project, pattern: str) -> list[str]:
    return [os.fspath(path) for path in _matches(project, pattern)]


def _matches(project: Project, pattern: str) -> Iterator[os.PathLike[str]]:
    if any(mark in pattern for mark in "*?"):
        yield from project.root.glob(pattern)
    elif (project.root / pattern).exists():
        yield project.root / pattern


def _words(pattern: str, files: list[str]) -> str:
    return pattern if "*" not in pattern else f"{len(files)} x {pattern}"
