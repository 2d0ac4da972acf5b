from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.plan.tables.timing import Timing, parse_timing, unreadable_part


@pytest.mark.parametrize(
    ("printed", "quarters"),
    [
        ("2023/Q1", "2023Q1"),
        ("2023/Q1-Q2", "2023Q1 2023Q2"),
        ("2023/Q1 – Q2", "2023Q1 2023Q2"),
        ("2023/Q1-4", "2023Q1 2023Q2 2023Q3 2023Q4"),
        ("2023/Q1, Q2, Q4", "2023Q1 2023Q2 2023Q4"),
        ("2023/Q2 en Q4", "2023Q2 2023Q4"),
        ("2023/Q1, Q2 en Q4", "2023Q1 2023Q2 2023Q4"),
        ("Q1", "2023Q1"),
        ("2024/Q1", "2024Q1"),
        ("Oplevering 2023/Q2", "2023Q2"),
        ("2023/Q4-2024/Q2", "2023Q4 2024Q1 2024Q2"),
        ("najaar", ""),
        ("", ""),
    ],
)
def test_every_printed_form_gives_its_quarters(printed: str, quarters: str) -> None:
    assert " ".join(parse_timing(printed, 2023).quarters) == quarters


def test_continuous_and_ad_hoc_have_no_quarters() -> None:
    assert parse_timing("doorlopend in 2023", 2023) == Timing(continuous=True)
    assert parse_timing("Ad hoc", 2023) == Timing(ad_hoc=True)


@given(st.text())
def test_any_text_gives_distinct_quarters_in_order(text: str) -> None:
    quarters = parse_timing(text, 2023).quarters
    assert list(quarters) == sorted(set(quarters))


@pytest.mark.parametrize(
    ("printed", "part"),
    [
        ("2023/Q5", "Q5"),
        ("2023/Q0", "Q0"),
        ("2023/Q12", "Q12"),
        ("2023/Q1-Q2, Q7", "Q7"),
        ("2023/Q1-5", "Q1-5"),
        ("2023/q1", "2023/q1"),
        ("2023/Q3-Q1", "Q3-Q1"),
        ("2023/Q1, Q4-Q2", "Q4-Q2"),
        ("2024/Q1-2023/Q4", "Q1-2023/Q4"),
        ("binnenkort eens", "binnenkort eens"),
        ("najaar", "najaar"),
        ("2023", "2023"),
    ],
)
def test_the_part_that_cannot_be_read_is_returned(printed: str, part: str) -> None:
    assert unreadable_part(printed) == part


@pytest.mark.parametrize(
    "printed",
    [
        *("", "2023/Q1", "2023/Q1-4", "2023/vanaf Q4", "Oplevering 2023/Q2", "2023/Q4-2024/Q1"),
        *("doorlopend in 2023", "Doorlopend", "Ad hoc", "Zie 6.1.10", "zie 3.1", "Nvt"),
    ],
)
def test_what_a_plan_prints_can_be_read(printed: str) -> None:
    assert unreadable_part(printed) == ""
