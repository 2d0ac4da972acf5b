"""The printed timing of a planned milestone, read as quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR_OR_QUARTERS = re.compile(
    r"(?P<year>20\d\d)(?!\d)|Q(?P<first>[1-4])(?:\s*[-–]\s*(?:(?P<to>20\d\d)/)?Q?(?P<last>[1-4]))?"
)
_QUARTERS_A_YEAR = 4


@dataclass(frozen=True, slots=True)
class Timing:
    """When a milestone is planned.

    Attributes
    ----------
    quarters
        Codes such as `2023Q1`, in order, each once; empty when no quarter is named.
    continuous
        The plan says that it runs on without an end ("doorlopend").
    ad_hoc
        The plan says that it is done when needed ("ad hoc").
    """

    quarters: tuple[str, ...] = ()
    continuous: bool = False
    ad_hoc: bool = False


def parse_timing(printed: str, plan_year: int) -> Timing:
    """Read a printed timing: `2023/Q1-Q2`, `2023/Q1, Q2 en Q4`, `Q1`, `doorlopend`, `Ad hoc`.

    A quarter without a year belongs to the last year named before it, or else to the plan's year.
    A text that names no quarter gives none: nothing is guessed from words such as "najaar".

    >>> parse_timing("2023/Q1, Q3-Q4", 2023).quarters
    ('2023Q1', '2023Q3', '2023Q4')
    """
    year, quarters = plan_year, list[int]()
    for match in _YEAR_OR_QUARTERS.finditer(printed):
        if match["year"]:
            year = int(match["year"])
            continue
        first = year * _QUARTERS_A_YEAR + int(match["first"]) - 1
        year = int(match["to"] or year)
        last = year * _QUARTERS_A_YEAR + int(match["last"] or match["first"]) - 1
        quarters.extend(range(first, last + 1))
    return Timing(
        quarters=tuple(_code(quarter) for quarter in sorted(set(quarters))),
        continuous="doorlopend" in printed.lower(),
        ad_hoc="ad hoc" in printed.lower(),
    )


def _code(quarter: int) -> str:
    year, part = divmod(quarter, _QUARTERS_A_YEAR)
    return f"{year}Q{part + 1}"
