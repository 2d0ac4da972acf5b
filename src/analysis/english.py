"""Formats numbers, amounts, percentages and days in English, for the English page of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_MILLION = 1_000_000


def number(value: float, decimals: int = 0) -> str:
    """Format a number with a decimal point and commas between thousands.

    >>> number(1234567.891, 1)
    '1,234,567.9'
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale="en_GB")


def share(part: float, decimals: int = 0) -> str:
    """Format a share between 0 and 1 as a percentage.

    >>> share(0.819)
    '82%'
    """
    return f"{number(part * 100, decimals)}%"


def million_euro(value: float) -> str:
    """Format an amount in millions of euros.

    >>> million_euro(383452966)
    '€383.5m'
    """
    return f"€{number(value / _MILLION, 1)}m"


def counted(count: int, one: str, many: str) -> str:
    """Format a count with its noun, singular or plural.

    >>> counted(1, "norm", "norms"), counted(2, "norm", "norms")
    ('1 norm', '2 norms')
    """
    return f"{number(count)} {one if count == 1 else many}"


def listing(items: Sequence[str]) -> str:
    """Join items.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def day(when: date) -> str:
    """Write a date in words.

    >>> import datetime
    >>> day(datetime.date(2023, 1, 9))
    '9 January 2023'
    """
    return format_date(when, "d MMMM y", locale="en_GB")
