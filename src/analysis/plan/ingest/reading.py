"""What the reader of a table gives: the table, what is doubtful, and the lines that it took."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.plan.ingest.notes import Note
from analysis.plan.tables.raw import RAW_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.plan.ingest.document.model import Grid
    from analysis.plan.ingest.tables import TablePart


RUNNING = re.compile(r"\b(?:pagina|blz\.?) \d+(?: (?:van|/) \d+)?\b", re.IGNORECASE)


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
    notes: Iterable[Note],
    parts: Iterable[TablePart],
) -> TableReading:
    """Return rows of cells as a reading, with the notes of the tables that they are from."""
    grids = {id(part.grid): part.grid for part in parts}
    found = [*notes, *(note for grid in grids.values() for note in grid.notes)]
    found += [note for grid in grids.values() for note in uneven_rows(grid, table)]
    table_rows = list(rows)
    found += [
        Note(table, int(row[-1]), "holds the text of a running head", " ".join(row[:-1]))
        for row in table_rows
        if any(RUNNING.search(cell) for cell in row)
    ]
    lines = frozenset[int]().union(*(grid.lines for grid in grids.values()))
    return TableReading(raw_table(table, table_rows), found, lines)


def raw_table(
    table: str, rows: Iterable[Sequence[str]] | Iterable[Mapping[str, str]]
) -> pd.DataFrame:
    """Return rows of cells as a raw table, with the columns of its file except the page."""
    columns = [name for name in RAW_COLUMNS[table] if name != "page"]
    return pd.DataFrame(list(rows), columns=columns, dtype=str)


def uneven_rows(grid: Grid, table: str) -> Iterator[Note]:
    """Yield a note for each row that has not as many columns as its table."""
    for row in range(grid.height):
        missing = sum(grid.at(row, column) is None for column in range(grid.width))
        if missing:
            reason = f"{grid.width - missing} columns in a table of {grid.width}"
            yield Note(table, grid.line_of(row), reason)
        text = grid.text_of(row)
        if RUNNING.search(text):
            yield Note(table, grid.line_of(row), "holds the text of a running head", text)


def pieces(table: str, rows: Sequence[Sequence[str]], *, name: int = 0) -> Iterator[Note]:
    """Yield a note for each row that may go on in the next one, which has nothing but a name.

    Parameters
    ----------
    table
        The raw table, for the notes.
    rows
        Its rows; the last cell of each is its line.
    name
        The column of the name.
    """
    for row, after in pairwise(rows):
        values = [cell for place, cell in enumerate(after[:-1]) if place > name]
        if after[name] and not any(values):
            yield Note(table, int(row[-1]), "may go on in the row below, which has no values")
