"""A finding of the audit: two passages of the plan that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Certainty(StrEnum):
    """How certain a contradiction is.

    Certain: the passages cannot both be right as printed. Probable: they contradict each other
    unless they are about different things. Weak: worth a look.
    """

    CERTAIN = "certain"
    PROBABLE = "probable"
    WEAK = "weak"

    @property
    def rank(self) -> int:
        """The position in the order certain (0), probable (1), weak (2)."""
        return list(Certainty).index(self)

    def at_most(self, other: Certainty) -> Certainty:
        """Return the less certain of the two.

        >>> Certainty.CERTAIN.at_most(Certainty.PROBABLE).value
        'probable'
        """
        return max(self, other, key=lambda certainty: certainty.rank)


@dataclass(frozen=True, slots=True)
class Passage:
    """A printed text and its place in the plan.

    Attributes
    ----------
    table
        The raw table, or `prose` for running text.
    section
        The number of the section that holds the first line; empty if unknown.
    lines
        Line numbers in the document, ascending.
    printed
        The value as printed, or `(leeg)` for an empty cell.
    subject
        What the value is about, in the plan's own words.
    """

    table: str
    section: str
    lines: tuple[int, ...]
    printed: str
    subject: str = ""
    page: int | None = None

    def with_text(self, printed: str) -> Passage:
        """Return the same place with another text."""
        return replace(self, printed=printed)


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Two passages, `here` and `there`, in which the plan contradicts itself.

    `why` is a Dutch sentence that needs no knowledge of the rule. `settle` is the source that
    settles which passage is right, in Dutch. `known` is the reason from its acknowledgement.
    """

    rule: str
    here: Passage
    there: Passage
    why: str
    certainty: Certainty
    settle: str
    known: str = ""

    @property
    def lines(self) -> tuple[int, ...]:
        """The distinct lines of both passages, ascending."""
        return tuple(sorted({*self.here.lines, *self.there.lines}))


def joined(passages: list[Passage], separator: str = " en ") -> Passage:
    """Join passages of one table into one; subject, section and page come from the first."""
    first = passages[0]
    lines = sorted({line for passage in passages for line in passage.lines})
    texts = separator.join(passage.printed for passage in passages)
    return replace(first, lines=tuple(lines), printed=texts)
