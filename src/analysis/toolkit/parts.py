"""The parts that a figure or table compares: the plan's chapters, or the sections of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.toolkit.labels import sentence_case
from analysis.toolkit.per_chapter import WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import Chapter, ReportSettings


@dataclass(frozen=True, slots=True)
class Parts:
    """A division of the milestones, with Dutch names.

    `by` is the column that names the part, `chapter` or `section`; the labels are the heading of
    each; `one` and `many` are the Dutch word for a part: `onderdeel`, `onderdelen`.
    """

    by: str
    labels: Mapping[str, str]
    one: str
    many: str


def parts_of(tables: PlanTables, chapter: Chapter, settings: ReportSettings) -> Parts:
    """Return the parts of a chapter: its sections, or for the whole plan its chapters."""
    if not chapter.sections:
        titles = {known.id: known.title for known in settings.chapters}
        return Parts("chapter", titles, "hoofdstuk", "hoofdstukken")
    pairs = tables.milestones[["section", "section_title"]].drop_duplicates().to_numpy().tolist()
    labels = {section: f"{section} {sentence_case(title)}" for section, title in pairs}
    return Parts("section", labels, "onderdeel", "onderdelen")


def share_of(tables: PlanTables, chapter: str, *, whole: bool) -> pd.Series | None:
    """Return the row of the result `realisation` of a chapter or of the whole plan.

    None for a chapter without evaluated milestones.
    """
    rows = tables.result("realisation")
    chosen = (rows["group"] == "plan") if whole else (rows["group"] == "chapter")
    found = rows.loc[chosen & (rows["chapter"] == (WHOLE if whole else chapter))]
    return None if found.empty else found.iloc[0]
