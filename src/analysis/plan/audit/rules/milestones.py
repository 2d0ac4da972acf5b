"""Rules that compare milestones in two sections, and check planned dates."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.similarity import is_distinctive, same_label, words
from analysis.plan.tables.status import status_of
from analysis.plan.tables.timing import parse_timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables

_SECTIONS = re.compile(r"\d+(?:\.\d+)*")


@rule(
    RuleKind.STATUS,
    Severity.HIGH,
    explains="Een mijlpaal die in twee hoofdstukken staat, heeft er dezelfde status.",
    settle="De projectleider van de mijlpaal.",
)
def milestone_status_twice(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the statuses of milestones with the same label in different sections.

    A finding is certain if one milestone refers to the section of the other.
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
    RuleKind.STATUS,
    Severity.MEDIUM,
    explains="Een geplande mijlpaal die in twee hoofdstukken staat, heeft er dezelfde timing.",
    settle="De projectleider van de mijlpaal.",
)
def milestone_timing_twice(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the quarters of planned milestones with the same label in different sections."""
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
    RuleKind.IMPOSSIBLE,
    Severity.MEDIUM,
    explains="Een geplande mijlpaal valt niet voor het jaar van het plan.",
    settle="De projectleider van de mijlpaal.",
)
def planned_in_past(plan: PrintedTables) -> Iterator[Clash]:
    """Look for planned milestones whose last quarter is before the year of the plan."""
    for row in plan.rows("milestones"):
        timing = parse_timing(row["timing"], plan.year)
        is_dated = row["kind"] == "planned" and timing.quarters and not timing.continuous
        if is_dated and timing.quarters[-1] < f"{plan.year}Q1":
            yield Clash(
                row.passage("timing"),
                row.passage("kind").with_text(f"gepland voor {plan.year}"),
                f"De mijlpaal staat bij de planning van {plan.year}, met als timing "
                f"{row['timing']}.",
            )


def _twins(plan: PrintedTables, kind: str) -> Iterator[tuple[PrintedRow, PrintedRow, Certainty]]:
    """Yield pairs with the same label in different sections, and how certain the match is.

    A common label such as `Oplevering rapport` counts only if one row refers to the section of the
    other.
    """
    rows = [row for row in plan.rows("milestones") if row["kind"] == kind]
    for one, other in _sharing_a_word(rows):
        if one.section == other.section or not same_label(one.subject, other.subject):
            continue
        if _refers(one, other) or _refers(other, one):
            yield one, other, Certainty.CERTAIN
        elif is_distinctive(one.subject):
            yield one, other, Certainty.PROBABLE


def _sharing_a_word(rows: Sequence[PrintedRow]) -> Iterator[tuple[PrintedRow, PrintedRow]]:
    """Yield the pairs with a word in common, in the order of the plan: the others cannot match."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for word in set(words(row.subject)):
            places[word].append(place)
    pairs = {pair for found in places.values() for pair in combinations(found, 2)}
    return ((rows[one], rows[other]) for one, other in sorted(pairs))


def _refers(one: PrintedRow, other: PrintedRow) -> bool:
    return other.section in _SECTIONS.findall(one["see_also"])
