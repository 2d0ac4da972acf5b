"""Builds the tables of a year and computes its results, each only when something has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.stages import refresh, stages_stand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project

tables_stand = stages_stand


def ensure_tables(project: Project, year: int) -> Mapping[str, int] | None:
    """Refresh a year's stages; return the rows of what was made, None when everything stood."""
    made = refresh(project, year)
    return {name: n for one in made for name, n in one.rows.items()} if made else None
