"""One answer to one question about a project: the verdict, what shows it, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.errors import PlanmonitorError

_SHOWN = 3


class Verdict(StrEnum):
    """How an answer turns out."""

    GOOD = "good"
    STALE = "stale"  # right once, and a command makes it right again
    BAD = "bad"
    ASK = "ask"  # no program can tell; a person must

    @property
    def is_well(self) -> bool:
        """Whether a run need not fail for it."""
        return self in {Verdict.GOOD, Verdict.ASK}


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer.

    Attributes
    ----------
    subject
        What was asked, such as `data 2023`.
    verdict
        How it turned out.
    evidence
        What shows it.
    remedy
        What to do; empty when all is well.
    """

    subject: str
    verdict: Verdict
    evidence: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" To do: {self.remedy}" if self.remedy else ""
        return f"{self.verdict:<5}  {self.subject}: {self.evidence}.{remedy}"


def bad(subject: str, error: PlanmonitorError) -> Finding:
    """Return the finding of an error, with its first problem and how many there are."""
    first, *others = error.problems
    more = f" (and {len(others)} more)" if others else ""
    evidence = f"{first.where}: {first.found.splitlines()[0]}, expected {first.expected}{more}"
    return Finding(subject, Verdict.BAD, evidence, first.remedy)


def some(items: Iterable[str]) -> str:
    """Name the first few of many.

    >>> some(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    names = list(items)
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
