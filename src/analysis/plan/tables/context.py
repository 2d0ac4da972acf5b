"""What typing a table needs: its raw cells, and the plan's chapters, headings and measures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from analysis.plan.tables.places import Sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings import ReportSettings


@dataclass(frozen=True, slots=True)
class RawTable:
    """A raw table: its cells as `printed`, all of type str, and with the corrections of the year.

    `where` is the file, for messages.
    """

    printed: pd.DataFrame
    cells: pd.DataFrame
    where: str


@dataclass(frozen=True)
class Context:
    """The plan around a table: the raw table `measures`, the typed table `headings`, the settings.

    `aliases` is the result of `analysis.plan.tables.measures.alias_table`.
    """

    year: int
    settings: ReportSettings
    measures: pd.DataFrame
    aliases: Mapping[str, str]
    headings: pd.DataFrame

    @cached_property
    def heading_by_number(self) -> pd.DataFrame:
        """The headings, indexed by section number."""
        return self.headings.set_index("number")

    @cached_property
    def measure_by_id(self) -> pd.DataFrame:
        """The measures, indexed by id; empty cells are missing."""
        return self.measures.replace("", pd.NA).set_index("measure", drop=False)

    @cached_property
    def sections(self) -> Sections:
        """The section of each line."""
        return sections_of(self.headings)

    def headings_of(self, sections: pd.Series) -> pd.DataFrame:
        """Return the heading of each section; an unknown section gives missing values."""
        return self.heading_by_number.reindex(sections).set_index(sections.index)

    def measures_of(self, ids: pd.Series) -> pd.DataFrame:
        """Return the measure of each id; an unknown id gives missing values."""
        return self.measure_by_id.reindex(ids).set_index(ids.index)

    def chapters_of(self, sections: pd.Series) -> pd.Series:
        """Return the id of the chapter that covers each section, missing where none does."""
        return chapters_of(sections, self.settings)


def chapters_of(sections: pd.Series, settings: ReportSettings) -> pd.Series:
    """Return the id of the chapter that covers each section, missing where none does."""
    return sections.map(settings.chapter_of).astype("str")


def sections_of(headings: pd.DataFrame) -> Sections:
    """Return the section of each line, from the typed table `headings`."""
    return Sections(zip(map(int, headings["line"]), map(str, headings["number"]), strict=True))
