"""The numbers of a scale."""

from __future__ import annotations

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.scale import scale
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
