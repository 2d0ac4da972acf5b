"""The topics of `remarks.csv`, in which people keep what the prose says in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The topics of `remarks.csv`, each with what its rows say.
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "provisional": "that the amounts of the year before may still change",
        "cause": "why a norm was missed",
        "waiting": "how long a file takes, and why",
        "audit": "what an audit asks, and how far that is",
        "data": "a data product, and how far it is",
        "law": "that a decree or decision is expected, and when",
        "ending": "that a measure is phased out, and when",
        "staff": "where the staff came from",
        "money": "why an amount changed",
        "coverage": "what a board or dashboard covers",
    }
)
