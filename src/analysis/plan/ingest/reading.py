"""What the reader of a table gives: the table, what is doubtful, and the lines that it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.plan.ingest.document import Line
    from analysis.plan.ingest.notes import Note


class TableReading(NamedTuple):
    """A raw table and how it was read.

    Attributes
    ----------
    table
        One row per printed row, every cell text.
    notes
        Doubtful rows, and lines of the table that no row uses.
    lines
        The numbers of the lines that the reader looked at as the table's own.
    """

    table: pd.DataFrame
    notes: list[Note]
    lines: frozenset[int]


def table_reading(
    rows: Iterable[Sequence[str]], columns: list[str], notes: list[Note], lines: Iterable[Line]
) -> TableReading:
    """Return rows of cells as a reading; `lines` are those of the table's place."""
    table = pd.DataFrame(list(rows), columns=columns, dtype=str)
    return TableReading(table, notes, frozenset(line.number for line in lines))
