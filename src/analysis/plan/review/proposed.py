"""Turns a proposal and what a person says of it into a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.review.decisions import Decision
from analysis.plan.review.filling import figure_value

if TYPE_CHECKING:
    from analysis.plan.ingest.proposals import Proposal


def value_of(proposal: Proposal) -> str:
    """Return the value that a decision about a proposal accepts: of a figure its whole row."""
    if proposal.kind != "figure":
        return proposal.value
    return figure_value(
        {
            "section": proposal.section,
            "measure": proposal.measure,
            "indicator": proposal.subject,
            "unit": proposal.unit,
            "year": proposal.year,
            "value": proposal.value,
            "line": str(proposal.line),
            "page": "",
        }
    )


def decision_on(
    proposal: Proposal, decision: str, value: str = "", *, by: str, why: str = ""
) -> Decision:
    """Return the decision about a proposal; `value` is what it is changed to."""
    held = value if decision == "changed" else value_of(proposal)
    return Decision(proposal.kind, proposal.id, proposal.subject, decision, held, by=by, why=why)
