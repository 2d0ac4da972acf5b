"""The statuses of a milestone: the plan's words, our names and their order, best first."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Our name of each status and its Dutch label, in the order of every chart and table.
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "realised": "Gerealiseerd",
        "on_track": "Loopt op schema",
        "in_preparation": "In voorbereiding",
        "not_started": "Nog niet gestart",
        "delayed": "Loopt met vertraging",
        "on_hold": "On hold",
        "stopped": "Stopgezet",
        "reoriented": "Geheroriënteerd",
        "not_applicable": "Niet van toepassing",
    }
)

#: The plan's words for a status, in lower case. Another word in a plan stops the build.
PRINTED: Mapping[str, str] = MappingProxyType(
    {
        "gerealiseerd": "realised",
        "loopt op schema": "on_track",
        "op schema": "on_track",
        "in voorbereiding": "in_preparation",
        "nog niet gestart": "not_started",
        "loopt met vertraging": "delayed",
        "met vertraging": "delayed",
        "vertraging": "delayed",
        "on hold": "on_hold",
        "stopgezet": "stopped",
        "geheroriënteerd": "reoriented",
        "nvt": "not_applicable",
        "n.v.t.": "not_applicable",
    }
)

STATUS_DTYPE = pd.CategoricalDtype(list(STATUSES), ordered=True)


def status_of(printed: str) -> str | None:
    """Return our name of a printed status, or None for an unknown word."""
    return PRINTED.get(" ".join(printed.lower().split()))
