"""Parses one side of a row of `repeats.csv`: cells or words of the plan, by table and line.

A side is one term, or several terms joined by ` + ` (a sum) or ` x ` (a product). A term is
`table@line:column`, such as `norms@120:current`. For `figures` the column is the indicator; for
`prose` it is the printed words, as in `prose@96:on hold`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem
from analysis.plan.audit.finding import joined
from analysis.plan.audit.printed_number import Interval, PrintedNumber, read_printed

if TYPE_CHECKING:
    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.printed_tables import PrintedTables

_TERM = re.compile(r"\s*(?P<table>[a-z_]+)@(?P<line>\d+):(?P<column>.+?)\s*", re.DOTALL)
_PLUS, _TIMES = " + ", " x "


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a repetition: the passage of all terms together, and the text of each term.

    The operator is ` + ` or ` x ` between the terms; empty for a single term.
    """

    passage: Passage
    texts: tuple[str, ...]
    operator: str = ""

    @property
    def text(self) -> str:
        """The printed text of the first term."""
        return self.texts[0]

    @property
    def is_computed(self) -> bool:
        """Whether the side is a sum or a product."""
        return bool(self.operator)

    def printed(self) -> PrintedNumber | None:
        """Return the printed number; None for a sum, a product or a text without a number."""
        return None if self.is_computed else read_printed(self.text)

    def interval(self) -> Interval | None:
        """Return the possible results of the side; None if a term is not a number."""
        terms = [term for text in self.texts if (term := read_printed(text))]
        if len(terms) < len(self.texts):
            return None
        if self.operator == _TIMES:
            product = math.prod(term.value for term in terms)
            return Interval(product, product)
        intervals = [_term_interval(term) for term in terms]
        return Interval(sum(each.low for each in intervals), sum(each.high for each in intervals))


def parse_side(plan: PrintedTables, text: str, where: str) -> Side:
    """Look up the cells or words that one side of a repetition names.

    Raises
    ------
    DataError
        If the side is malformed, or names a cell that does not exist.
    """
    operator = next((each for each in (_PLUS, _TIMES) if each in text), "")
    terms = text.split(operator) if operator else [text]
    passages = [_passage(plan, term, where) for term in terms]
    texts = tuple(passage.printed for passage in passages)
    return Side(joined(passages, operator), texts, operator)


def _passage(plan: PrintedTables, term: str, where: str) -> Passage:
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
        remedy = "Correct the line or the column: lines change when the document is read again."
        raise DataError(Problem(where, f"no cell '{term.strip()}'", "an existing cell", remedy))
    return rows[0].passage("value" if key else column)


def _term_interval(term: PrintedNumber) -> Interval:
    """Return the interval of a term of a sum: a whole number counts as exact."""
    is_exact = term.step >= 1 and not term.is_bound
    return Interval(term.value, term.value) if is_exact else term.interval()
