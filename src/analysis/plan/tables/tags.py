"""Funding tags such as `AHAD` and `RRF`, printed in brackets in a milestone or its theme."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "AHAD": re.compile(r"\bAHAD\b"),
        "RRF": re.compile(r"\bRRF\b"),
        "REACT-EU": re.compile(r"\bREACT\b", re.IGNORECASE),
        "ESF": re.compile(r"\bESF\b"),
    }
)
# A bracket holds tags only when it begins with one: "(uitgesteld tot de ESF-oproep)" does not.
_TAGGED = re.compile(r"[\[(]\s*((?:AHAD|RRF|REACT|ESF)\b[^\])]*)[\])]", re.IGNORECASE)


def tags_of(text: str) -> str:
    """Return the funding tags in a text, joined by spaces.

    >>> tags_of("[AHAD- RRF] Portaal (na de oproep ESF)")
    'AHAD RRF'
    """
    inside = " ".join(_TAGGED.findall(text))
    return " ".join(tag for tag, printed in _TAGS.items() if printed.search(inside))
