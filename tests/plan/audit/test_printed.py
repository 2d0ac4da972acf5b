from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import dutch
from analysis.plan.audit import Certainty
from analysis.plan.audit.durations import compare_durations, durations
from analysis.plan.audit.growth import attainable, read_indicator
from analysis.plan.audit.printed_number import (
    Interval,
    PrintedNumber,
    compare,
    disagreement,
    read_printed,
)
from analysis.plan.audit.similarity import coverage, same_label


def read(text: str) -> PrintedNumber:
    printed = read_printed(text)
    assert printed is not None
    return printed


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("93,10%", 93.1, 0.01),
        ("-13,4 ppt", -13.4, 0.1),
        ("−12%", -12, 1),
        ("€ 5.989.127", 5_989_127, 1),
        ("42 422 894", 42_422_894, 1),
        ("1.479.838,14", 1_479_838.14, 0.01),
        ("269.5", 269.5, 0.1),
        ("177 mio", 177_000_000, 1_000_000),
        ("drie leerecosystemen", 3, 1),
        ("een 11-tal maatregelen", 11, 1),
    ],
)
def test_a_printed_number_is_read_with_the_unit_of_its_last_digit(
    text: str, value: float, step: float
) -> None:
    printed = read(text)
    assert printed.value == pytest.approx(value)
    assert printed.step == pytest.approx(step)


@pytest.mark.parametrize("text", ["", "nvt", "nb", "(leeg)", "-"])
def test_a_text_without_a_number_reads_as_none(text: str) -> None:
    assert read_printed(text) is None


@pytest.mark.parametrize(
    ("one", "other", "certainty"),
    [
        ("93,55%", "93,10%", Certainty.CERTAIN),
        ("85%", "86%", Certainty.CERTAIN),
        ("98,5%", "99%", None),
        ("98,4%", "99%", Certainty.CERTAIN),
        ("98,9%", "98%", Certainty.WEAK),
        ("98,50%", "98,5%", None),
        ("12.748", "12.000", Certainty.PROBABLE),
        ("199.840", "200.000", None),
        ("net geen 20.000", "kaap van 20.000 overschreden", Certainty.CERTAIN),
        ("net geen 20.000", "19.412", None),
        ("net geen 20.000", "20.412", Certainty.CERTAIN),
        ("meer dan 20%", "25%", None),
        ("meer dan 20%", "20%", None),
        ("meer dan 20%", "18%", Certainty.CERTAIN),
    ],
)
def test_values_are_compared_at_their_printed_precision(
    one: str, other: str, certainty: Certainty | None
) -> None:
    assert compare(read(one), read(other)) == certainty
    assert compare(read(other), read(one)) == certainty


@given(st.integers(0, 10**7), st.integers(0, 3), st.integers(0, 3))
def test_a_number_never_contradicts_its_own_rounding(
    thousandths: int, decimals: int, finer: int
) -> None:
    value = thousandths / 1000
    coarse = read(dutch.number(value, decimals))
    fine = read(dutch.number(value, max(decimals, finer)))
    assert compare(coarse, fine) in {None, Certainty.WEAK}


@given(st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_a_change_agrees_with_the_rounded_values_that_it_comes_from(
    before: int, after: int
) -> None:
    """The results are printed without decimals, their change with one decimal."""
    printed = [PrintedNumber(float(round(value / 10)), 1) for value in (before, after)]
    change = PrintedNumber((after - before) / 10, 0.1)
    assert disagreement(printed[1].interval() - printed[0].interval(), change) is None


def test_a_truncated_result_is_a_weak_disagreement() -> None:
    assert disagreement(Interval(30.2158, 30.2158), PrintedNumber(30.21, 0.01)) == Certainty.WEAK


def test_a_bound_has_an_open_end() -> None:
    assert read("bijna 50").interval() == Interval(-math.inf, 50)
    assert read("ruim 50").interval() == Interval(50, math.inf)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("minstens 8 weken", ">= 54 dagen", False),
        ("minstens 8 weken", ">= 56 dagen", True),
        ("4,5 maand", "binnen 4 maanden", False),
        ("anderhalve kalenderdag", "1,5 dag", True),
        ("4 maanden", "binnen 120 dagen", True),
        ("6 maanden", "binnen 120 dagen", False),
        ("30 kalenderdagen", "30 dagen", True),
    ],
)
def test_durations_are_compared_in_days(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    here, there = durations(one)[0], durations(other)[0]
    assert (compare_durations(here, there) is None) is same


def test_an_indicator_is_split_into_base_role_and_sign() -> None:
    assert read_indicator("dossiers, schooljaar, afname in procent") == (
        "dossiers, schooljaar",
        "growth",
        -1,
    )
    assert read_indicator("dossiers") == ("dossiers", "level", 1)


@given(st.integers(1, 400), st.integers(0, 400))
def test_a_real_growth_is_always_attainable(before: int, after: int) -> None:
    percent = float(read(dutch.number(100 * (after / before - 1))).value)
    assert attainable(PrintedNumber(before, 1), PrintedNumber(percent, 1))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("[AHAD - RRF] Lanceren opdracht dijken", "Lanceren opdracht dijken (ESF)", True),
        ("Lanceren opdracht dijkn", "Lanceren opdracht dijken", True),
        ("Jaarrapport droogte 2029", "Jaarrapport droogte 2030", False),
        ("Decreet fonds (ag. pr. goedk.)", "Decreet fonds (ag. def. goedk.)", False),
        ("Opstart", "Opstart", False),
    ],
)
def test_labels_are_compared_by_words_and_numbers(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_label(one, other) is same


def test_a_topic_is_covered_by_a_title_in_any_spelling() -> None:
    assert coverage("de boordtabel", ["Legislatuurboordtabel VSI"]) == 1
    assert coverage("leiderschap", ["Welzijn"]) == 0
