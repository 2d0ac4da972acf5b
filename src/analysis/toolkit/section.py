"""A section of a chapter: what several chapters show in the same order, with the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.toolkit.one_page import OnePage
    from analysis.toolkit.sentence import Prose
    from analysis.toolkit.tables.cards import Cards
    from analysis.toolkit.tables.key_figures import KeyFigures

    Shown = Chart | Table | KeyFigures | Cards | OnePage | Prose | str | None

_KINDS = {Chart: "fig", Table: "tbl"}


class Part(NamedTuple):
    """One thing in a section: an item, None when the plan has nothing for it.

    The name is the last part of the label of a figure or table: `status` in
    `fig-activering-status`. An optional item that the plan has nothing for is passed over without a
    word.
    """

    item: Shown
    name: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Section:
    """The parts of a section of a chapter, in order.

    A part is a text, or an item with its name. A text that begins with `##` is the heading; it goes
    into the navigation like a heading in a notebook's own prose.
    """

    chapter: str
    parts: tuple[Part, ...]

    def shown(self) -> Iterator[tuple[Shown, str]]:
        """Yield each item that is shown, with its label: empty for what is no figure or table."""
        for part in self.parts:
            if part.item is not None or not part.optional:
                yield part.item, self._label(part)

    def _label(self, part: Part) -> str:
        kind = _KINDS.get(type(part.item))
        chapter = self.chapter.replace("_", "-")
        return f"{kind}-{chapter}-{part.name}" if kind and part.name else ""


def joined(*sections: Section | None) -> Section:
    """Return the parts of several sections of one chapter; None stands for a section left out."""
    known = [one for one in sections if one is not None]
    return Section(known[0].chapter, tuple(part for one in known for part in one.parts))


def section(chapter: str, *parts: Part | Prose | str) -> Section:
    """Make a section of a chapter, by its id, of parts and of texts that are shown as they are."""
    return Section(chapter, tuple(p if isinstance(p, Part) else Part(p) for p in parts))
