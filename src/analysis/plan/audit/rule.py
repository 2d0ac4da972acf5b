"""A rule of the audit: a small function over the plan's tables, with a Dutch explanation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import AuditFinding, Certainty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.printed_tables import PrintedTables


class RuleKind(StrEnum):
    """What a rule checks; the report groups the findings by it."""

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
    RuleKind.ARITHMETIC: "Rekenwerk",
    RuleKind.PROSE: "Tekst tegen tekst of tabel",
    RuleKind.TABLES: "Tabel tegen tabel",
    RuleKind.STATUS: "Status",
    RuleKind.COUNT: "Telling",
    RuleKind.REFERENCE: "Verwijzing",
    RuleKind.IMPOSSIBLE: "Onmogelijke waarde",
    RuleKind.NAME: "Naam",
}


class Severity(StrEnum):
    """How much a contradiction misleads a reader."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two passages that contradict each other, as a rule's function yields them.

    `settle` is the source that settles this clash, in Dutch; empty to use that of the rule.
    """

    here: Passage
    there: Passage
    why: str
    certainty: Certainty = Certainty.CERTAIN
    settle: str = ""


@dataclass(frozen=True, slots=True)
class AuditRule:
    """A function that looks for one kind of contradiction.

    `severity` is how much a contradiction misleads. `explains` says what the rule checks, as a
    Dutch sentence for readers; `settle` is the source that settles a finding, in Dutch.
    """

    name: str
    kind: RuleKind
    severity: Severity
    explains: str
    settle: str
    find: Callable[[PrintedTables], Iterator[Clash]]

    def __call__(self, plan: PrintedTables) -> list[AuditFinding]:
        """Return the findings of this rule in a plan."""
        return [
            AuditFinding(
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
    kind: RuleKind, severity: Severity, *, explains: str, settle: str
) -> Callable[[Callable[[PrintedTables], Iterator[Clash]]], AuditRule]:
    """Return a decorator that turns a function into a rule of the same name."""

    def decorate(find: Callable[[PrintedTables], Iterator[Clash]]) -> AuditRule:
        return AuditRule(find.__name__, kind, severity, explains, settle, find)

    return decorate
