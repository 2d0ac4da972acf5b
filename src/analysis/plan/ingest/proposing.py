"""What a reading leaves for a person: proposals, and the text of the plan to look them up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.ingest.doubts import propose_rows
from analysis.plan.ingest.figure_proposals import propose_figures
from analysis.plan.ingest.labels import propose_labels

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project
    from analysis.plan.ingest.figure_proposals import KeptTables
    from analysis.plan.ingest.plan import RawPlan
    from analysis.plan.ingest.proposals import Proposal


def propose(plan: RawPlan, kept: KeptTables) -> list[Proposal]:
    """Return what a reading proposes: measures for labels, figures, and rows to confirm."""
    tables = plan.tables
    return [
        *propose_labels(tables, kept.measures),
        *propose_figures(tables, kept),
        *propose_rows(plan.notes, tables),
    ]


def keep_text(project: Project, plan: RawPlan) -> None:
    """Keep the text of a plan in the cache, for the prose is not kept with the tables."""
    path = text_file(project, plan.year)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(plan.lines) + "\n", encoding="utf-8")


def kept_text(project: Project, year: int) -> list[str]:
    """Return the lines of the document that was read last for a year; none if it is not here."""
    path = text_file(project, year)
    return path.read_text(encoding="utf-8").split("\n")[:-1] if path.is_file() else []


def text_file(project: Project, year: int) -> Path:
    """Return where the text of a year's document is kept."""
    return project.cache / "text" / f"{year}.txt"
