"""The content of CSV files."""

from __future__ import annotations

import doctest

import pandas as pd
import pytest

from analysis.publishing.outputs import csv
from analysis.publishing.outputs.csv import csv_bytes, harmless
from analysis.publishing.outputs.tables import described


def test_the_docstring_examples_pass() -> None:
    assert doctest.testmod(csv).failed == 0


def test_values_are_written_in_machine_readable_form() -> None:
    frame = pd.DataFrame(
        {
            "label": ['zeg "ja"', "één; twee"],
            "value": pd.array([-1234.5, None], dtype="Float64"),
            "count": pd.array([1234567, None], dtype="Int64"),
            "total": [True, False],
        }
    )
    assert csv_bytes(described("x", frame)).decode() == (
        'label,value,count,total\r\n"zeg ""ja""",-1234.5,1234567,true\r\néén; twee,,,false\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_looks_like_a_formula_is_marked_as_text(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    assert harmless(text) == f"'{text}"
    table = described("x", pd.DataFrame({"label": [text]}))
    assert csv_bytes(table).decode().split("\r\n", 1)[1].lstrip('"').startswith("'")
