"""A rendered chapter, and what the rest of the page needs to know about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.publishing.page.reading import PageContent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.errors import Problem
    from analysis.publishing.page.captions import CaptionCounts
    from analysis.publishing.page.prose import SectionHeading


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """A chapter as HTML, with the headings that the navigation lists.

    `counts` are the figures and tables of the report up to and including this chapter; `problems`
    make it unfit to be published; `places` names the cell of each id and of each link to one.
    `content` is what the checks of the page read in it.
    """

    id: str
    title: str
    html: str
    sections: tuple[SectionHeading, ...]
    counts: CaptionCounts
    problems: tuple[Problem, ...]
    places: Mapping[str, str] = field(default_factory=dict)
    content: PageContent = field(default_factory=PageContent)
