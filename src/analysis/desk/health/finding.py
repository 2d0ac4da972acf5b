"""A finding about a project: the verdict, the evidence and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.errors import PlanmonitorError

_SHOWN = 3


class Verdict(StrEnum):
    """What a check concludes."""

    GOOD = "good"
    STALE = "stale"  # out of date; a command brings it up to date
    BAD = "bad"
    ASK = "ask"  # a program cannot tell; a person must answer

    @property
    def is_well(self) -> bool:
        """Whether `check` may exit with 0."""
        return self in {Verdict.GOOD, Verdict.ASK}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the evidence, the verdict, and a remedy if one is needed.

    The subject is what was checked, such as `data 2023`.
    """

    subject: str
    verdict: Verdict
    evidence: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" To do: {self.remedy}" if self.remedy else ""
        return f"{self.verdict:<5}  {self.subject}: {self.evidence}.{remedy}"


def bad(subject: str, error: PlanmonitorError) -> Finding:
    """Return the finding for an error: its first problem, and how many more there are."""
    first, *others = error.problems
    more = f" (and {len(others)} more)" if others else ""
    evidence = f"{first.where}: {first.found.splitlines()[0]}, expected {first.expected}{more}"
    return Finding(subject, Verdict.BAD, evidence, first.remedy)


def some(items: Iterable[str]) -> str:
    """List the first few of many.

    >>> some(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    names = list(items)
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
