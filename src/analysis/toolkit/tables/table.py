"""A table as the report shows it, and the HTML of it.

The renderer is our own, and small. great_tables is not used: each of its tables brings a style
sheet of its own, where the page has one for all, in light, in dark and on paper; and its Dutch
notation (`€1.234,50`) is another than `analysis.dutch` gives the prose and the charts. Where a
reader searches a table, the report itself adds sorting and filtering.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from analysis.toolkit.tables.cells import KINDS, PLACE, YEAR, Column

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the text and data that go with it.

    Attributes
    ----------
    html
        `<table>` without a caption, which the report sets from the title.
    title
        What it lists, as a phrase without a full stop.
    note
        How to read it, and what not to conclude.
    source
        The plan's table, and the sections and rows.
    data
        The same values, with Dutch column names.
    """

    html: str
    title: str
    note: str
    source: str
    data: pd.DataFrame


def table_of(  # noqa: PLR0913 - a table and its texts
    columns: Sequence[Column],
    *,
    title: str,
    note: str,
    source: str,
    foot: int = 0,
    more: Sequence[Column] = (),
) -> Table:
    """Make a table whose last `foot` rows are totals; its data have `more` columns."""
    return Table(html_table(columns, foot), title, note, source, data_of([*columns, *more]))


def html_table(columns: Sequence[Column], foot: int = 0) -> str:
    """Write an HTML table: the first column heads the rows, the last `foot` rows are totals."""
    rows = [_row(columns, row) for row in range(len(columns[0].values))]
    cut = len(rows) - foot
    head = "".join(_header(column) for column in columns)
    foots = f"<tfoot>{''.join(rows[cut:])}</tfoot>" if foot else ""
    body = f"<tbody>{''.join(rows[:cut])}</tbody>"
    return f"<table><thead><tr>{head}</tr></thead>{body}{foots}</table>"


def data_of(columns: Sequence[Column]) -> pd.DataFrame:
    """Return the columns as a frame with their headers as names."""
    return pd.DataFrame({column.header: column.plain() for column in columns}).convert_dtypes()


def frame_table(data: pd.DataFrame) -> str:
    """Write any frame as an HTML table; numbers are recognised by their type."""
    return html_table([Column(str(name), list(data[name]), _kind(data[name])) for name in data])


def _kind(values: pd.Series) -> str:
    if values.name == PLACE:
        return "place"
    if values.name == YEAR and pd.api.types.is_numeric_dtype(values.dtype):
        return "year"
    if pd.api.types.is_integer_dtype(values.dtype):
        return "count"
    return "decimal" if pd.api.types.is_float_dtype(values.dtype) else "text"


def _header(column: Column) -> str:
    css = ' class="num"' if KINDS[column.kind].numeric else ""
    return f'<th scope="col"{css}>{escape(column.header)}</th>'


def _row(columns: Sequence[Column], row: int) -> str:
    first, *others = columns
    _, heading = first.cell(row)
    cells = "".join(_cell(column, row) for column in others)
    return f'<tr><th scope="row">{heading}</th>{cells}</tr>'


def _cell(column: Column, row: int) -> str:
    classes, inside = column.cell(row)
    css = f' class="{classes}"' if classes else ""
    return f"<td{css}>{inside}</td>"
