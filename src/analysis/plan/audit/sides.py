"""The sides of a row of `repeats.csv`: cells and words of the plan, named by table and line.

A side is one term, or terms joined by ` + ` (their sum) or ` x ` (their product). A term is
`table@line:column`; of `figures` the column is the indicator, of `prose` it is the words as
printed on that line: `norms@120:current`, `prose@96:on hold`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem
from analysis.plan.audit.finding import joined
from analysis.plan.audit.printed import Interval, Printed, read_printed

if TYPE_CHECKING:
    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.plan import RawPlan

_TERM = re.compile(r"\s*(?P<table>[a-z_]+)@(?P<line>\d+):(?P<column>.+?)\s*", re.DOTALL)
_JOINTS = {" + ": "plus", " x ": "times"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a repetition: its place, and how its terms are joined."""

    passage: Passage
    texts: tuple[str, ...]
    joint: str = ""

    @property
    def text(self) -> str:
        """The printed words of a side of one term."""
        return self.texts[0]

    @property
    def is_computed(self) -> bool:
        """Whether the side is a sum or a product."""
        return bool(self.joint)

    def printed(self) -> Printed | None:
        """Return the number printed there; None unless there is exactly one."""
        return None if self.is_computed else read_printed(self.text)

    def interval(self) -> Interval | None:
        """Return what the side can amount to; None where a term is not a number."""
        terms = [read_printed(text) for text in self.texts]
        known = [term for term in terms if term is not None]
        if len(known) < len(terms):
            return None
        if self.joint == _JOINTS[" x "]:
            product = math.prod(term.value for term in known)
            return Interval(product, product)
        spread = [_exact(term) for term in known]
        return Interval(sum(term.low for term in spread), sum(term.high for term in spread))


def read_side(plan: RawPlan, text: str, where: str) -> Side:
    """Find what one side of a repetition names.

    Raises
    ------
    DataError
        When the side is malformed, or that line has no cell of that name.
    """
    separator = next((joint for joint in _JOINTS if joint in text), None)
    terms = text.split(separator) if separator else [text]
    passages = [_passage(plan, term, where) for term in terms]
    whole = joined(passages, separator or " ")
    texts = tuple(passage.printed for passage in passages)
    return Side(whole, texts, _JOINTS[separator] if separator else "")


def _passage(plan: RawPlan, term: str, where: str) -> Passage:
    match = _TERM.fullmatch(term)
    if match is None:
        remedy = "Write it as norms@120:current or prose@96:on hold."
        raise DataError(Problem(where, f"'{term}'", "table@line:column", remedy))
    table, line, column = match["table"], int(match["line"]), match["column"]
    if table == "prose":
        return plan.prose(line, column)
    key = "indicator" if table == "figures" else ""
    rows = [row for row in plan.at(table, line) if not key or row[key] == column]
    if not rows or not (key or column in rows[0].cells):
        remedy = "Correct the line or the column: the tables may have been read again since."
        raise DataError(Problem(where, f"nothing at '{term.strip()}'", "a cell", remedy))
    return rows[0].passage("value" if key else column)


def _exact(term: Printed) -> Interval:
    """Return the numbers of a term of a sum; a count is exact, a rounded number is not."""
    whole = term.step >= 1 and not term.is_bound
    return Interval(term.value, term.value) if whole else term.interval()
