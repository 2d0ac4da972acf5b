from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import dutch

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234567.891, 1, "1.234.567,9"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (-0.4, 0, "0"),
        (0.125, 2, "0,13"),
        (None, 0, "–"),
        (math.nan, 2, "–"),
        (pd.NA, 0, "–"),
        (math.inf, 0, "∞"),
    ],
)
def test_a_number_has_points_and_a_comma_and_rounds_half_away_from_zero(
    value: float | None, decimals: int, text: str
) -> None:
    assert dutch.number(value, decimals) == text


def test_a_change_has_a_sign_unless_it_rounds_to_zero() -> None:
    assert [dutch.signed(x, 1) for x in (2.72, -7.2, 0.0, -0.04)] == ["+2,7", "−7,2", "0,0", "0,0"]


def test_units_are_joined_by_a_no_break_space() -> None:
    assert dutch.percent(98.5, 1) == f"98,5{SPACE}%"
    assert dutch.share(0.813) == f"81{SPACE}%"
    assert dutch.euro(-1331566) == f"€{SPACE}−1.331.566"
    assert dutch.million_euro(383_452_966) == f"€{SPACE}383,5{SPACE}mln."
    assert dutch.percent(None) == dutch.euro(math.nan) == dutch.million_euro(None) == "–"
    assert dutch.share(math.nan) == "–"


def test_nouns_agree_with_their_count() -> None:
    assert dutch.counted(1, "mijlpaal", "mijlpalen") == "1 mijlpaal"
    assert dutch.counted(0, "mijlpaal", "mijlpalen") == "0 mijlpalen"
    assert [dutch.count_word(n) for n in (0, 12, 13)] == ["nul", "twaalf", "13"]


def test_lists_end_with_en() -> None:
    assert dutch.listing([]) == ""
    assert dutch.listing(["a"]) == "a"
    assert dutch.listing(["a", "b", "c"]) == "a, b en c"


def test_a_quarter_is_formatted_as_in_the_plan() -> None:
    assert dutch.quarter("2023Q1") == "Q1 2023"


@pytest.mark.parametrize("text", ["1.26", "1,2,3", "abc", "", "12.34.567", "--3"])
def test_a_text_that_is_not_a_dutch_number_parses_as_none(text: str) -> None:
    assert dutch.parse_number(text) is None


@given(st.integers(-(10**12), 10**12))
def test_a_formatted_number_parses_to_the_same_value(value: int) -> None:
    assert dutch.parse_number(dutch.number(value)) == value
