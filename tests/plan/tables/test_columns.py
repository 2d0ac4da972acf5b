from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables import columns as typed


@pytest.mark.parametrize(
    ("column", "printed", "value"),
    [
        (typed.integer("x"), "1.265", 1265),
        (typed.integer("x"), "0", 0),
        (typed.euros("x"), "€ 5.989.127", 5989127),
        (typed.euros("x"), "-1.331.566", -1331566),
        (typed.percentage("x"), "98,50%", 98.5),
        (typed.percentage("x"), "-17%", -17.0),
        (typed.percent_points("x"), "+0,41 ppt", 0.41),
        (typed.flag("x"), "1", True),
        (typed.line("x"), "8640", 8640),
    ],
)
def test_a_printed_cell_becomes_its_value(
    column: typed.Column, printed: str, value: object
) -> None:
    assert column.parse(printed) == value


@pytest.mark.parametrize("printed", ["", "Nvt", "nvt", "nb", "/"])
def test_what_does_not_exist_is_missing_and_not_zero(printed: str) -> None:
    assert typed.integer("x").parse(printed) is None
    assert typed.percentage("x").parse(printed) is None


@pytest.mark.parametrize(
    ("column", "printed"),
    [
        (typed.integer("x"), "1.26"),
        (typed.integer("x"), "1,5"),
        (typed.integer("x"), "hondred"),
        (typed.percentage("x"), "98,5"),
        (typed.percent_points("x"), "3%"),
        (typed.flag("x"), "yes"),
        (typed.line("x"), "0"),
    ],
)
def test_a_cell_of_another_kind_is_refused(column: typed.Column, printed: str) -> None:
    with pytest.raises(typed.NotReadableError):
        column.parse(printed)


def test_all_bad_cells_are_reported_at_once_with_file_row_and_column() -> None:
    frame = pd.DataFrame(
        {"target": ["100%", "honderd"], "line": ["1", "x"]}, index=pd.RangeIndex(2, 4)
    )
    with pytest.raises(DataError) as caught:
        typed.parse_columns(frame, [typed.percentage("target"), typed.line()], "norms.csv")
    assert [problem.where for problem in caught.value.problems] == [
        "norms.csv, row 3, column 'target'",
        "norms.csv, row 3, column 'line'",
    ]
    assert caught.value.problems[0].found == "'honderd'"
