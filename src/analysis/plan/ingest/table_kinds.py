"""The kinds of rows that a plan has: by raw table and, where a table has more, by kind.

Every one is in the reading report, also when no row of it was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.ingest.statuses import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

MILESTONES = "milestones"
ADDITIONAL = "1"
_KINDS = {
    "projects": ("policy", "organisation"),
    "objectives": ("strategic", "operational", "organisation"),
}


def kinds_of(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the rows of each kind, by a name such as `milestones, planned`."""
    found: dict[str, pd.DataFrame] = {}
    for name, table in tables.items():
        if name == MILESTONES:
            found |= _milestones(table)
        elif name in _KINDS:
            found |= {f"{name}, {kind}": table[table["kind"] == kind] for kind in _KINDS[name]}
        else:
            found[name] = table
    return found


def milestone_kind(kind: str, additional: str) -> str:
    """Return the name of a kind of milestones."""
    return f"{MILESTONES}, {kind}{', additional' if additional == ADDITIONAL else ''}"


def table_of(name: str) -> str:
    """Return the raw table of a kind."""
    return name.split(",", maxsplit=1)[0]


def _milestones(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the milestones by kind; no plan lists additional ones among those it plans."""
    names = [milestone_kind(*pair) for pair in zip(table["kind"], table["additional"], strict=True)]
    wanted = [
        milestone_kind("evaluated", ADDITIONAL),
        *(milestone_kind(kind, "0") for kind in KINDS),
    ]
    return {
        name: table[[other == name for other in names]]
        for name in dict.fromkeys([*sorted(wanted), *names])
    }
