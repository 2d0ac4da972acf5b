"""The parts of the plan that a figure or table sets side by side: chapters, or sections of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.toolkit.labels import sentence_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import Chapter, ReportSettings


@dataclass(frozen=True, slots=True)
class Parts:
    """How the milestones are divided, and what a Dutch reader calls the parts.

    Attributes
    ----------
    by
        The column that names the part: `chapter` or `section`.
    labels
        The heading of each part.
    one, many
        The Dutch word for a part: `onderdeel`, `onderdelen`.
    """

    by: str
    labels: Mapping[str, str]
    one: str
    many: str


def parts_of(tables: PlanTables, chapter: Chapter, settings: ReportSettings) -> Parts:
    """Return what a chapter is divided in: the plan's sections, or for the whole its chapters."""
    if not chapter.sections:
        titles = {known.id: known.title for known in settings.chapters}
        return Parts("chapter", titles, "hoofdstuk", "hoofdstukken")
    pairs = tables.milestones[["section", "section_title"]].drop_duplicates().to_numpy().tolist()
    labels = {section: f"{section} {sentence_case(title)}" for section, title in pairs}
    return Parts("section", labels, "onderdeel", "onderdelen")
