"""The Excel workbook, read back with another library."""

from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import pandas as pd

from analysis.publishing.outputs.tables import described
from analysis.publishing.outputs.xlsx import CUT, GUIDE, LONGEST, workbook_bytes

FRAME = pd.DataFrame(
    {
        "label": ["=1+1", "https://elders.be", "12"],
        "line": pd.array([3, None, 5], dtype="Int64"),
        "value": pd.array([1.5, 2.5, None], dtype="Float64"),
        "total": [True, False, True],
    }
)


def opened(frame: pd.DataFrame) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes([described("norms", frame)], "T")))


def test_cells_have_their_type_and_no_text_is_a_formula_or_a_link() -> None:
    sheet = opened(FRAME)["norms"]
    rows = [[(cell.data_type, cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows == [
        [("s", "=1+1"), ("n", 3), ("n", 1.5), ("b", True)],
        [("s", "https://elders.be"), ("n", None), ("n", 2.5), ("b", False)],
        [("s", "12"), ("n", 5), ("n", None), ("b", True)],
    ]
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_a_sheet_has_a_filter_a_frozen_header_and_notes() -> None:
    sheet = opened(FRAME)["norms"]
    assert sheet.auto_filter.ref == "A1:D4"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b
    note = sheet["B1"].comment
    assert note is not None
    assert note.text == "Regel in de tekst van het plan"


def test_the_first_sheet_describes_every_column() -> None:
    rows = list(opened(FRAME)[GUIDE].iter_rows(values_only=True))
    assert rows[0] == ("Tabel", "Kolom", "Betekenis")
    assert str(rows[1][2]).startswith("Streefnormen. ")
    assert ("norms", "line", "Regel in de tekst van het plan") in rows


def test_a_text_longer_than_a_cell_can_hold_is_cut() -> None:
    sheet = opened(pd.DataFrame({"label": ["x" * 40_000]}))["norms"]
    assert sheet["A2"].value == "x" * (LONGEST - len(CUT)) + CUT


def test_the_same_tables_give_the_same_bytes_later() -> None:
    table = described("norms", FRAME)
    first = workbook_bytes([table], "T")
    time.sleep(1.1)  # the workbook's own time is in seconds
    assert workbook_bytes([table], "T") == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
