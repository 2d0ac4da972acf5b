"""Reads an indicator as a level, a change or a growth in percent, and checks its growth."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, Protocol

from analysis.plan.audit.printed_number import Interval, PrintedNumber

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The suffixes of an indicator in `figures.csv`, with their role and sign. The value of a growth
#: has its own sign; the value of a decrease is positive.
_ROLES: Mapping[str, tuple[str, int]] = {
    "groei in procent": ("growth", 1),
    "afname in procent": ("growth", -1),
    "stijging": ("change", 1),
    "daling": ("change", -1),
}
_LEVEL = ("level", 1)
_TOLERANCE = 1e-9


class Indicator(NamedTuple):
    """What an indicator measures, its role (level, change or growth) and its sign."""

    base: str
    role: str
    sign: int


class _ReadFigure(Protocol):
    """A figure whose number and indicator have been read."""

    @property
    def printed(self) -> PrintedNumber: ...
    @property
    def indicator(self) -> Indicator: ...


def read_indicator(text: str) -> Indicator:
    """Split an indicator into what it measures and its role.

    >>> read_indicator("ontvangen dossiers, afname in procent")
    Indicator(base='ontvangen dossiers', role='growth', sign=-1)
    """
    parts = [part.strip() for part in text.split(",")]
    named = [part for part in parts if part in _ROLES]
    base = ", ".join(part for part in parts if part not in _ROLES)
    role, sign = _ROLES[named[0]] if named else _LEVEL
    return Indicator(base, role, sign)


def growth(level: _ReadFigure, before: _ReadFigure | None, change: _ReadFigure | None) -> Interval:
    """Return the growth in percent from the previous level, or from the level minus its change.

    The interval allows for the rounding of the printed numbers; it is unbounded without either.
    """
    now = level.printed.interval()
    if before:
        earlier = before.printed.interval()
    elif change:
        step = change.printed.interval()
        signed = step if change.indicator.sign > 0 else Interval(-step.high, -step.low)
        earlier = now - signed
    else:
        return Interval(-math.inf, math.inf)
    ratios = [
        _ratio(up, down) for up in (now.low, now.high) for down in (earlier.low, earlier.high)
    ]
    return Interval(min(ratios), max(ratios))


def attainable(before: PrintedNumber, percent: PrintedNumber) -> bool:
    """Return whether a whole number can follow `before` with a growth of `percent`.

    >>> [attainable(PrintedNumber(14, 1), PrintedNumber(growth, 1)) for growth in (-17, -14)]
    [False, True]
    """
    if before.is_round or before.step < 1 or before.value <= 0 or percent.is_bound:
        return True
    return any(
        math.ceil(before.value * (1 + band.low / 100) - _TOLERANCE)
        <= before.value * (1 + band.high / 100) + _TOLERANCE
        for band in (percent.interval(), percent.truncated_interval())
    )


def _ratio(up: float, down: float) -> float:
    return math.inf if down <= 0 else 100 * (up / down - 1)
