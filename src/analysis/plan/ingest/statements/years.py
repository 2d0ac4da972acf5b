"""Tells which year a quantity in a sentence is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.statements.quantities import Quantity
    from analysis.plan.ingest.statements.roles import Role

_MARK = re.compile(r"<([a-z])(\d+)>")
#: Words before a year that something is compared with, or that is only where a period starts.
_OTHER_YEAR = re.compile(
    r"(?:\bdan (?:in |voor )?|\bt\.o\.v\. |\bten opzichte van |\btegenover |\bniveau van "
    r"|\bals(?: in)? |\bsinds |\bsedert |\bvanaf |\bvergele(?:ken|ijking) met |\btegen "
    r"|\bt\.e\.m\. |\bnaar |\bgeneratie )$"
)
_IN_YEAR_AFTER = re.compile(r"^[^<,;.]{0,40}?\b(?:in|voor|over|eind|van) (?:schooljaar )?$")
_THEN_COMPARED = re.compile(r"\b(?:dan|t\.o\.v|tegenover|vergele\w+|opzichte)\b")


def find_years(
    shape: str, quantities: Sequence[Quantity], roles: Sequence[Role], usual: int
) -> list[str]:
    """Return the year of each quantity, or of a school year both years: `2030-2031`.

    `usual` is the year that the text is about so far. The year before it is that of what a change
    starts from.
    """
    marks = list(_MARK.finditer(shape))
    named = [
        place
        for place, quantity in enumerate(quantities)
        if quantity.kind in "ys" and not _OTHER_YEAR.search(shape[: marks[place].start()])
    ]
    years: list[str] = []
    for place, role in enumerate(roles):
        nearest = [each for each in named if each < place][-1:] or named[:1]
        year = _label(quantities[nearest[0]]) if nearest else str(usual)
        if role.name in {"from", "previous"} and year.isdigit():
            year = str(int(year) - 1)
        years.append(_year_after(place, shape, marks, quantities) or year)
    return years


def main_year(shape: str, quantities: Sequence[Quantity]) -> int | None:
    """Return the one year that a sentence is about, or None."""
    marks = list(_MARK.finditer(shape))
    years = {
        int(quantity.value)
        for mark, quantity in zip(marks, quantities, strict=True)
        if quantity.kind == "y" and not _OTHER_YEAR.search(shape[: mark.start()])
    }
    return years.pop() if len(years) == 1 else None


def _year_after(
    place: int, shape: str, marks: Sequence[re.Match[str]], quantities: Sequence[Quantity]
) -> str:
    """Return the year right after a quantity, as in `<n0> dossiers in <y1>`, or nothing."""
    follows = place + 1
    if follows == len(quantities) or quantities[follows].kind not in "ys":
        return ""
    between = shape[marks[place].end() : marks[follows].start()]
    if not _IN_YEAR_AFTER.match(between) or _THEN_COMPARED.search(between):
        return ""
    return _label(quantities[follows])


def _label(quantity: Quantity) -> str:
    """Return a year, or both years of a school year."""
    first = int(quantity.value)
    return str(first) if quantity.kind == "y" else f"{first}-{first + 1}"
