"""What the reader of a table gives: the table, what is doubtful, and the lines that it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.plan.ingest.document.model import Grid
    from analysis.plan.ingest.tables import TablePart


class TableReading(NamedTuple):
    """A raw table and how it was read.

    Attributes
    ----------
    table
        One row per printed row, every cell text.
    notes
        Doubtful rows, and lines of the table that no row uses.
    lines
        The numbers of the lines that the table takes.
    """

    table: pd.DataFrame
    notes: list[Note]
    lines: frozenset[int]


def table_reading(
    table: str,
    rows: Iterable[Sequence[str]],
    columns: list[str],
    notes: Iterable[Note],
    parts: Iterable[TablePart],
) -> TableReading:
    """Return rows of cells as a reading, with the notes of the tables that they are from."""
    grids = {id(part.grid): part.grid for part in parts}
    found = [*notes, *(note for grid in grids.values() for note in grid.notes)]
    found += [note for grid in grids.values() for note in uneven_rows(grid, table)]
    lines = frozenset[int]().union(*(grid.lines for grid in grids.values()))
    return TableReading(pd.DataFrame(list(rows), columns=columns, dtype=str), found, lines)


def uneven_rows(grid: Grid, table: str) -> Iterator[Note]:
    """Yield a note for each row that has not as many columns as its table."""
    for row in range(grid.height):
        missing = sum(grid.at(row, column) is None for column in range(grid.width))
        if missing:
            reason = f"{grid.width - missing} columns in a table of {grid.width}"
            yield Note(table, grid.line_of(row), reason)
