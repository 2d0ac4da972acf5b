"""Dates, school years and quarters that cannot exist, wherever a cell names one."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from analysis.plan.audit.registry import Clash, Kind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.plan import RawPlan, Row

_DAY = r"(?<![\d/.,])(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\d/])"
_DATE = re.compile(_DAY)
_PERIOD = re.compile(
    r"(?<![\d/])(\d{1,2}/\d{1,2}/\d{2,4})\s*(?:[-–]|t\.?e\.?m\.?|tot(?: en met)?|en loopt tot)\s*"
    r"(\d{1,2}/\d{1,2}/\d{2,4})(?![\d/])",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(
    r"\b(?:sj|schooljaar)\.?\s*[‘’']?(\d{4}|\d{2})\s*[-–/]\s*[‘’']?(\d{4}|\d{2})\b", re.IGNORECASE
)
_QUARTER = re.compile(r"\bQ([05-9])\b")
_COLUMNS = {
    "norms": ("norm",),
    "milestones": ("theme", "label", "timing"),
    "projects": ("title", "overall_status"),
    "letters": ("status",),
    "figures": ("indicator",),
}
_MONTHS = 12
_LEAP_YEAR, _CENTURY = 2000, 100


@rule(
    Kind.IMPOSSIBLE,
    Severity.MEDIUM,
    explains="Elke datum in een tabel bestaat.",
    settle="De bepaling of de beslissing die de datum vastlegt.",
)
def impossible_date(plan: RawPlan) -> Iterator[Clash]:
    """Look for the 31st of a month of 30 days, and the like.

    What is no day of any month (`50/50`) or names no month (`24/15`) is taken for something else.
    """
    for row, column, text in _cells(plan):
        for match in _DATE.finditer(text):
            day, month = int(match[1]), int(match[2])
            last = _last_day(month, match[3])
            if last and last < day <= 31:  # noqa: PLR2004 - the days of the longest month
                why = f"De datum {match[0]} bestaat niet: die maand telt {last} dagen."
                yield _clash(row, column, match[0], f"ten laatste {last}/{month:02}", why)


@rule(
    Kind.IMPOSSIBLE,
    Severity.LOW,
    explains="Een schooljaar loopt van een jaar naar het volgende.",
    settle="De bepaling die het schooljaar noemt.",
)
def impossible_school_year(plan: RawPlan) -> Iterator[Clash]:
    """Look for school years whose second year does not follow the first."""
    for row, column, text in _cells(plan):
        for match in _SCHOOL_YEAR.finditer(text):
            first, second = int(match[1]) % _CENTURY, int(match[2]) % _CENTURY
            if second != (first + 1) % _CENTURY:
                right = f"{first:02}-{(first + 1) % _CENTURY:02}"
                why = f"Een schooljaar {match[1]}-{match[2]} bestaat niet."
                yield _clash(row, column, match[0], right, why)


@rule(
    Kind.IMPOSSIBLE,
    Severity.MEDIUM,
    explains="Een periode eindigt niet voor zij begint.",
    settle="De beslissing die de looptijd vastlegt.",
)
def reversed_period(plan: RawPlan) -> Iterator[Clash]:
    """Look for periods between two full dates of which the second is the earlier."""
    for row, column, text in _cells(plan):
        for match in _PERIOD.finditer(text):
            if _ordered(match[2]) < _ordered(match[1]):
                why = f"De periode eindigt op {match[2]}, voor zij op {match[1]} begint."
                yield _clash(row, column, match[1], match[2], why)


@rule(
    Kind.IMPOSSIBLE,
    Severity.LOW,
    explains="Een jaar telt vier kwartalen.",
    settle="De projectleider van de mijlpaal.",
)
def impossible_quarter(plan: RawPlan) -> Iterator[Clash]:
    """Look for a fifth quarter, and the like."""
    for row, column, text in _cells(plan):
        for match in _QUARTER.finditer(text):
            why = f"Er is geen kwartaal {match[0]}."
            yield _clash(row, column, match[0], "Q1 tot Q4", why)


def _cells(plan: RawPlan) -> Iterator[tuple[Row, str, str]]:
    for table, columns in _COLUMNS.items():
        for row in plan.rows(table):
            for column in columns:
                if row[column]:
                    yield row, column, row[column]


def _clash(row: Row, column: str, printed: str, possible: str, why: str) -> Clash:
    here = row.passage(column)
    return Clash(here.saying(printed), here.saying(f"mogelijk: {possible}"), why)


def _last_day(month: int, year: str | None) -> int | None:
    """Return the days of a month, 29 of a February without a year; None for no month."""
    if not 1 <= month <= _MONTHS:
        return None
    return calendar.monthrange(_full(year) if year else _LEAP_YEAR, month)[1]


def _full(year: str) -> int:
    return int(year) if len(year) > 2 else _LEAP_YEAR + int(year)  # noqa: PLR2004 - two digits


def _ordered(date: str) -> tuple[int, int, int]:
    day, month, year = date.split("/")
    return _full(year), int(month), int(day)
