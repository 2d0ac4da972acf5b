"""A rule that compares the overall status of a project with its milestones."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty, Passage
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.tables.status import STATUSES, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables

_MISSED = {"delayed", "on_hold", "stopped", "not_started", "reoriented"}
_THIRD = 1 / 3
_HALF = 1 / 2


@rule(
    RuleKind.STATUS,
    Severity.HIGH,
    explains="De globale voortgangsstatus van een project past bij zijn mijlpalen.",
    settle="De projectleider: is het project gerealiseerd zoals vooropgesteld?",
)
def project_status(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the overall status of a project with the statuses of its milestones.

    Only sections with a single project are compared, without milestones added during the year.
    """
    sections = Counter(row["section"] for row in plan.rows("projects"))
    for project in plan.rows("projects"):
        section = project["section"]
        milestones = [row for row in _planned_earlier(plan) if row["section"] == section]
        if not project["overall_status"] or sections[section] > 1 or not milestones:
            continue
        statuses = [status_of(row["status"]) for row in milestones]
        certainty = _verdict(project["overall_status"].lower(), statuses)
        if certainty:
            counts = _status_counts(statuses)
            lines = tuple(row.line for row in milestones)
            yield Clash(
                _stated(plan, project),
                Passage("milestones", section, lines, counts, section),
                f"Over het project staat er '{project['overall_status']}'; van zijn mijlpalen: "
                f"{counts}.",
                certainty,
            )


def _stated(plan: PrintedTables, project: PrintedRow) -> Passage:
    """Return the passage of the overall status: at its own line, if that is known."""
    line = project["status_line"]
    passage = project.passage("overall_status")
    if not line:
        return passage
    return replace(passage, lines=(int(line),), section=plan.section_at(int(line)))


def _planned_earlier(plan: PrintedTables) -> list[PrintedRow]:
    """Return the evaluated milestones that were in the previous plan."""
    return [
        row
        for row in plan.rows("milestones")
        if row["kind"] == "evaluated" and row["additional"] != "1" and row["status"]
    ]


def _verdict(overall: str, statuses: Sequence[str | None]) -> Certainty | None:
    """Return how certainly the overall status contradicts the statuses; None if it fits."""
    realised = statuses.count("realised") / len(statuses)
    missed = any(status in _MISSED for status in statuses)
    if "vertraging" in overall:
        return Certainty.PROBABLE if realised == 1 else None
    if "gerealiseerd" not in overall or "niet gerealiseerd" in overall:
        return None
    if "grotendeels" in overall:
        return _mostly_verdict(realised)
    if missed:
        return Certainty.CERTAIN
    return Certainty.WEAK if realised < 1 else None


def _mostly_verdict(realised: float) -> Certainty | None:
    """Judge "grotendeels": certainly wrong below a third realised, probably wrong up to half."""
    if realised < _THIRD:
        return Certainty.CERTAIN
    return Certainty.PROBABLE if realised <= _HALF else None


def _status_counts(statuses: Sequence[str | None]) -> str:
    """Write the number of milestones per status, in Dutch."""
    counts = Counter(statuses)
    words = [f"{counts[name]} {label.lower()}" for name, label in STATUSES.items() if counts[name]]
    return f"{', '.join(words)} (van {len(statuses)})"
