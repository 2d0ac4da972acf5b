"""How far the project is a reproducible analytical pipeline: the NHS's three levels, with evidence.

The points are those of https://nhsdigital.github.io/rap-community-of-practice, "Levels of RAP".
Each is judged by what `evidence` reads in the project. Whether what is there is any good, and what
only people know, is for a person to say; such a point asks rather than claims.
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
    """One point of a level, and what shows it; without that a person must say.

    Attributes
    ----------
    level, words
        Which point it is.
    evidence
        Returns what shows it in a project, and raises `LackingError` where nothing does.
    ask
        What to ask a person.
    """

    level: str
    words: str
    evidence: Callable[[Project], str] | None = None
    ask: str = ""


_POINTS = (
    Point("baseline", "data produced by open-source code", shown.code),
    Point("baseline", "code under version control", shown.commits),
    Point("baseline", "a README with the steps to reproduce", shown.readme),
    Point("baseline", "code peer-reviewed", ask="who reviewed the last change?"),
    Point("baseline", "code published and linked to its publication", ask="where is it published?"),
    Point("silver", "outputs made with minimal manual work", shown.one_command),
    Point("silver", "user guidance, code structure and method", shown.guidance),
    Point("silver", "a standard folder layout", shown.layout),
    Point("silver", "reusable functions", shown.functions),
    Point("silver", "an agreed coding standard", shown.standard),
    Point("silver", "a testing framework", shown.tests),
    Point("silver", "dependency information", shown.dependencies),
    Point("silver", "logs recorded by the pipeline", shown.logs),
    Point("silver", "tidy data", shown.tables),
    Point("gold", "code fully packaged", shown.package),
    Point("gold", "tests run by themselves", shown.continuous),
    Point("gold", "runs on a schedule and when data change", shown.triggers),
    Point("gold", "changes signposted", shown.changes),
)


def rap(project: Project) -> tuple[Finding, ...]:
    """Return a finding for each point of the three levels, the lowest level first."""
    return tuple(_judged(project, point) for point in _POINTS)


def _judged(project: Project, point: Point) -> Finding:
    subject = f"{point.level}, {point.words}"
    if point.evidence is None:
        return Finding(subject, Verdict.ASK, "no program can tell", point.ask)
    try:
        return Finding(subject, Verdict.GOOD, point.evidence(project))
    except LackingError as lacking:
        return Finding(subject, Verdict.BAD, f"no {lacking}", f"Add {lacking}.")
