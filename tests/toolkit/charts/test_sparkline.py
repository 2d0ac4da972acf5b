from __future__ import annotations

import re

from analysis.toolkit.charts.sparkline import HEIGHT, WIDTH, sparkline


def points(drawing: str) -> list[list[tuple[float, float]]]:
    """The points of each line."""
    paths = re.findall(r' d="M([^"]+)"', drawing)
    return [[(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", p)] for p in paths]


def test_the_line_runs_from_its_lowest_value_to_its_highest() -> None:
    (line,) = points(sparkline([10, 30, 20], "drie jaren"))
    assert line == [(3, HEIGHT - 3), (WIDTH / 2, 3), (WIDTH - 3, HEIGHT / 2)]


def test_equal_values_are_a_line_at_half_the_height() -> None:
    (line,) = points(sparkline([7, 7], "twee jaren"))
    assert {y for _, y in line} == {HEIGHT / 2}


def test_a_missing_value_breaks_the_line_and_keeps_its_place() -> None:
    drawing = sparkline([1, 2, None, None, 3, None, 2], "zeven jaren")
    assert [len(line) for line in points(drawing)] == [2]
    dots = [float(x) for x in re.findall(r'cx="([\d.]+)"', drawing)]
    assert dots == [63, 93], "the value between two gaps, and the last one"


def test_one_value_has_no_line() -> None:
    assert sparkline([None, 5], "één jaar") == ""


def test_its_alternative_text_is_escaped() -> None:
    assert 'role="img" aria-label="5 &lt; 6 &quot;dus&quot;"' in sparkline([5, 6], '5 < 6 "dus"')
