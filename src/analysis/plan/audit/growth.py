"""Indicators of the prose: whether each is a level, a change or a growth in percent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, Protocol

from analysis.plan.audit.printed import Interval, Printed

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The words after the comma of an indicator, their role and their direction. `figures.csv` keeps
#: to them: a growth carries its own sign, a decrease says its direction in its name.
_ROLES: Mapping[str, tuple[str, int]] = {
    "groei in procent": ("growth", 1),
    "afname in procent": ("growth", -1),
    "stijging": ("change", 1),
    "daling": ("change", -1),
}
_LEVEL = ("level", 1)
_HAIR = 1e-9


class Indicator(NamedTuple):
    """What an indicator measures, whether as a level, a change or a growth, and its direction."""

    base: str
    role: str
    sign: int


class _Read(Protocol):
    @property
    def printed(self) -> Printed: ...
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


def growth(level: _Read, before: _Read | None, change: _Read | None) -> Interval:
    """Return the growth in percent that a level and the one before it, or its change, allow."""
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


def attainable(before: Printed, percent: Printed) -> bool:
    """Tell whether some whole number has this growth on a whole number before it.

    >>> attainable(Printed(14, 1), Printed(-17, 1)), attainable(Printed(14, 1), Printed(-14, 1))
    (False, True)
    """
    if before.is_round or before.step < 1 or before.value <= 0 or percent.is_bound:
        return True
    return any(
        math.ceil(before.value * (1 + band.low / 100) - _HAIR)
        <= before.value * (1 + band.high / 100) + _HAIR
        for band in (percent.interval(), percent.cut())
    )


def _ratio(up: float, down: float) -> float:
    return math.inf if down <= 0 else 100 * (up / down - 1)
