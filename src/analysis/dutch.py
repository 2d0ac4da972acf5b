"""Formats numbers, amounts, percentages, days, quarters, lists and plurals in Dutch."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LOCALE = "nl_BE"
NO_VALUE = "–"
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_MILLION = 1_000_000
_SMALLEST_P, _CLEAR_P = 0.001, 0.01
_COUNT_WORDS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)

_DUTCH_NUMBER = re.compile(r"[+\-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")


def number(value: float | None, decimals: int = 0) -> str:
    """Format a number with a decimal comma and points between thousands.

    A missing value (None, NaN, NA) becomes a dash, infinity becomes `∞`. Halves are rounded away
    from zero.

    >>> number(1234567.891, 1)
    '1.234.567,9'
    """
    if pd.isna(value):
        return NO_VALUE
    if math.isinf(value):
        return f"{_MINUS if value < 0 else ''}∞"
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(_round_half_up(value, decimals), format=pattern, locale=LOCALE)
    return text.replace("-", _MINUS)


def signed(value: float | None, decimals: int = 0) -> str:
    """Format a change with its sign; zero has no sign.

    >>> signed(2.72, 1)
    '+2,7'
    """
    text = number(value, decimals)
    positive = not pd.isna(value) and value > 0
    return f"+{text}" if positive and text.strip("0,") else text


def percent(value: float | None, decimals: int = 0) -> str:
    """Format a percentage with a no-break space: `98,5 %`."""
    text = number(value, decimals)
    return text if text == NO_VALUE else f"{text}{_NO_BREAK_SPACE}%"


def share(part: float | None, decimals: int = 0) -> str:
    """Format a share between 0 and 1 as a percentage."""
    return percent(None if pd.isna(part) else part * 100, decimals)


def p_number(p: float) -> str:
    """Format a p-value with two decimals, below 0,01 with three, and below 0,001 as `< 0,001`.

    >>> p_number(0.0004).replace(chr(160), " "), p_number(0.0123), p_number(0.25)
    ('< 0,001', '0,01', '0,25')
    """
    if p < _SMALLEST_P:
        return f"<{_NO_BREAK_SPACE}{number(_SMALLEST_P, 3)}"
    return number(p, 3 if p < _CLEAR_P else 2)


def euro(value: float | None) -> str:
    """Format an amount in whole euros: 1234 becomes `€ 1.234`.

    >>> euro(-1331566).replace(chr(160), " ")
    '€ −1.331.566'
    """
    text = number(value)
    return text if text == NO_VALUE else f"€{_NO_BREAK_SPACE}{text}"


def million_euro(value: float | None, decimals: int = 1) -> str:
    """Format an amount in millions of euros: 383452966 becomes `€ 383,5 mln.`.

    An amount that would round to zero millions is given in whole euros.

    >>> million_euro(31_250).replace(chr(160), " ")
    '€ 31.250'
    """
    if pd.isna(value):
        return NO_VALUE
    millions = _round_half_up(value / _MILLION, decimals)
    if value and not millions:
        return euro(value)
    return f"€{_NO_BREAK_SPACE}{number(millions, decimals)}{_NO_BREAK_SPACE}mln."


def counted(count: int, one: str, many: str) -> str:
    """Format a count with its noun, singular or plural: `1 mijlpaal`, `2 mijlpalen`."""
    return f"{number(count)} {one if count == 1 else many}"


def heading_count(count: int, one: str, many: str) -> str:
    """Format a count at the start of a title: `Eén mijlpaal`, but `2 mijlpalen`.

    >>> heading_count(1, "mijlpaal", "mijlpalen")
    'Eén mijlpaal'
    """
    return f"Eén {one}" if count == 1 else counted(count, one, many)


def said(count: int) -> str:
    """Format a count within a sentence: `één`, which cannot be taken for an article, or digits.

    >>> said(1), said(2)
    ('één', '2')
    """
    return "één" if count == 1 else number(count)


def count_word(count: int) -> str:
    """Format a count as a word up to twelve, and as digits above."""
    return _COUNT_WORDS[count] if 0 <= count < len(_COUNT_WORDS) else number(count)


def listing(items: Sequence[str], conjunction: str = "en") -> str:
    """Join items in Dutch: `a, b en c`."""
    if len(items) < 2:  # noqa: PLR2004 - a conjunction needs two items
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def quarter(code: str) -> str:
    """Format a quarter code for readers: `2023Q1` becomes `Q1 2023`."""
    year, _, part = code.partition("Q")
    return f"Q{part} {year}"


def day(when: date) -> str:
    """Write a date in words.

    >>> day(pd.Timestamp(2023, 1, 9))
    '9 januari 2023'
    """
    return format_date(when, "d MMMM y", locale=LOCALE)


def parse_number(text: str) -> float | None:
    """Parse a Dutch number (`1.234,5`, `+0,41`, `-29`); None if the text is not a number.

    >>> parse_number("1.331.566,5")
    1331566.5
    """
    compact = text.replace(_NO_BREAK_SPACE, "").replace(" ", "")
    if not _DUTCH_NUMBER.fullmatch(compact):
        return None
    return float(compact.replace(".", "").replace(",", ".").replace(_MINUS, "-"))


def _round_half_up(value: float, decimals: int) -> float:
    scale = 10.0**decimals
    rounded = math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9), value) / scale
    return rounded + 0.0  # turns -0.0 into 0.0
