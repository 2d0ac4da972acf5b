"""Durations as printed, such as `4,5 maand` or `8 weken`, compared in the same unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.dutch import parse_number
from analysis.plan.audit.finding import Certainty

#: Days in one unit; months and years have no fixed number.
_DAYS = {"dag": 1.0, "week": 7.0, "maand": 30.44, "jaar": 365.25}
_FIXED = {"dag", "week"}
_HALF = {"anderhalve": "1,5", "een": "1", "één": "1"}
_TERM = re.compile(
    r"(?P<count>\d+(?:,\d+)?|anderhalve|een|één)\s*-?\s*(?:kalender|werk)?"
    r"(?P<unit>dag|we+k|maand|jaar)(?:en)?\b",
    re.IGNORECASE,
)
# How many days per month a term in months may differ from one in days: months have 28 to 31.
_MONTH_SLACK = 2.5


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days, weeks, months or years, as printed."""

    count: float
    unit: str
    printed: str

    @property
    def days(self) -> float:
        """The length in days; a month or a year counts as its average."""
        return self.count * _DAYS[self.unit]


def durations(text: str) -> list[Duration]:
    """Return every term that a text names, in order.

    >>> [term.printed for term in durations("binnen 30 kalenderdagen, of 8 weken")]
    ['30 kalenderdagen', '8 weken']
    """
    return [
        Duration(_count(match["count"]), _unit(match["unit"]), match[0])
        for match in _TERM.finditer(text)
    ]


def compare_durations(one: Duration, other: Duration) -> Certainty | None:
    """Tell whether two terms differ; None when they are the same.

    Days and weeks are exact. A month against days may be 28 to 31 of them each.
    """
    if one.unit == other.unit:
        return None if one.count == other.count else Certainty.CERTAIN
    off = abs(one.days - other.days)
    if one.unit in _FIXED and other.unit in _FIXED:
        return Certainty.CERTAIN if off else None
    months = max(one.days, other.days) / _DAYS["maand"]
    return Certainty.CERTAIN if off > _MONTH_SLACK * months else None


def _count(text: str) -> float:
    number = parse_number(_HALF.get(text.lower(), text))
    return 0.0 if number is None else number


def _unit(text: str) -> str:
    return "week" if text.lower().startswith("we") else text.lower()
