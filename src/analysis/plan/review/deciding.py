"""Takes a decision: checks it, fills the table that it is about, and records it, all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem
from analysis.plan.review.decisions import (
    DecidedMeanwhileError,
    append,
    check_form,
    read_decisions,
    review_lock,
)
from analysis.plan.review.filling import fill
from analysis.plan.review.fitting import check_fit
from analysis.plan.tables.csv_file import clean_cell

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.plan.review.decisions import Decision


def decide(project: Project, year: int, decision: Decision, *, seen: Decision | None) -> Decision:
    """Record a decision and apply it; return it with its moment.

    Parameters
    ----------
    project, year
        The year whose `review.csv` gets a line.
    decision
        What was decided; `on` is filled in. `undone` takes back what stands.
    seen
        The decision that stood when the person looked, or None.

    Raises
    ------
    DecidedMeanwhileError
        When another decision stands by now; nothing is written.
    DataError
        When the value does not fit what was read, or the table that it fills; nothing is written.
    """
    clean = replace(
        decision, value=clean_cell(decision.value), subject=clean_cell(decision.subject)
    )
    with review_lock(project):
        stands = read_decisions(project, year).get(clean.key)
        if stands != seen:
            raise DecidedMeanwhileError(_meanwhile(clean, stands))
        if clean.decision == "undone" and stands is None:
            raise DataError(_nothing_to_undo(clean))
        check_form(project, year)
        check_fit(project, year, clean)
        fill(project, year, stands, clean)
        return append(project, year, clean)


def refill(project: Project, year: int) -> int:
    """Apply every decision that stands again, as after a merge or a new reading; return how many.

    Raises
    ------
    DataError
        With one problem for each decision that does not fit; the others are applied.
    """
    problems: list[Problem] = []
    with review_lock(project):
        stands = read_decisions(project, year)
        for decision in stands.values():
            try:
                fill(project, year, None, decision)
            except DataError as error:
                problems += error.problems
    if problems:
        raise DataError(*problems)
    return len(stands)


def undo_of(decision: Decision, by: str) -> Decision:
    """Return the decision that takes another one back."""
    return replace(decision, decision="undone", by=by, on="", why="")


def _meanwhile(decision: Decision, stands: Decision | None) -> Problem:
    found = "the decision was undone"
    if stands:
        found = f"{stands.decision}: {stands.value}, by {stands.by or 'somebody'}, {stands.on}"
    expected = "what you saw when you decided"
    return Problem(f"{decision.kind} '{decision.subject}'", found, expected, "Look again.")


def _nothing_to_undo(decision: Decision) -> Problem:
    where = f"{decision.kind} '{decision.subject}'"
    return Problem(where, "no decision", "a decision to take back", "There is nothing to undo.")
