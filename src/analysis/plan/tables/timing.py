"""The printed timing of a planned milestone, read as quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR_OR_QUARTERS = re.compile(
    r"(?P<year>20\d\d)(?!\d)|Q(?P<first>[1-4])(?:\s*[-–]\s*(?:(?P<to>20\d\d)/)?Q?(?P<last>[1-4]))?"
)
_QUARTERS_A_YEAR = 4
_NO_QUARTER = re.compile(r"\bQ(?![1-4](?!\d))\w*|\bQ\d\s*[-–]\s*[05-9]\b")
# What a cell may say instead of quarters: "zie" refers to another section, "nvt" gives no timing.
_NO_TIME = re.compile(r"doorlopend|ad hoc|\bzie \d|^n\.?v\.?t\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timing:
    """When a milestone is planned.

    The quarters are codes such as `2023Q1`, in order, each once; none when no quarter is named.
    `continuous` runs without an end date ("doorlopend"), `ad_hoc` is done when needed ("ad hoc").
    """

    quarters: tuple[str, ...] = ()
    continuous: bool = False
    ad_hoc: bool = False


def parse_timing(printed: str, plan_year: int) -> Timing:
    """Read a printed timing: `2023/Q1-Q2`, `2023/Q1, Q2 en Q4`, `Q1`, `doorlopend`, `Ad hoc`.

    A quarter without a year belongs to the last year named before it, or else to the plan's year.
    A text that names no quarter gives none; words such as "najaar" are not interpreted.

    >>> parse_timing("2023/Q1, Q3-Q4", 2023).quarters
    ('2023Q1', '2023Q3', '2023Q4')
    """
    spans = [range(first, last + 1) for first, last, _ in _spans(printed, plan_year)]
    return Timing(
        quarters=tuple(_code(quarter) for quarter in sorted(set(chain.from_iterable(spans)))),
        continuous="doorlopend" in printed.lower(),
        ad_hoc="ad hoc" in printed.lower(),
    )


def unreadable_part(printed: str) -> str:
    """Return the part of a printed timing that cannot be read, empty where all of it can.

    That is a quarter outside 1 to 4, a range that ends before it begins, or the whole text when it
    names no quarter and none of the words that replace one.

    >>> unreadable_part("2023/Q1, Q5"), unreadable_part("2023/Q3-Q1"), unreadable_part("eens")
    ('Q5', 'Q3-Q1', 'eens')
    >>> unreadable_part("Oplevering 2023/Q2"), unreadable_part("Zie 6.1.10")
    ('', '')
    """
    if wrong := _NO_QUARTER.search(printed):
        return wrong[0]
    spans = list(_spans(printed, 0))
    turned = next((text for first, last, text in spans if last < first), "")
    return turned or ("" if spans or _NO_TIME.search(printed) else printed.strip())


def _spans(printed: str, year: int) -> Iterator[tuple[int, int, str]]:
    """Yield each quarter or range of them: the first and last, counted from year 0, as printed."""
    for match in _YEAR_OR_QUARTERS.finditer(printed):
        if match["year"]:
            year = int(match["year"])
            continue
        first = year * _QUARTERS_A_YEAR + int(match["first"]) - 1
        year = int(match["to"] or year)
        last = year * _QUARTERS_A_YEAR + int(match["last"] or match["first"]) - 1
        yield first, last, match[0]


def _code(quarter: int) -> str:
    year, part = divmod(quarter, _QUARTERS_A_YEAR)
    return f"{year}Q{part + 1}"
