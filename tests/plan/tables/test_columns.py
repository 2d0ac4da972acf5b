from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables import columns


@pytest.mark.parametrize(
    ("column", "printed", "value"),
    [
        (columns.integer("x"), "1.265", 1265),
        (columns.integer("x"), "0", 0),
        (columns.euros("x"), "€ 5.989.127", 5989127),
        (columns.euros("x"), "-1.331.566", -1331566),
        (columns.percentage("x"), "98,50%", 98.5),
        (columns.percentage("x"), "-17%", -17.0),
        (columns.percent_points("x"), "+0,41 ppt", 0.41),
        (columns.flag("x"), "1", True),
        (columns.line(), "8640", 8640),
    ],
)
def test_a_printed_cell_becomes_its_value(
    column: columns.PrintedColumn, printed: str, value: object
) -> None:
    assert column.parse(printed) == value


@pytest.mark.parametrize("printed", ["", "Nvt", "nvt", "nb", "/"])
def test_a_quantity_that_does_not_exist_is_missing_and_not_zero(printed: str) -> None:
    assert columns.integer("x").parse(printed) is None
    assert columns.percentage("x").parse(printed) is None


@pytest.mark.parametrize(
    ("column", "printed"),
    [
        (columns.integer("x"), "1.26"),
        (columns.integer("x"), "1,5"),
        (columns.integer("x"), "hondred"),
        (columns.percentage("x"), "98,5"),
        (columns.percent_points("x"), "3%"),
        (columns.flag("x"), "yes"),
        (columns.line(), "0"),
        (columns.line(), "9" * 20),
        (columns.integer("x"), "9" * 20),
    ],
)
def test_a_cell_of_another_kind_is_refused(column: columns.PrintedColumn, printed: str) -> None:
    with pytest.raises(columns.NotReadableError):
        column.parse(printed)


def test_all_bad_cells_are_reported_at_once_with_file_row_and_column() -> None:
    frame = pd.DataFrame(
        {"target": ["100%", "honderd"], "line": ["1", "x"]}, index=pd.RangeIndex(2, 4)
    )
    with pytest.raises(DataError) as caught:
        columns.parse_columns(frame, [columns.percentage("target"), columns.line()], "norms.csv")
    assert [problem.where for problem in caught.value.problems] == [
        "norms.csv, row 3, column 'target'",
        "norms.csv, row 3, column 'line'",
    ]
    assert caught.value.problems[0].found == "'honderd'"


def test_a_printed_cell_that_does_not_parse_has_no_value() -> None:
    cells = pd.Series(["-13,4 ppt", "0 pp+", ""], index=[2, 3, 4])
    values = columns.parse_printed(cells, columns.percent_points("change"))
    assert values.dropna().to_dict() == {2: -13.4}
