"""The chapter that a reader of a draft has open: it runs first and is shown before the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.publishing.page.captions import CaptionCounts


@dataclass(frozen=True, slots=True)
class OpenedChapter:
    """The chapter that a reader has open.

    Parameters
    ----------
    id
        The chapter's id.
    counts
        The figures and tables before it, as many as in the last report.
    show
        Gets the chapter's HTML once it is rendered, on the thread that rendered it.
    """

    id: str
    counts: CaptionCounts
    show: Callable[[str], object]
