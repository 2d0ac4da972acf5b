"""Key figures as a plan prints them in its prose: their units, and each value as a number."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.dutch import parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a figure counts, and what that means.
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "aantal": "things that have no unit of their own here",
        "dossiers": "files",
        "personen": "people who take part",
        "koppen": "people on a payroll",
        "vte": "full-time equivalents",
        "organisaties": "companies and organisations",
        "euro": "euros",
        "procent": "per cent",
        "procentpunt": "percentage points",
        "verhouding": "one number to another, such as job seekers to vacancies",
        "dagen": "calendar days",
        "weken": "weeks",
        "maanden": "months",
        "nummer": "a number that names something, such as a target",
    }
)

# One number as printed: thousands separated by points or single spaces, decimals, sign, unit and
# scale. A date, a range and a section number are one token each, so that no part of them matches;
# a number that follows a letter (`PC100`) is part of a name.
PRINTED = re.compile(
    r"(?P<euro>€\s?)?"
    r"(?:(?<![^\s(€])(?P<sign>[+\-−]))?"
    r"(?<!\w)(?P<digits>(?:\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+)(?:[.,/:–-]\d+)*)"
    r"(?P<percent>\s?%)?"
    r"(?:\s?(?P<scale>miljoen|miljard|mio|mln|mld)\b)?"
)

_SCALES = MappingProxyType(
    {"miljoen": 1e6, "mio": 1e6, "mln": 1e6, "miljard": 1e9, "mld": 1e9, None: 1.0}
)
_POINT_AS_COMMA = re.compile(r"\d+\.\d{1,2}")


def parse_figure(value: str) -> float | None:
    """Return a printed value as a number: percentages in percent, amounts in euros.

    Text that is not one number gives None; a date or a range is not.

    Examples
    --------
    >>> parse_figure("1.234,5"), parse_figure("-12%"), parse_figure("€ 5,2 miljoen")
    (1234.5, -12.0, 5200000.0)
    >>> parse_figure("42 422 894"), parse_figure("269.5"), parse_figure("31/12/2022")
    (42422894.0, 269.5, None)
    """
    match = PRINTED.fullmatch(value.strip())
    if match is None:
        return None
    digits = match["digits"]
    if _POINT_AS_COMMA.fullmatch(digits):
        digits = digits.replace(".", ",")
    number = parse_number((match["sign"] or "") + digits)
    return None if number is None else number * _SCALES[match["scale"]]
