"""Printed values and the numbers that round to them: 98 % stands for 97,5 to 98,5 %."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from analysis.dutch import parse_number
from analysis.plan.audit.finding import Certainty

_SCALES = {"miljoen": 1e6, "mio": 1e6, "mln": 1e6, "miljard": 1e9, "mld": 1e9}
_WORDS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
_COUNTS = {word: count for count, word in enumerate(_WORDS)} | {"elf": 11, "twaalf": 12}
_NUMBER = re.compile(
    r"(?P<sign>[+\-−])?\s?€?\s?"
    r"(?P<digits>\d{1,3}(?:[.\u00a0 ]\d{3})+(?!\d)|\d+)(?P<decimals>,\d+|\.\d{1,2}(?!\d))?"
    r"(?:\s?(?P<scale>miljoen|mio|mln|miljard|mld)\b)?"
)
_BELOW = re.compile(r"\b(net geen|bijna|minder dan|nog geen)\b", re.IGNORECASE)
_ABOVE = re.compile(r"\b(meer dan|ruim|kaap van)\b", re.IGNORECASE)
_ROUND = 1000
_ROUND_SHARE = 0.1
_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a printed value can stand for, its ends included."""

    low: float
    high: float

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def gap(self, other: Interval) -> float:
        """Return the distance between two intervals; 0 where they overlap."""
        return max(self.low - other.high, other.low - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed.

    Attributes
    ----------
    value
        The number.
    step
        One unit in its last printed place: 1 for `98 %`, 0.01 for `93,10 %`.
    below, above
        The text says that the true number is below, or above, this one.
    """

    value: float
    step: float
    below: bool = False
    above: bool = False

    @property
    def is_bound(self) -> bool:
        """Whether the text gives a limit ("almost", "more than") and no value."""
        return self.below or self.above

    @property
    def is_round(self) -> bool:
        """Whether the number ends in three zeros, so that it may be approximate."""
        whole = self.step >= 1 and abs(self.value) >= _ROUND
        return whole and self.value % _ROUND == 0

    @property
    def coarse_step(self) -> float:
        """The unit to which the number may have been rounded, judged by its final zeros."""
        if not self.is_round:
            return self.step
        zeros = len(f"{abs(int(self.value))}") - len(f"{abs(int(self.value))}".rstrip("0"))
        return min(10.0**zeros, abs(self.value) * _ROUND_SHARE)

    def interval(self) -> Interval:
        """Return the numbers that round to this one."""
        reach = self.coarse_step / 2
        return Interval(
            -math.inf if self.below else self.value - (0 if self.above else reach),
            math.inf if self.above else self.value + (0 if self.below else reach),
        )

    def cut(self) -> Interval:
        """Return the numbers that become this one when their last digits are cut off."""
        further = self.value + math.copysign(self.coarse_step, self.value)
        return Interval(min(self.value, further), max(self.value, further))


def read_printed(text: str) -> Printed | None:
    """Read the first number of a text; None when there is none.

    >>> read_printed("93,10%"), read_printed("drie")
    (Printed(value=93.1, step=0.01, below=False, above=False), Printed(value=3, step=1, ...
    """
    match = _NUMBER.search(text)
    bounds = {"below": bool(_BELOW.search(text)), "above": bool(_ABOVE.search(text))}
    if match is None:
        words = re.findall(r"[^\W\d_]+", text.lower().replace("é", "e"))
        count = next((_COUNTS[word] for word in words if word in _COUNTS), None)
        return None if count is None else Printed(count, 1, **bounds)
    return _read(match, **bounds)


def _read(match: re.Match[str], *, below: bool, above: bool) -> Printed | None:
    decimals = (match["decimals"] or "").lstrip(",.")
    digits = re.sub(r"\D", "", match["digits"])
    number = parse_number(f"{match['sign'] or ''}{digits}" + (f",{decimals}" if decimals else ""))
    if number is None:
        return None
    scale = _SCALES.get(match["scale"] or "", 1.0)
    step = round(scale * 10.0 ** -len(decimals), 12)
    return Printed(number * scale, step, below=below, above=above)


def disagreement(computed: Interval, printed: Printed) -> Certainty | None:
    """Tell whether a printed result can come from what was computed; None when it can.

    A result that only fits when its digits were cut off instead of rounded is a weak disagreement.
    """
    if computed.gap(printed.interval()) <= _HAIR:
        return None
    if computed.gap(printed.cut()) <= _HAIR:
        return Certainty.WEAK
    return Certainty.PROBABLE if printed.is_round else Certainty.CERTAIN


def compare(one: Printed, other: Printed) -> Certainty | None:
    """Tell whether two printed values of one quantity disagree; None when they can both be right.

    Of values with the same precision each differing digit counts; of others the finer one must
    round to the coarser. A round number (12.000) is taken as a rough one, and "almost 20.000" as
    less than it.
    """
    if one.is_bound or other.is_bound:
        apart = one.interval().low >= other.interval().high - _HAIR
        apart |= other.interval().low >= one.interval().high - _HAIR
        return Certainty.CERTAIN if apart else None
    coarse, fine = (one, other) if one.coarse_step >= other.coarse_step else (other, one)
    if abs(coarse.value - fine.value) <= _HAIR:
        return None
    if coarse.is_round:
        within = coarse.interval().gap(Interval(fine.value, fine.value)) <= _HAIR
        return None if within else Certainty.PROBABLE
    if coarse.step == fine.step:
        return Certainty.CERTAIN
    return disagreement(Interval(fine.value, fine.value), coarse)
