"""Puts the tables of a text file together again, each kind by what its lines say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.budget import budget_grids
from analysis.plan.ingest.document.text.inspections import inspection_grids
from analysis.plan.ingest.document.text.letters import letters_grids
from analysis.plan.ingest.document.text.milestones import milestone_grids
from analysis.plan.ingest.document.text.norms import norm_grids
from analysis.plan.ingest.document.text.projects import project_grids
from analysis.plan.ingest.document.text.workforce import workforce_grids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.document.model import Grid, Line
    from analysis.plan.ingest.document.outline import Outline

_KINDS = (
    milestone_grids,
    norm_grids,
    inspection_grids,
    budget_grids,
    workforce_grids,
    letters_grids,
    project_grids,
)


def text_grids(lines: Sequence[Line], outline: Outline) -> tuple[Grid, ...]:
    """Return all tables that can be told from the text around them."""
    found = [grid for kind in _KINDS for grid in kind(lines, outline)]
    return tuple(sorted(found, key=lambda grid: grid.line))
