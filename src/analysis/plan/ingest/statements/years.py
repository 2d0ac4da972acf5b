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
    r"(?:\bdan (?:in |voor )?|\bt\.o\.v\. |\bten opzichte van [^<]{0,25}|\btegenover |\bniveau van "
    r"|\bals(?: in)? |\bsinds |\bsedert |\bvergel(?:eken|ijking) met |\bnaar |\bgeneratie )$"
)
#: Words before a year, but not before a day or a part of a year, that make it no year of numbers.
_LIMIT = re.compile(r"\b(?:vanaf |tegen |t\.e\.m\. )$")
#: A clause before the main one, which tells what came first: `Na de start in 2029, ...`.
_BACKGROUND = re.compile(r"(?:na|sinds|sedert) [^,]*,")
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
        if _names_year(quantity, shape[: marks[place].start()])
    ]
    background = _BACKGROUND.match(shape)
    end = background.end() if background else 0
    years: list[str] = []
    for place, role in enumerate(roles):
        in_main = marks[place].start() >= end
        own = [each for each in named if not in_main or marks[each].start() >= end]
        nearest = [each for each in own if each < place][-1:] or own[:1]
        year = _label(quantities[nearest[0]]) if nearest else str(usual)
        within_year = nearest and quantities[nearest[0]].kind == "m"
        if role.name in {"from", "previous"} and year.isdigit() and not within_year:
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


def _names_year(quantity: Quantity, before: str) -> bool:
    """Return whether a year, or a moment with its year, is that of the numbers beside it."""
    if _OTHER_YEAR.search(before):
        return False
    if quantity.kind == "m":
        return quantity.value > 0
    return quantity.kind in "ys" and not _LIMIT.search(before)


def _label(quantity: Quantity) -> str:
    """Return a year, or both years of a school year."""
    first = int(quantity.value)
    return f"{first}-{first + 1}" if quantity.kind == "s" else str(first)
