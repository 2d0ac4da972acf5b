"""What a rule finds: two passages of the plan that cannot both be right, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Certainty(StrEnum):
    """How sure a contradiction is.

    Certain: the two cannot both be right as printed. Probable: they can, but only if they are about
    different things. Weak: worth a look.
    """

    CERTAIN = "certain"
    PROBABLE = "probable"
    WEAK = "weak"

    @property
    def rank(self) -> int:
        """The place in the order from certain (0) to weak."""
        return list(Certainty).index(self)

    def at_most(self, other: Certainty) -> Certainty:
        """Return the less sure of the two.

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
        The number of the section of the first line; empty where unknown.
    lines
        The lines of the document, ascending.
    printed
        The value as printed; for a cell that is empty, words that say so.
    subject
        What the value is about, in the plan's own words.
    page
        The page in the plan, where known.
    """

    table: str
    section: str
    lines: tuple[int, ...]
    printed: str
    subject: str = ""
    page: int | None = None

    def saying(self, printed: str) -> Passage:
        """Return the same place with another text."""
        return replace(self, printed=printed)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the plan contradicts itself.

    Attributes
    ----------
    rule
        The name of the rule that found it.
    here, there
        The two passages.
    why
        Why they contradict each other, as a Dutch sentence for a reader who knows no rules.
    certainty
        How sure it is.
    settle
        What would settle it, in Dutch.
    known
        The reason of an acknowledgement; empty where there is none.
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
        """The lines of both passages, ascending, without repeats."""
        return tuple(sorted({*self.here.lines, *self.there.lines}))


def joined(passages: list[Passage], separator: str = " en ") -> Passage:
    """Return several passages of one table as one, their texts joined.

    The subject, section and page are those of the first.
    """
    first = passages[0]
    lines = sorted({line for passage in passages for line in passage.lines})
    texts = separator.join(passage.printed for passage in passages)
    return replace(first, lines=tuple(lines), printed=texts)
