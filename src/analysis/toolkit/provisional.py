"""What the plan says of how final the amounts of the year before are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd

Noted = TypeVar("Noted", Chart, Table)

_DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")


def provisional(remarks: pd.DataFrame) -> pd.DataFrame:
    """Return the remarks that the amounts of the year before may still change."""
    return remarks.loc[remarks["topic"] == "provisional"]


def provisional_date(remarks: pd.DataFrame) -> str:
    """Return the date of the snapshot of the amounts; empty if the plan names none."""
    found = _DATE.search(" ".join(str(words) for words in provisional(remarks)["about"]))
    return found[0] if found else ""


def provisional_note(remarks: pd.DataFrame, year: int) -> str:
    """Say for a note that the amounts realised may still change; empty if the plan does not.

    With the date of the snapshot, if the plan names one.
    """
    if provisional(remarks).empty:
        return ""
    date = provisional_date(remarks)
    taken = f", een momentopname van {date}" if date else ""
    return f"De realisaties van {year - 1} zijn voorlopig{taken}."


def with_provisional_note(item: Noted | None, remarks: pd.DataFrame, year: int) -> Noted | None:
    """Add `provisional_note` to the note of a figure or table that rests on those amounts."""
    if item is None:
        return None
    return replace(item, note=f"{item.note} {provisional_note(remarks, year)}".rstrip())
