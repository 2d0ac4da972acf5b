from __future__ import annotations

import pandas as pd
import pytest

from analysis.subjects.inspections.counts import (
    COUNTS,
    change_in_percent,
    per_measure,
    printed_total,
    sums,
    without_chapter,
)

ROWS = pd.DataFrame(
    [
        ("TOTAAL", 30, 25, 4, 3, 100, 50, True),
        ("Kaarten", 10, 20, 4, 3, None, None, False),
        ("Maatwerk", 20, 5, None, None, 100, 50, False),
        ("Niets", 0, None, None, None, None, None, False),
    ],
    columns=["label", *COUNTS, "total"],
).astype(dict.fromkeys(COUNTS, "Int64"))


def test_the_rows_are_the_measures() -> None:
    assert list(per_measure(ROWS)["label"]) == ["Kaarten", "Maatwerk", "Niets"]


def test_the_sum_of_the_rows_is_comparable_with_the_printed_total() -> None:
    assert sums(ROWS) == printed_total(ROWS)
    assert sums(ROWS)["cases_current"] == 25


def test_a_sum_of_empty_cells_is_missing_not_zero() -> None:
    found = sums(ROWS.iloc[[3]])
    assert found["cases_previous"] == 0
    assert found["cases_current"] is None
    assert found["reports_current"] is None
    silent = printed_total(ROWS.assign(reports_current=pd.array([None] * 4, dtype="Int64")))
    assert silent is not None
    assert silent["reports_current"] is None
    assert change_in_percent(None, 5) is None
    assert change_in_percent(5, None) is None


def test_rows_of_no_chapter_are_those_of_measures_without_one() -> None:
    named = ROWS.assign(chapter=pd.array([None, "activering", None, None], dtype="str"))
    assert list(without_chapter(named)["label"]) == ["Maatwerk", "Niets"]


def test_a_chapters_rows_have_no_printed_total() -> None:
    assert printed_total(per_measure(ROWS)) is None


@pytest.mark.parametrize(
    ("previous", "current", "change"), [(200, 150, -25.0), (3, 89, 2866.6667), (0, 5, None)]
)
def test_a_change_from_zero_or_nothing_is_none(
    previous: int, current: int, change: float | None
) -> None:
    found = change_in_percent(previous, current)
    assert found == (None if change is None else pytest.approx(change))
