"""A statement of the prose as the rules compare it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Passage
from analysis.plan.audit.printed_number import PrintedNumber, read_printed
from analysis.plan.tables.moments import moments
from analysis.plan.tables.stems import content_stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.tables.moments import TimeSpan


@dataclass(frozen=True)
class Statement:
    """What a sentence says of one quantity or status: a row of the raw table `statements`."""

    row: PrintedRow

    @property
    def kind(self) -> str:
        """What it is about.

        A `number`, `percent` or change in `points`; a `term` or `moment`; a `status` or a `verdict`
        on a norm; a number of things that are then a `list`; the `code` of an objective; or the
        `place`, the section that a sentence says it is in.
        """
        return self.row["kind"]

    @property
    def role(self) -> str:
        """Its part in the sentence, such as `level`, `change` or `target`."""
        return self.row["role"]

    @property
    def direction(self) -> str:
        """`rise`, `fall`, or empty."""
        return self.row["direction"]

    @property
    def printed(self) -> str:
        """The quantity or the phrase, as printed."""
        return self.row["printed"]

    @property
    def section(self) -> str:
        """The number of its section."""
        return self.row.section

    @property
    def line(self) -> int:
        """Its line in the document."""
        return self.row.line

    @property
    def year(self) -> str:
        """The year that it is about; `2030-2031` for a school year."""
        return self.row["year"]

    @cached_property
    def place(self) -> tuple[int, int]:
        """The numbers of its paragraph and of its sentence."""
        paragraph, _, sentence = self.row["sentence"].partition(".")
        return int(paragraph or 0), int(sentence or 0)

    @cached_property
    def about(self) -> frozenset[str]:
        """The stems of the words beside it, with what it counts."""
        return frozenset([*self.row["about"].split(), *self.noun])

    @cached_property
    def noun(self) -> frozenset[str]:
        """The stems of what it counts."""
        return frozenset(content_stems(self.row["noun"]))

    @cached_property
    def sentence(self) -> frozenset[str]:
        """The stems of its whole sentence."""
        return self.about | frozenset(self.row["context"].split())

    @cached_property
    def topic(self) -> frozenset[str]:
        """The stems of the sentences before it."""
        return frozenset(self.row["topic"].split())

    @cached_property
    def number(self) -> PrintedNumber | None:
        """The printed number, or None."""
        return read_printed(self.printed)

    def moments(self, year: int) -> list[TimeSpan]:
        """Return the moments that it names; `year` is that of one that gives no year."""
        return moments(self.printed, int(self.year[:4] or year))

    @property
    def passage(self) -> Passage:
        """The printed words, with their place in the prose."""
        row = self.row
        return Passage("prose", row.section, (row.line,), self.printed, row["noun"], row.page)


def of_kind(statements: Iterable[Statement], kind: str, *roles: str) -> list[Statement]:
    """Return the statements of a kind, and of one of these roles if any are given.

    A number that cannot be read is left out.
    """
    return [
        one
        for one in statements
        if one.kind == kind
        and (not roles or one.role in roles)
        and (kind != "number" or one.number)
    ]
