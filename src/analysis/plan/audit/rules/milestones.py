"""The tables of milestones against each other: one milestone in two sections."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.likeness import is_distinctive, same_label
from analysis.plan.audit.registry import Clash, Kind, Severity, rule
from analysis.plan.tables.status import status_of
from analysis.plan.tables.timing import parse_timing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.plan import RawPlan, Row

_SECTIONS = re.compile(r"\d+(?:\.\d+)*")


@rule(
    Kind.STATUS,
    Severity.HIGH,
    explains="Een mijlpaal die in twee hoofdstukken staat, heeft er dezelfde status.",
    settle="De projectleider van de mijlpaal.",
)
def milestone_status_twice(plan: RawPlan) -> Iterator[Clash]:
    """Compare the statuses of milestones with the same words in different sections.

    Sure where one of the two refers to the section of the other.
    """
    for one, other, certainty in _twins(plan, "evaluated"):
        here, there = status_of(one["status"]), status_of(other["status"])
        if here and there and here != there:
            yield Clash(
                one.passage("status"),
                other.passage("status"),
                f"'{one.subject}' staat in {one.section} als '{one['status']}' en in "
                f"{other.section} als '{other['status']}'.",
                certainty,
            )


@rule(
    Kind.STATUS,
    Severity.MEDIUM,
    explains="Een geplande mijlpaal die in twee hoofdstukken staat, heeft er dezelfde timing.",
    settle="De projectleider van de mijlpaal.",
)
def milestone_timing_twice(plan: RawPlan) -> Iterator[Clash]:
    """Compare the quarters of planned milestones with the same words in different sections."""
    for one, other, certainty in _twins(plan, "planned"):
        here = set(parse_timing(one["timing"], plan.year).quarters)
        there = set(parse_timing(other["timing"], plan.year).quarters)
        if here and there and here.isdisjoint(there):
            yield Clash(
                one.passage("timing"),
                other.passage("timing"),
                f"'{one.subject}' is in {one.section} gepland voor {one['timing']} en in "
                f"{other.section} voor {other['timing']}.",
                certainty,
            )


@rule(
    Kind.IMPOSSIBLE,
    Severity.MEDIUM,
    explains="Een geplande mijlpaal valt niet voor het jaar van het plan.",
    settle="De projectleider van de mijlpaal.",
)
def planned_in_past(plan: RawPlan) -> Iterator[Clash]:
    """Look for planned milestones whose last quarter lies before the plan's year."""
    for row in plan.rows("milestones"):
        timing = parse_timing(row["timing"], plan.year)
        late = row["kind"] == "planned" and timing.quarters and not timing.continuous
        if late and timing.quarters[-1] < f"{plan.year}Q1":
            yield Clash(
                row.passage("timing"),
                row.passage("kind").saying(f"gepland voor {plan.year}"),
                f"De mijlpaal staat bij de planning van {plan.year}, met als timing "
                f"{row['timing']}.",
            )


def _twins(plan: RawPlan, kind: str) -> Iterator[tuple[Row, Row, Certainty]]:
    """Yield the pairs of one kind with the same words in different sections, and how sure.

    Words as common as `Oplevering rapport` count only where one refers to the other's section.
    """
    rows = [row for row in plan.rows("milestones") if row["kind"] == kind]
    for one, other in combinations(rows, 2):
        if one.section == other.section or not same_label(one.subject, other.subject):
            continue
        if _refers(one, other) or _refers(other, one):
            yield one, other, Certainty.CERTAIN
        elif is_distinctive(one.subject):
            yield one, other, Certainty.PROBABLE


def _refers(one: Row, other: Row) -> bool:
    return other.section in _SECTIONS.findall(one["see_also"])
