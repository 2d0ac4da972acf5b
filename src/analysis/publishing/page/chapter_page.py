"""A rendered chapter, and what the rest of the page needs to know about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.errors import Problem
    from analysis.publishing.page.captions import CaptionCounts
    from analysis.publishing.page.prose import SectionHeading


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """A chapter as HTML.

    Attributes
    ----------
    id, title, html
        The id of its element, its title, and its content.
    sections
        The headings that the navigation lists.
    counts
        How many figures and tables the report has up to and including this chapter.
    problems
        What makes it unfit to be published.
    """

    id: str
    title: str
    html: str
    sections: tuple[SectionHeading, ...]
    counts: CaptionCounts
    problems: tuple[Problem, ...]
