"""Remembers rendered chapters between the reports that one process makes, as the preview does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.publishing.page.captions import CaptionCounts
    from analysis.publishing.page.chapter_page import ChapterPage
    from analysis.publishing.run.executed import Executed


@dataclass(slots=True)
class _Remembered:
    executed: tuple[Executed, str]
    pages: dict[CaptionCounts, ChapterPage] = field(default_factory=dict)


class RememberedChapters:
    """The executed notebook of each chapter and its rendering, as long as its state is the same.

    A state is a text that differs whenever the chapter could: it covers the notebook, its outputs,
    and what else is rendered into it. Our own code is not part of it, so that a memory must not
    outlive the modules that filled it.

    Attributes
    ----------
    counts
        The figures and tables before each chapter, by its id, when it was rendered last.
    """

    def __init__(self) -> None:
        self.counts: dict[str, CaptionCounts] = {}
        self._known: dict[str, tuple[str, _Remembered]] = {}

    def executed(
        self, chapter: str, state: str, make: Callable[[], tuple[Executed, str]]
    ) -> tuple[Executed, str]:
        """Return the chapter in this state with its notebook's text, made first if it is new."""
        if chapter not in self._known or self._known[chapter][0] != state:
            self._known[chapter] = state, _Remembered(make())
        return self._known[chapter][1].executed

    def forget(self, chapter: str) -> None:
        """Forget a chapter whose state is not known."""
        self._known.pop(chapter, None)

    def page(self, chapter: str, counts: CaptionCounts) -> ChapterPage | None:
        """Return the rendering after as many figures and tables; None when there is none."""
        known = self._known.get(chapter)
        return known[1].pages.get(counts) if known else None

    def keep_page(self, chapter: str, counts: CaptionCounts, page: ChapterPage) -> None:
        """Keep a rendering; one with problems too, since the same chapter has them again."""
        if chapter in self._known:
            self._known[chapter][1].pages = {counts: page}
