"""Proposals that come from results and not from the reading: successors, and findings to judge."""

from __future__ import annotations

import pandas as pd

from analysis.plan.ingest.proposals import Proposal
from analysis.plan.review.findings import finding_id
from analysis.plan.tables.decided import NO_SUCCESSOR

#: How likely a finding is right, by its certainty.
_CERTAIN = {"certain": 95, "probable": 70, "weak": 40}


def proposed_successors(matches: pd.DataFrame, milestones: pd.DataFrame) -> list[Proposal]:
    """Return the outcome of the search for each milestone that promises a sequel.

    Parameters
    ----------
    matches
        The result `successor_search`.
    milestones
        The typed table.
    """
    rows = milestones.set_index("line")
    labels = rows["label"].to_dict()
    columns = [matches[name] for name in ("evaluated_line", "planned_line", "nearest_line")]
    scores = matches["score"].fillna(1 - matches["best_label_score"])
    found = []
    for line, planned, nearest, score, sure in zip(
        *columns, scores, matches["confidence"].astype(str), strict=True
    ):
        there = not pd.isna(planned)
        other = planned if there else nearest
        near = () if pd.isna(other) else (f"{other}: '{labels.get(other, '')}'",)
        found.append(
            Proposal(
                kind="successor",
                id=str(line),
                subject=labels[line],
                line=int(line),
                value=str(planned) if there else NO_SUCCESSOR,
                score=round(100 * score),
                reasons=(f"confidence: {sure}", *near),
                section=str(rows["section"][line]),
            )
        )
    return found


def proposed_findings(findings: pd.DataFrame) -> list[Proposal]:
    """Return the findings of the audit that are not acknowledged, as proposals to agree with.

    `findings` has the columns of `analysis.plan.audit.COLUMNS`.
    """
    rows = findings.loc[findings["known"] == ""].to_dict("records")
    once = {finding_id(row): row for row in reversed(rows)}  # the first of equal ones
    return [
        Proposal(
            kind="finding",
            id=name,
            subject=f"{row['rule']}: {row['subject'] or row['other_subject']}",
            line=int((str(row["lines"]).split() or ["0"])[0]),
            value=f"{row['printed']} ≠ {row['other_printed']}",
            score=_CERTAIN.get(str(row["certainty"]), 0),
            reasons=(str(row["why"]), str(row["settle"])),
            section=str(row["section"]),
        )
        for name, row in reversed(once.items())
    ]
