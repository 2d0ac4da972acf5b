"""The numbers of a scale."""

from __future__ import annotations

import math

import pytest

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.scale import powers_of_ten, scale
from analysis.toolkit.charts.sheet import Row, sheet


def shown(low: float, high: float, ticks: dict[float, str]) -> list[str]:
    page = sheet([Row("Kop")], width=theme.NARROW)
    scale(page, low, high, ticks)
    return [label.get_text() for label in page.axes.get_xticklabels()]


def test_tick_labels_that_fit_are_all_drawn() -> None:
    assert shown(0, 1, {0: "0", 0.5: "½", 1: "1"}) == ["0", "½", "1"]


def test_a_number_that_would_touch_is_left_out_and_the_outermost_never() -> None:
    wide = dict.fromkeys((0.0, 0.1, 0.2, 0.9, 1.0), "100.000.000")
    assert shown(0, 1, wide) == ["100.000.000", "", "", "", "100.000.000"]


@pytest.mark.parametrize("low", [-2, 0, 12])
def test_a_short_scale_of_ratios_has_twos_and_fives_a_long_one_powers_only(low: int) -> None:
    short = powers_of_ten(low, low + 1, str)
    assert [round(10 ** (x - low), 6) for x in short] == [1, 2, 5, 10]
    long = powers_of_ten(low, low + 4, str)
    assert list(long) == pytest.approx([low, low + 1, low + 2, low + 3, low + 4])


def test_no_tick_lies_outside_its_range() -> None:
    found = powers_of_ten(math.log10(3), math.log10(40), str)
    assert all(3 <= 10**x <= 40.001 for x in found)
    assert len(found) == 3
