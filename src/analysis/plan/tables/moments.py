"""Reads the moments that Dutch prose names: `eind 2026`, `Q1 van 2023`, `23 december`."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
    *("oktober", "november", "december"),
)
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
#: The first and last month of a part of a year.
_PARTS = {
    "begin": (1, 4),
    "voorjaar": (2, 6),
    "lente": (3, 6),
    "midden": (4, 9),
    "medio": (4, 9),
    "half": (5, 8),
    "halfweg": (5, 8),
    "zomer": (6, 9),
    "najaar": (8, 12),
    "herfst": (9, 12),
    "eind": (9, 12),
    "einde": (9, 12),
}
#: The first and last day of a part of a month.
_THIRDS = {"begin": (1, 10), "midden": (11, 20), "medio": (11, 20), "half": (11, 20)}
_LAST_THIRD = 21
_YEAR = r"(?:19|20)\d\d"
_PART_WORDS = "|".join(sorted(_PARTS, key=len, reverse=True))
_MONTH_WORDS = "|".join(MONTHS)
_MOMENT = re.compile(
    rf"(?<![\w/.])(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/[‘’']?(?P<dy>\d{{4}}|\d\d)(?![\d/])"
    rf"|(?:(?P<day>\d{{1,2}})|\b(?P<third>begin|midden|medio|half|eind|einde))?"
    rf"(?:\s|\b)(?P<month>{_MONTH_WORDS})\b(?:\s+(?P<my>{_YEAR})\b)?"
    rf"|\bQ(?P<q>[1-4])(?:\s+(?:van\s+)?(?P<qy>{_YEAR}))?\b"
    rf"|\b(?P<yq>{_YEAR})/Q(?P<qq>[1-4])\b"
    rf"|\b(?P<nth>eerste|tweede|derde|vierde|laatste)\s+kwartaal(?:\s+(?:van\s+)?(?P<ny>{_YEAR}))?"
    rf"|\bkwartaal\s+(?P<kw>[1-4])\s+van\s+(?P<ky>{_YEAR})"
    rf"|\b(?P<half>eerste|tweede)\s+helft\s+(?:van\s+)?(?P<hy>{_YEAR})"
    rf"|\b(?P<part>{_PART_WORDS})\s+(?:van\s+)?(?P<py>{_YEAR})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A day, or the first and last day of a period, and where the text names it."""

    printed: str
    first: date
    last: date
    start: int
    end: int

    @property
    def is_day(self) -> bool:
        """Whether the text names one day."""
        return self.first == self.last

    def excludes(self, other: TimeSpan) -> bool:
        """Return whether no day belongs to both."""
        return self.last < other.first or other.last < self.first


def moments(text: str, year: int) -> list[TimeSpan]:
    """Return the moments in a text; those without a year are in `year`.

    >>> [str(each.first) for each in moments("eind 2026, of op 3 mei", 2031)]
    ['2026-09-01', '2031-05-03']
    """
    return list(_found(text, year))


def _found(text: str, year: int) -> Iterator[TimeSpan]:
    for match in _MOMENT.finditer(text):
        period = _period(match, year)
        if period:
            printed = match[0]
            start = match.start() + len(printed) - len(printed.lstrip())
            yield TimeSpan(printed.strip(), *period, start, match.end())


def _period(match: re.Match[str], year: int) -> tuple[date, date] | None:
    """Return the first and last day of a match; None for a date that does not exist."""
    found = {name: text.lower() for name, text in match.groupdict().items() if text}
    years = (
        found[name] for name in ("dy", "my", "qy", "yq", "ny", "ky", "hy", "py") if name in found
    )
    named = int(next(years, year))
    named += 2000 if named < 100 else 0  # noqa: PLR2004 - two digits
    if "d" in found:
        return _day(named, int(found["m"]), int(found["d"]))
    if "month" in found:
        return _in_month(named, MONTHS.index(found["month"]) + 1, found)
    if "part" in found:
        return _months(named, *_PARTS[found["part"]])
    if "half" in found:
        return _months(named, *((1, 6) if found["half"] == "eerste" else (7, 12)))
    quarter = int(found.get("q") or found.get("qq") or found.get("kw") or _ORDINALS[found["nth"]])
    return _months(named, 3 * quarter - 2, 3 * quarter)


def _in_month(year: int, month: int, found: dict[str, str]) -> tuple[date, date] | None:
    if "day" in found:
        return _day(year, month, int(found["day"]))
    last = calendar.monthrange(year, month)[1]
    if "third" not in found:
        return date(year, month, 1), date(year, month, last)
    first, end = _THIRDS.get(found["third"], (_LAST_THIRD, last))
    return date(year, month, first), date(year, month, end)


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
