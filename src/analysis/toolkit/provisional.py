"""What the plan says of how final the amounts of the year before are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from analysis.dutch import day
from analysis.plan.tables.moments import moments
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.tables.table import Table

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

Noted = TypeVar("Noted", Chart, Table)


def provisional(remarks: pd.DataFrame) -> pd.DataFrame:
    """Return the remarks that the amounts of the year before may still change."""
    return remarks.loc[remarks["topic"] == "provisional"]


def provisional_date(remarks: pd.DataFrame, year: int) -> date | None:
    """Return the date of the snapshot of the amounts; None if the plan of `year` names none."""
    words = " ".join(str(words) for words in provisional(remarks)["about"])
    return next((moment.first for moment in moments(words, year) if moment.is_day), None)


def provisional_note(remarks: pd.DataFrame, year: int) -> str:
    """Say for a note that the amounts realised may still change; empty if the plan does not.

    With the date of the snapshot, if the plan names one.
    """
    if provisional(remarks).empty:
        return ""
    date = provisional_date(remarks, year)
    taken = f", een momentopname van {day(date)}" if date else ""
    return f"De realisaties van {year - 1} zijn voorlopig{taken}."


def with_provisional_note(item: Noted | None, remarks: pd.DataFrame, year: int) -> Noted | None:
    """Add `provisional_note` to the note of a figure or table that rests on those amounts."""
    if item is None:
        return None
    return replace(item, note=f"{item.note} {provisional_note(remarks, year)}".rstrip())
