"""All tables in one Excel workbook: typed, with filters and notes on the headers, no formulas."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from analysis.publishing.outputs.tables import FOLDER
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from analysis.publishing.outputs.output import OutputContext
    from analysis.publishing.outputs.tables import DataColumn, DataTable

GUIDE = "Leeswijzer"
LONGEST = 32_767  # characters that Excel takes in a cell
CUT = " […]"
NARROW, WIDE, SAMPLE = 9, 60, 200
# A text that looks like a formula, a link or a number stays text.
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
#: A fixed date, so that the same tables give the same bytes.
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no time zones


def write_xlsx(context: OutputContext) -> None:
    """Write `data/planmonitor-<year>.xlsx`; the same tables give the same bytes."""
    folder, title = context.folder / FOLDER, load_report_settings(context.project).title
    folder.mkdir(exist_ok=True)
    book = workbook_bytes(context.tables, f"{title} {context.year}")
    (folder / f"planmonitor-{context.year}.xlsx").write_bytes(book)


def workbook_bytes(tables: Sequence[DataTable], title: str) -> bytes:
    """Write a sheet that describes the tables, then a sheet for each table."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, **PLAIN})
    book.set_properties({"title": title, "created": CREATED})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    _write_guide(book.add_worksheet(GUIDE), tables, bold, wrapped)
    for table in tables:
        _write_table(book.add_worksheet(table.name[:31]), table, bold)
    book.close()
    return stream.getvalue()


def _write_guide(
    sheet: Worksheet, tables: Iterable[DataTable], bold: Format, wrapped: Format
) -> None:
    for place, (name, width) in enumerate({"Tabel": 16, "Kolom": 26, "Betekenis": 90}.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, bold)
    row = 1
    for table in tables:
        lines = [("", f"{table.title}. {table.description}")]
        lines += [(column.name, column.description) for column in table.columns]
        for name, words in lines:
            sheet.write_string(row, 0, table.name, wrapped)
            sheet.write_string(row, 1, name, wrapped)
            sheet.write_string(row, 2, words, wrapped)
            row += 1
    sheet.autofilter(0, 0, row - 1, 2)
    sheet.freeze_panes(1, 0)


def _write_table(sheet: Worksheet, table: DataTable, bold: Format) -> None:
    for place, column in enumerate(table.columns):
        values = list(table.frame[column.name])
        sheet.set_column(place, place, _width(column, values))
        sheet.write_string(0, place, column.name, bold)
        if column.description:
            sheet.write_comment(0, place, column.description, {"x_scale": 2})
        for row, value in enumerate(values, start=1):
            _write_cell(sheet, row, place, value, column.type)
    sheet.autofilter(0, 0, max(len(table.frame), 1), len(table.columns) - 1)
    sheet.freeze_panes(1, 0)


def _write_cell(sheet: Worksheet, row: int, place: int, value: Any, kind: str) -> None:  # noqa: ANN401 - a cell of any type
    if pd.isna(value) or value == "":
        return
    if kind == "boolean":
        sheet.write_boolean(row, place, bool(value))
    elif kind == "string":
        text = str(value)
        sheet.write_string(
            row, place, text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
        )
    else:
        sheet.write_number(row, place, float(value))


def _width(column: DataColumn, values: Sequence[Any]) -> int:
    longest = max((len(str(value)) for value in values[:SAMPLE] if not pd.isna(value)), default=0)
    return min(max(longest, len(column.name) + 3, NARROW), WIDE)
