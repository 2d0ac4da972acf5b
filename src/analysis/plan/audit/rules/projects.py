"""The overall status of a project against its own milestones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty, Passage
from analysis.plan.audit.registry import Clash, Kind, Severity, rule
from analysis.plan.tables.status import STATUSES, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.plan import RawPlan, Row

_MISSED = {"delayed", "on_hold", "stopped", "not_started", "reoriented"}
_FEW = 1 / 3
_HALF = 1 / 2


@rule(
    Kind.STATUS,
    Severity.HIGH,
    explains="De globale voortgangsstatus van een project past bij zijn mijlpalen.",
    settle="De projectleider: is het project gerealiseerd zoals vooropgesteld?",
)
def project_status(plan: RawPlan) -> Iterator[Clash]:
    """Compare what is said of a project with the statuses in its own section.

    Only where its section is of this project alone; what came up during the year does not count.
    """
    sections = Counter(row["section"] for row in plan.rows("projects"))
    for project in plan.rows("projects"):
        section = project["section"]
        milestones = [row for row in _planned_then(plan) if row["section"] == section]
        if not project["overall_status"] or sections[section] > 1 or not milestones:
            continue
        statuses = [status_of(row["status"]) for row in milestones]
        certainty = _verdict(project["overall_status"].lower(), statuses)
        if certainty:
            told = _told(statuses)
            yield Clash(
                project.passage("overall_status"),
                Passage(
                    "milestones", section, tuple(row.line for row in milestones), told, section
                ),
                f"Over het project staat er '{project['overall_status']}'; van zijn mijlpalen: "
                f"{told}.",
                certainty,
            )


def _planned_then(plan: RawPlan) -> list[Row]:
    return [
        row
        for row in plan.rows("milestones")
        if row["kind"] == "evaluated" and row["additional"] != "1" and row["status"]
    ]


def _verdict(said: str, statuses: Sequence[str | None]) -> Certainty | None:
    """Return how sure it is that the words do not fit the statuses; None when they do."""
    realised = statuses.count("realised") / len(statuses)
    missed = any(status in _MISSED for status in statuses)
    if "vertraging" in said:
        return Certainty.PROBABLE if realised == 1 else None
    if "gerealiseerd" not in said or "niet gerealiseerd" in said:
        return None
    if "grotendeels" in said:
        return _share_verdict(realised)
    if missed:
        return Certainty.CERTAIN
    return Certainty.WEAK if realised < 1 else None


def _share_verdict(realised: float) -> Certainty | None:
    """Judge "for the greater part": surely not with less than a third, hardly with half."""
    if realised < _FEW:
        return Certainty.CERTAIN
    return Certainty.PROBABLE if realised <= _HALF else None


def _told(statuses: Sequence[str | None]) -> str:
    counts = Counter(statuses)
    words = [f"{counts[name]} {label.lower()}" for name, label in STATUSES.items() if counts[name]]
    return f"{', '.join(words)} (van {len(statuses)})"
