"""Checks that a new decision fits what was read: its lines and its section exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem, did_you_mean
from analysis.plan.review.filling import label_value
from analysis.plan.tables.decided import NO_SUCCESSOR, SUCCESSORS
from analysis.plan.tables.raw import read_raw

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.plan.review.decisions import Decision


def check_fit(project: Project, year: int, decision: Decision) -> None:
    """Refuse a successor that is no planned milestone, and a new measure in no section.

    Raises
    ------
    DataError
        When the value does not fit.
    """
    if decision.kind == "successor" and decision.positive:
        _check_successors(project, year, decision)
    if decision.kind == "label" and decision.decision == "changed":
        _check_section(project, year, decision)


def _check_successors(project: Project, year: int, decision: Decision) -> None:
    value, where = decision.value, f"successor '{decision.subject}'"
    expected = f"lines of planned milestones, or {NO_SUCCESSOR}"
    if not re.fullmatch(SUCCESSORS, value):
        raise DataError(Problem(where, f"'{value}'", expected, "Give the lines, with blanks."))
    lines = [] if value == NO_SUCCESSOR else value.split()
    if decision.id in lines:
        found = f"line {decision.id}, its own line"
        remedy = f"Give the line of another milestone, or {NO_SUCCESSOR}."
        raise DataError(Problem(where, found, expected, remedy))
    table = read_raw(project, year, "milestones")
    planned = set(table.loc[table["kind"] == "planned", "line"])
    unknown = [line for line in lines if line not in planned]
    if unknown:
        found = f"no planned milestone on line {', '.join(unknown)}"
        remedy = f"Look the line up in data/raw/{year}/milestones.csv."
        raise DataError(Problem(where, found, expected, remedy))


def _check_section(project: Project, year: int, decision: Decision) -> None:
    value = label_value(decision.value)
    known = list(read_raw(project, year, "headings")["number"])
    if value and value.section and value.section not in known:
        raise DataError(
            Problem(
                f"label '{decision.subject}'",
                f"'{decision.value}', and no section {value.section}",
                f"a section of the plan of {year}",
                did_you_mean(value.section, known),
            )
        )
