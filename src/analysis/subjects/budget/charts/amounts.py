"""Amounts and changes in words, as the charts of the budget write them."""

from __future__ import annotations

from analysis.dutch import euro, million_euro, number, percent
from analysis.toolkit.charts.lettering import shortened

TABLE = "tabel budgetten"
_MILLION = 1_000_000
_BILLION = 1_000_000_000
_MANY = 10 * _BILLION  # from this on, in billions
_CENTS = 10_000_000  # under this, two decimals of a million
_EUROS = 100_000  # under this, whole euros
_LONG = 120  # letters of a name in a sentence


def difference_in_words(difference: int) -> str:
    """Say a difference and its direction: `€ 3,0 mln. hoger`."""
    side = "lager" if difference < 0 else "hoger"
    size = abs(difference)
    return f"{million_euro(size) if size >= _EUROS else euro(size)} {side}"


def amount(euros: int, beside: int | None = None) -> str:
    """Write an amount in millions with three figures or more, and a small one in whole euros.

    With an amount `beside` it, both get the decimals that the smaller needs.

    >>> amount(3_500_000).replace(chr(160), " ")
    '€ 3,50 mln.'
    >>> amount(1_234).replace(chr(160), " ")
    '€ 1.234'
    """
    least = min(abs(euros), abs(euros if beside is None else beside))
    if abs(euros) < _EUROS:
        return euro(euros)
    if abs(euros) >= _MANY:
        return f"€\N{NO-BREAK SPACE}{number(euros / _BILLION)}\N{NO-BREAK SPACE}mld."
    return million_euro(euros, 2 if least < _CENTS else 1)


def change_words(earlier: int, later: int) -> str:
    """Say both amounts and the change: `€ 2,00 mln. → € 3,00 mln. (+50 %)`."""
    return f"{amount(earlier, later)} → {amount(later, earlier)} ({growth(earlier, later)})"


def growth(earlier: int, later: int) -> str:
    """Say the change from an amount above zero in percent, signed unless it rounds to zero."""
    change = percent((later - earlier) / earlier * 100)
    return f"{'+' if later > earlier and not change.startswith('0') else ''}{change}"


def named(label: str) -> str:
    """Shorten a name so that it fits in a sentence."""
    return shortened(label, _LONG)
