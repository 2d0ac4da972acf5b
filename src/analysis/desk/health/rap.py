"""The points of a reproducible analytical pipeline, by the NHS's three levels, with evidence.

The points are those of https://nhsdigital.github.io/rap-community-of-practice, "Levels of RAP".
`evidence` reports what it observes in the project. It cannot judge quality, or know what people
decided: such a point is a question to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.desk.health import evidence as shown
from analysis.desk.health.evidence import LackingError
from analysis.desk.health.finding import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.paths import Project


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a level: either evidence that a program can observe, or a question to a person.

    `evidence` returns what it observes in a project, or raises `LackingError` if it is not there.
    """

    level: str
    words: str
    evidence: Callable[[Project], str] | None = None
    ask: str = ""


_POINTS = (
    Point("baseline", "data produced by code in an open-source language", shown.code),
    Point("baseline", "code under version control", shown.commits),
    Point("baseline", "a README with the steps to reproduce", shown.readme),
    Point("baseline", "code peer-reviewed", ask="Who reviewed the latest change?"),
    Point(
        "baseline",
        "code published and linked to its publication",
        ask="Where is the code published, and who decided its licence?",
    ),
    Point("silver", "outputs made with minimal manual work", shown.one_command),
    Point("silver", "user guidance, code structure and method", shown.guidance),
    Point("silver", "a standard folder layout", shown.layout),
    Point("silver", "reusable functions", shown.functions),
    Point("silver", "settings for a coding standard", shown.standard),
    Point("silver", "a testing framework", shown.tests),
    Point("silver", "dependency information", shown.dependencies),
    Point("silver", "logs recorded by the pipeline", shown.logs),
    Point("silver", "tables with the expected columns", shown.tables),
    Point("silver", "data tidy", ask="Is each row one thing, and each column one variable?"),
    Point("gold", "code packaged", shown.package),
    Point("gold", "a workflow that runs the tests", shown.continuous),
    Point("gold", "a workflow for a schedule and changed data", shown.triggers),
    Point("gold", "workflows that ran", ask="When did each workflow last pass?"),
    Point("gold", "changes signposted", shown.changes),
)


def rap(project: Project) -> tuple[Finding, ...]:
    """Return a finding for each point, the lowest level first."""
    return tuple(_judged(project, point) for point in _POINTS)


def _judged(project: Project, point: Point) -> Finding:
    subject = f"{point.level}, {point.words}"
    if point.evidence is None:
        return Finding(subject, Verdict.ASK, "a program cannot see this", point.ask)
    try:
        return Finding(subject, Verdict.GOOD, point.evidence(project))
    except LackingError as lacking:
        return Finding(subject, Verdict.BAD, f"no {lacking}", f"Add {lacking}.")
