from __future__ import annotations

import math

import pytest

from analysis.plan.tables.legend import step


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (99.0, 85.0, "above"),
        (100.0, 100.0, "met"),
        (99.99, 100.0, "under"),
        (90.0, 100.0, "under"),
        (89.99, 100.0, "far_under"),
        (37.0, 100.0, "far_under"),
        (math.nan, 100.0, None),
        (100.0, math.nan, None),
    ],
)
def test_a_result_falls_in_the_plans_step(value: float, target: float, expected: str) -> None:
    assert step(value, target) == expected
