"""Compares printed numbers with allowance for rounding: 98 % covers 97,5 to 98,5 %."""

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
_ROUND_SHARE = 0.1  # largest unit of rounding, as a share of the number
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of numbers, such as those that round to a printed number."""

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
class PrintedNumber:
    """A number as printed.

    `step` is one unit in its last printed place: 1 for `98 %`, 0.01 for `93,10 %`. The text may say
    that the true number is `below` or `above` this one.
    """

    value: float
    step: float
    below: bool = False
    above: bool = False

    @property
    def is_bound(self) -> bool:
        """Whether the text gives a bound ("almost", "more than") instead of a value."""
        return self.below or self.above

    @property
    def is_round(self) -> bool:
        """Whether the number ends in three zeros, and so may be approximate."""
        whole = self.step >= 1 and abs(self.value) >= _ROUND
        return whole and self.value % _ROUND == 0

    @property
    def coarse_step(self) -> float:
        """The unit to which the number may be rounded, according to its trailing zeros."""
        if not self.is_round:
            return self.step
        zeros = len(f"{abs(int(self.value))}") - len(f"{abs(int(self.value))}".rstrip("0"))
        return min(10.0**zeros, abs(self.value) * _ROUND_SHARE)

    def interval(self) -> Interval:
        """Return the numbers that round to this one."""
        half = self.coarse_step / 2
        return Interval(
            -math.inf if self.below else self.value - (0 if self.above else half),
            math.inf if self.above else self.value + (0 if self.below else half),
        )

    def truncated_interval(self) -> Interval:
        """Return the numbers that become this one by truncation."""
        end = self.value + math.copysign(self.coarse_step, self.value)
        return Interval(min(self.value, end), max(self.value, end))


def read_printed(text: str) -> PrintedNumber | None:
    """Read the first number in a text, as digits or as a word, or return None.

    >>> read_printed("bijna 93,10%")
    PrintedNumber(value=93.1, step=0.01, below=True, above=False)
    >>> read_printed("drie")
    PrintedNumber(value=3, step=1, below=False, above=False)
    """
    match = _NUMBER.search(text)
    bounds = {"below": bool(_BELOW.search(text)), "above": bool(_ABOVE.search(text))}
    if match is None:
        words = re.findall(r"[^\W\d_]+", text.lower().replace("é", "e"))
        count = next((_COUNTS[word] for word in words if word in _COUNTS), None)
        return None if count is None else PrintedNumber(count, 1, **bounds)
    return _read(match, **bounds)


def printed_value(text: str, missing: float = 0.0) -> float:
    """Return the first number in a text, or `missing` if it has no number."""
    printed = read_printed(text)
    return printed.value if printed else missing


def _read(match: re.Match[str], *, below: bool, above: bool) -> PrintedNumber | None:
    decimals = (match["decimals"] or "").lstrip(",.")
    digits = re.sub(r"\D", "", match["digits"])
    number = parse_number(f"{match['sign'] or ''}{digits}" + (f",{decimals}" if decimals else ""))
    if number is None:
        return None
    scale = _SCALES.get(match["scale"] or "", 1.0)
    step = round(scale * 10.0 ** -len(decimals), 12)
    return PrintedNumber(number * scale, step, below=below, above=above)


def disagreement(computed: Interval, printed: PrintedNumber) -> Certainty | None:
    """Return how certainly a printed result disagrees with a computed one; None if it agrees.

    A result that fits only if it was truncated instead of rounded is a weak disagreement.
    """
    if computed.gap(printed.interval()) <= _TOLERANCE:
        return None
    if computed.gap(printed.truncated_interval()) <= _TOLERANCE:
        return Certainty.WEAK
    return Certainty.PROBABLE if printed.is_round else Certainty.CERTAIN


def compare(one: PrintedNumber, other: PrintedNumber) -> Certainty | None:
    """Return how certainly two printed values of one quantity disagree; None if both can be right.

    Values with the same precision must be equal; otherwise the finer one must round to the coarser
    one. A round number (12.000) counts as approximate, and "almost 20.000" as less than 20.000.
    """
    if one.is_bound or other.is_bound:
        apart = one.interval().low >= other.interval().high - _TOLERANCE
        apart |= other.interval().low >= one.interval().high - _TOLERANCE
        return Certainty.CERTAIN if apart else None
    coarse, fine = (one, other) if one.coarse_step >= other.coarse_step else (other, one)
    if abs(coarse.value - fine.value) <= _TOLERANCE:
        return None
    if coarse.is_round:
        within = coarse.interval().gap(Interval(fine.value, fine.value)) <= _TOLERANCE
        return None if within else Certainty.PROBABLE
    if coarse.step == fine.step:
        return Certainty.CERTAIN
    return disagreement(Interval(fine.value, fine.value), coarse)
