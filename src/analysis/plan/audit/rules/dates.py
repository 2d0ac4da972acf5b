"""Rules that look for dates, school years, periods and quarters that cannot exist."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.printed_tables import PrintedTables

_DATE = re.compile(r"(?<![\d/.,])(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\d/])")
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
    RuleKind.IMPOSSIBLE,
    Severity.MEDIUM,
    explains="Elke datum in een tabel bestaat.",
    settle="De bepaling of de beslissing die de datum vastlegt.",
)
def impossible_date(plan: PrintedTables) -> Iterator[Clash]:
    """Look for days after the end of their month, such as 31/04.

    A day above 31 (`50/50`) or a month above 12 (`24/15`) is not a date and is skipped.
    """
    for passage, match in _found(plan, _DATE):
        day, month = int(match[1]), int(match[2])
        last = _last_day(month, match[3])
        if last and last < day <= 31:  # noqa: PLR2004 - the days of the longest month
            why = f"De datum {match[0]} bestaat niet: die maand telt {last} dagen."
            yield _clash(passage, match[0], f"ten laatste {last}/{month:02}", why)


@rule(
    RuleKind.IMPOSSIBLE,
    Severity.LOW,
    explains="Een schooljaar loopt van een jaar naar het volgende.",
    settle="De bepaling die het schooljaar noemt.",
)
def impossible_school_year(plan: PrintedTables) -> Iterator[Clash]:
    """Look for school years whose second year is not the year after the first."""
    for passage, match in _found(plan, _SCHOOL_YEAR):
        first, second = int(match[1]) % _CENTURY, int(match[2]) % _CENTURY
        if second != (first + 1) % _CENTURY:
            right = f"{first:02}-{(first + 1) % _CENTURY:02}"
            why = f"Een schooljaar {match[1]}-{match[2]} bestaat niet."
            yield _clash(passage, match[0], right, why)


@rule(
    RuleKind.IMPOSSIBLE,
    Severity.MEDIUM,
    explains="Een periode eindigt niet voor zij begint.",
    settle="De beslissing die de looptijd vastlegt.",
)
def reversed_period(plan: PrintedTables) -> Iterator[Clash]:
    """Look for periods whose end date is before the start date."""
    for passage, match in _found(plan, _PERIOD):
        if _sort_key(match[2]) < _sort_key(match[1]):
            why = f"De periode eindigt op {match[2]}, voor zij op {match[1]} begint."
            yield _clash(passage, match[1], match[2], why)


@rule(
    RuleKind.IMPOSSIBLE,
    Severity.LOW,
    explains="Een jaar telt vier kwartalen.",
    settle="De projectleider van de mijlpaal.",
)
def impossible_quarter(plan: PrintedTables) -> Iterator[Clash]:
    """Look for quarters other than Q1 to Q4."""
    for passage, match in _found(plan, _QUARTER):
        yield _clash(passage, match[0], "Q1 tot Q4", f"Er is geen kwartaal {match[0]}.")


def _found(
    plan: PrintedTables, pattern: re.Pattern[str]
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield each match in the cells that may hold a date, with the passage of its cell."""
    for table, columns in _COLUMNS.items():
        for row in plan.rows(table):
            for column in columns:
                for match in pattern.finditer(row[column]):
                    yield row.passage(column), match


def _clash(cell: Passage, printed: str, possible: str, why: str) -> Clash:
    return Clash(cell.with_text(printed), cell.with_text(f"mogelijk: {possible}"), why)


def _last_day(month: int, year: str | None) -> int | None:
    """Return the last day of a month, 29 for February without a year; None if not a month."""
    if not 1 <= month <= _MONTHS:
        return None
    return calendar.monthrange(_full(year) if year else _LEAP_YEAR, month)[1]


def _full(year: str) -> int:
    return int(year) if len(year) > 2 else _LEAP_YEAR + int(year)  # noqa: PLR2004 - two digits


def _sort_key(date: str) -> tuple[int, int, int]:
    day, month, year = date.split("/")
    return _full(year), int(month), int(day)
