"""The numbered headings of a document, and the section that a line is in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class NumberedHeading:
    """A numbered heading and the lines it takes."""

    number: str
    title: str
    line: int
    last_line: int

    @property
    def level(self) -> int:
        """Its depth: 1 for a chapter."""
        return self.number.count(".") + 1


class Outline:
    """All headings of a plan, in order."""

    def __init__(self, headings: Sequence[NumberedHeading]) -> None:
        self.headings = tuple(headings)
        self._starts = [heading.line for heading in headings]

    def at(self, line: int) -> NumberedHeading | None:
        """Return the heading under which a line stands, None before the first."""
        place = bisect_right(self._starts, line)
        return self.headings[place - 1] if place else None

    def chapter(self, line: int) -> str:
        """Return the number of the chapter that a line stands in, empty before the first."""
        here = self.at(line)
        return here.number.split(".")[0] if here else ""

    def before(self, heading: NumberedHeading) -> NumberedHeading | None:
        """Return the previous heading of the same depth, or None for the first one."""
        place = self.headings.index(heading)
        return next((h for h in reversed(self.headings[:place]) if h.level == heading.level), None)

    def parent(self, heading: NumberedHeading, level: int) -> NumberedHeading | None:
        """Return the heading of a given depth above one."""
        number = ".".join(heading.number.split(".")[:level])
        return next((h for h in self.headings if h.number == number), None)

    def end(self, heading: NumberedHeading) -> int | None:
        """Return the line of the next heading that is not under this one, None at the end."""
        place = self.headings.index(heading)
        rest = self.headings[place + 1 :]
        return next((h.line for h in rest if not h.number.startswith(f"{heading.number}.")), None)
