"""Writes a value as a table cell: escaped, in Dutch notation, with a word for every colour."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dutch import NO_VALUE, number, percent, signed
from analysis.plan.tables.legend import STEPS
from analysis.plan.tables.places import brief
from analysis.plan.tables.status import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


_RANGE = re.compile(r"\d+\N{EN DASH}\d+")


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of one kind are written.

    `text` makes the text of a cell, which may be aligned as a number; `mark` is the CSS class of
    the coloured mark around the text, of which each value has a variant; `markup` makes the HTML
    of a cell that shows something other than its text.
    """

    text: Callable[[Any], str]
    numeric: bool = False
    mark: str = ""
    markup: Callable[[Any], str] | None = None

    def html(self, value: Any) -> str:  # noqa: ANN401 - a cell of any type
        """Return the escaped content of a cell."""
        if self.markup:
            return self.markup(value)
        inside = escape(self.text(value))
        variant = f"{self.mark}-{str(value).replace('_', '-')}"
        return f'<span class="{self.mark} {variant}">{inside}</span>' if self.mark else inside


def decimals_of(value: float) -> int:
    """Return how many decimals, at most two, a percentage needs: 98 none, 98.09 two."""
    return next((n for n in (0, 1) if round(value, n) == round(value, 2)), 2)


def _place(value: str) -> str:
    """Write a place briefly, to break before its row; the page shows the row that it names."""
    short = escape(brief(value)).replace("rij ", "rij&nbsp;")
    short = _RANGE.sub(r'<span class="unbroken">\g<0></span>', short)
    return f'<span class="place" data-place="{escape(value)}">{short}</span>'


#: The headers of the columns of years and of places in the plan.
YEAR, PLACE = "Jaar", "Plaats"

#: What a column may hold; a `year` has no thousands' point.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "text": Kind(str),
        "given": Kind(str, numeric=True),  # written by its table
        "count": Kind(number, numeric=True),
        "decimal": Kind(lambda value: number(value, decimals_of(value)), numeric=True),
        "percent": Kind(lambda value: percent(value, decimals_of(value)), numeric=True),
        "change": Kind(lambda value: signed(value, decimals_of(value)), numeric=True),
        "year": Kind(lambda value: str(int(value)), numeric=True),
        "place": Kind(str, markup=_place),
        "status": Kind(STATUSES.__getitem__, mark="status"),
        "step": Kind(STEPS.__getitem__, mark="norm"),
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its Dutch header and a value per row; None, NaN and NA are missing.

    The kind is a name in `KINDS`. `after` has remarks in small print by row number; inline, they
    stay on the line of the value, and otherwise they get one of their own. `links` has an address
    per row that the value links to, empty for none; rows that it does not reach have none.
    """

    header: str
    values: Sequence[Any]
    kind: str = "text"
    after: Mapping[int, str] = field(default_factory=dict)
    inline: bool = False
    links: Sequence[str] = ()

    def cell(self, row: int) -> tuple[str, str]:
        """Return the classes and the escaped inside of a cell."""
        value, kind = self.values[row], KINDS[self.kind]
        classes = "num" if kind.numeric else ""
        if _missing(value):
            return f"{classes} empty".strip(), NO_VALUE
        remark = self.after.get(row)
        space = " " if self.inline else " <br>"
        small = f"{space}<small>{escape(remark)}</small>" if remark else ""
        return classes, self._linked(row, kind.html(value)) + small

    def _linked(self, row: int, inside: str) -> str:
        address = self.links[row] if row < len(self.links) else ""
        return f'<a href="{escape(address)}">{inside}</a>' if address else inside

    def text(self, row: int) -> str:
        """Return the words of a cell, on one line."""
        value = self.values[row]
        if _missing(value):
            return NO_VALUE
        return " ".join(f"{KINDS[self.kind].text(value)} {self.after.get(row, '')}".split())

    def plain(self) -> list[Any]:
        """Return the values for a spreadsheet: labels instead of names."""
        labels = {"status": STATUSES, "step": STEPS}.get(self.kind)
        return [
            None if pd.isna(value) else labels[value] if labels else value for value in self.values
        ]


def remarks(texts: Sequence[str]) -> dict[int, str]:
    """Return each text as small print behind a cell, by row number; an empty one is left out.

    For `Column.after`: what belongs to a value without a column of its own, so that a table stays
    narrow enough to read.
    """
    return {row: text for row, text in enumerate(texts) if text.strip()}


def _missing(value: Any) -> bool:  # noqa: ANN401 - a cell of any type
    return bool(pd.isna(value)) or value == ""


def places(rows: pd.DataFrame, totals: Sequence[str | None] = ()) -> Column:
    """Return the column that gives each row's place in the plan.

    `totals` has the places of the totals under the rows; None for a computed one.
    """
    return Column(PLACE, [*rows["place"], *totals], "place")
