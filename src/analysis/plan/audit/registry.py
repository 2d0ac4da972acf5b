"""A rule: a small function over the plan's tables, with a name and a sentence that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.plan import RawPlan


class Kind(StrEnum):
    """What a rule looks at; the findings are grouped by it."""

    ARITHMETIC = "arithmetic"
    PROSE = "prose"
    TABLES = "tables"
    STATUS = "status"
    COUNT = "count"
    REFERENCE = "reference"
    IMPOSSIBLE = "impossible"
    NAME = "name"


#: The Dutch label of each kind.
KIND_LABELS = {
    Kind.ARITHMETIC: "Rekenwerk",
    Kind.PROSE: "Tekst tegen tekst of tabel",
    Kind.TABLES: "Tabel tegen tabel",
    Kind.STATUS: "Status",
    Kind.COUNT: "Telling",
    Kind.REFERENCE: "Verwijzing",
    Kind.IMPOSSIBLE: "Onmogelijke waarde",
    Kind.NAME: "Naam",
}


class Severity(StrEnum):
    """How much a contradiction of this kind misleads a reader."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two passages that contradict each other, before the rule adds its name.

    Attributes
    ----------
    settle
        What would settle this one, in Dutch, where the rule's own words do not fit.
    """

    here: Passage
    there: Passage
    why: str
    certainty: Certainty = Certainty.CERTAIN
    settle: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that looks for one kind of contradiction.

    Attributes
    ----------
    name
        The name in findings and acknowledgements.
    kind, severity
        Its group, and how much such a contradiction misleads.
    explains
        What it checks, as a Dutch sentence for readers.
    settle
        What would settle a finding, in Dutch.
    find
        The function itself.
    """

    name: str
    kind: Kind
    severity: Severity
    explains: str
    settle: str
    find: Callable[[RawPlan], Iterator[Clash]]

    def __call__(self, plan: RawPlan) -> list[Finding]:
        """Return every contradiction that the rule finds in the plan."""
        return [
            Finding(
                self.name,
                clash.here,
                clash.there,
                clash.why,
                clash.certainty,
                clash.settle or self.settle,
            )
            for clash in self.find(plan)
        ]


def rule(
    kind: Kind, severity: Severity, *, explains: str, settle: str
) -> Callable[[Callable[[RawPlan], Iterator[Clash]]], Rule]:
    """Return a decorator that makes a function a rule of the same name."""

    def made(find: Callable[[RawPlan], Iterator[Clash]]) -> Rule:
        return Rule(find.__name__, kind, severity, explains, settle, find)

    return made
