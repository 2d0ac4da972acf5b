"""Drawings as SVG: small, with patterns, and with the value under each mark."""

from __future__ import annotations

import pytest
from matplotlib.patches import Rectangle

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.drawing import Drawing, blank
from analysis.toolkit.charts.ratios import ratio_bars
from analysis.toolkit.charts.sheet import Row, Sheet, sheet
from analysis.toolkit.charts.stacked import Bar, stacked_bars
from analysis.toolkit.charts.svg import svg
from analysis.toolkit.charts.swatch import fill

LABELS = {"a": "Af", "b": "Bezig"}
COLOURS = {"a": theme.ACCENT, "b": theme.STATUS_COLOURS["delayed"]}


def bars(width: float) -> Drawing:
    return stacked_bars([Bar("Kop & staart", {"a": 200, "b": 1})], LABELS, COLOURS, "", width)


def test_a_pattern_is_defined_once_and_small() -> None:
    drawing, canvas = blank(100, 100)
    for x in range(5):
        fill(canvas, (x * 10, 0), (8, 8), theme.STATUS_COLOURS["delayed"])
    text = svg(drawing)
    assert text.count("<pattern") == 1
    assert text.count('fill="url(#') == 5
    assert len(text) < 1500


def test_each_part_of_a_bar_has_its_value() -> None:
    text = svg(bars(theme.NARROW))
    assert 'data-value="Kop &amp; staart: af: 200 · bezig: 1"' in text
    assert 'data-value="Kop &amp; staart: bezig: 1"' in text


def test_a_value_lies_under_its_mark() -> None:
    drawing, canvas = blank(200, 100)
    drawing.add_areas(canvas, [(50, 60, 20, 40, "waarde")])
    (area,) = drawing.areas
    assert (area.x, area.y, area.width, area.height) == pytest.approx((50, 20, 10, 20))


def test_a_wide_bar_has_its_small_numbers_over_it_and_its_total_behind_it() -> None:
    wide, narrow = bars(theme.WIDE), bars(theme.NARROW)
    assert {text.get_text() for text in wide.axes[1].texts} == {"200", "1"}
    assert {text.get_text() for text in narrow.axes[1].texts} == {"200"}
    assert "201" in {text.get_text() for text in wide.axes[0].texts}


def page(width: float) -> Sheet:
    return sheet([Row("Kop", "waarde"), Row("Kop")], width=width)


def test_labels_are_left_of_their_marks_where_there_is_room() -> None:
    wide, narrow = page(theme.WIDE), page(theme.NARROW)
    heading = wide.figure.axes[0].texts[0]
    assert heading.get_position()[1] == pytest.approx(wide.centres[0])
    assert narrow.figure.axes[0].texts[0].get_position()[1] < narrow.centres[0] - 10
    assert wide.axes.get_position().x0 > narrow.axes.get_position().x0


def test_a_ratio_of_two_is_as_long_as_a_half_and_says_in_which_direction() -> None:
    drawing = ratio_bars([Row("A"), Row("B"), Row("C")], [2.0, 0.5, 1.0], "", theme.WIDE)
    patches = [box for box in drawing.axes[1].patches if isinstance(box, Rectangle)]
    widths = [box.get_width() for box in patches]
    assert widths[0] == pytest.approx(-widths[1])
    assert widths[2] == 0
    words = [label.get_text() for label in drawing.axes[1].get_xticklabels()]
    assert "gelijk" in words
