from __future__ import annotations

import pandas as pd
import pytest

from analysis.subjects.attention.points import COLUMNS, collected, fired, totals
from analysis.toolkit.points import Step

STEPS = (Step(10, 2), Step(1, 1))


def values(*pairs: tuple[str, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(pairs, columns=["subject", "value"]).astype({"value": "Float64"})
    return frame.assign(reason="norm_missed", line=range(len(frame)))


@pytest.mark.parametrize(
    ("value", "expected"), [(0.5, []), (1.0, []), (1.1, [1]), (10.0, [1]), (10.1, [2])]
)
def test_a_value_over_a_threshold_gives_its_points(value: float, expected: list[int]) -> None:
    signals = fired(values(("a", value)), "measure", "norm_missed", STEPS)
    assert signals["points"].tolist() == expected


def test_a_signal_says_what_fired_and_where() -> None:
    signals = fired(values(("a", None), ("b", 12)), "measure", "norm_missed", STEPS)
    assert list(signals) == list(COLUMNS)
    assert signals.to_numpy().tolist() == [
        ["measure", "b", "norm_missed", 12.0, 10.0, 2, "norm_missed", 1]
    ]


def test_points_add_up_per_subject() -> None:
    first = fired(values(("a", 5), ("b", 12)), "measure", "norm_missed", STEPS)
    second = fired(values(("a", 5), ("c", 5)), "measure", "norm_worse", (Step(1, 2),))
    table = totals(collected([first, second]))
    assert table[["subject", "points", "signals"]].to_numpy().tolist() == [
        ["a", 3, 2],
        ["b", 2, 1],
        ["c", 2, 1],
    ]


def test_no_signals_give_the_columns() -> None:
    nothing = collected([fired(values(), "measure", "norm_missed", STEPS)])
    assert nothing.empty
    assert list(nothing) == list(COLUMNS)
    assert list(totals(nothing)) == ["kind", "subject", "points", "signals"]
