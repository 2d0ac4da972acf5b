"""Reads printed durations such as `4,5 maand` or `8 weken`, and compares them in days."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.dutch import parse_number
from analysis.plan.audit.finding import Certainty

#: Days per unit; a month and a year count as their average.
_DAYS = {"dag": 1.0, "week": 7.0, "maand": 30.44, "kwartaal": 91.31, "jaar": 365.25}
_EXACT = {"dag", "week"}
_COUNT_WORDS = {"anderhalve": "1,5", "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4"}
_DURATION = re.compile(
    r"(?P<count>\d+(?:,\d+)?|anderhalve|een|één|twee|drie|vier)\s*-?\s*(?:kalender|werk)?"
    r"(?P<unit>dag|we+k|maand|kwarta+l|jaar)(?:en)?\b",
    re.IGNORECASE,
)
# Days per month by which a duration in months may differ from one in days: a month has 28 to 31.
_MONTH_SLACK = 2.5


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days, weeks, months or years, as printed."""

    count: float
    unit: str
    printed: str

    @property
    def days(self) -> float:
        """The length in days, with the average for a month or a year."""
        return self.count * _DAYS[self.unit]


def durations(text: str) -> list[Duration]:
    """Return the durations in a text, in order.

    >>> [duration.printed for duration in durations("binnen 30 kalenderdagen, of 8 weken")]
    ['30 kalenderdagen', '8 weken']
    """
    return [
        Duration(_count(match["count"]), _unit(match["unit"]), match[0])
        for match in _DURATION.finditer(text)
    ]


def compare_durations(one: Duration, other: Duration) -> Certainty | None:
    """Return how certain it is that two durations differ; None when they can be equal.

    Days and weeks are compared exactly; a month may be 28 to 31 days.
    """
    if one.unit == other.unit:
        return None if one.count == other.count else Certainty.CERTAIN
    off = abs(one.days - other.days)
    if one.unit in _EXACT and other.unit in _EXACT:
        return Certainty.CERTAIN if off else None
    months = max(one.days, other.days) / _DAYS["maand"]
    return Certainty.CERTAIN if off > _MONTH_SLACK * months else None


def _count(text: str) -> float:
    number = parse_number(_COUNT_WORDS.get(text.lower(), text))
    return 0.0 if number is None else number


def _unit(text: str) -> str:
    known = {"we": "week", "kw": "kwartaal"}
    return known.get(text.lower()[:2], text.lower())
