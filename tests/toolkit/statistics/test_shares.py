from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from analysis.toolkit.milestones import assessed, not_realised, status_counts
from analysis.toolkit.statistics.shares import realisation, wilson_interval

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def by_hand(successes: int, n: int, z: float) -> tuple[float, float]:
    """Wilson's formula, written out."""
    p = successes / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return middle - half, middle + half


@pytest.mark.parametrize(("successes", "n"), [(0, 10), (10, 10), (98, 121), (1, 1)])
def test_the_interval_is_wilsons(successes: int, n: int) -> None:
    """It equals the formula, also at 0 of n and n of n."""
    expected = by_hand(successes, n, 1.959963984540054)
    assert wilson_interval(successes, n) == pytest.approx(expected, abs=1e-12)


def test_the_level_widens_the_interval() -> None:
    """Z is 2.5758 at 99 %."""
    expected = by_hand(5, 20, 2.5758293035489004)
    assert wilson_interval(5, 20, 0.99) == pytest.approx(expected, abs=1e-12)


def test_a_textbook_value() -> None:
    """15 of 20: 0.531 to 0.888."""
    assert wilson_interval(15, 20) == pytest.approx((0.531299, 0.888138), abs=1e-6)


def test_nothing_tried_has_no_interval() -> None:
    assert all(math.isnan(limit) for limit in wilson_interval(0, 0))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((3, 2, 0.95), "successes must lie within 0 and n = 2; not 3"),
        ((-1, 2, 0.95), "successes must lie within 0 and n = 2; not -1"),
        ((1, 2, 95), "confidence must lie between 0 and 1; not 95"),
    ],
)
def test_impossible_arguments_are_named(arguments: tuple[int, int, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        wilson_interval(*arguments)


@pytest.fixture
def milestones(make_milestones: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    def of(section: str, **row: Any) -> dict[str, Any]:  # noqa: ANN401 - any cell
        return {"section": section, **row}

    return make_milestones(
        of("3.1.2", status="realised"),
        of("3.1.2", status="delayed"),
        of("3.1.2", status=None),
        of("3.1.1", status="realised"),
        of("3.1.1", status="not_applicable"),
        of("3.1.3", status=None),
        of("3.1.1", kind="planned"),
    )


def test_the_denominator_is_evaluated_with_a_status_and_applicable(
    milestones: pd.DataFrame,
) -> None:
    assert list(assessed(milestones).index) == [0, 1, 3]


def test_not_realised_are_assessed_with_another_status(milestones: pd.DataFrame) -> None:
    assert list(not_realised(milestones)["status"]) == ["delayed"]


def test_realisation_of_the_whole(milestones: pd.DataFrame) -> None:
    """Two of three; the interval is Wilson's."""
    row = realisation(milestones).iloc[0]
    assert (row["realised"], row["n"]) == (2, 3)
    assert (row["low"], row["high"]) == pytest.approx(wilson_interval(2, 3))


def test_realisation_per_group_keeps_the_plans_order(milestones: pd.DataFrame) -> None:
    """A group without any status has no share, but is there."""
    groups = realisation(milestones, ["section"])
    assert list(groups["section"]) == ["3.1.2", "3.1.1", "3.1.3"]
    assert list(groups["n"]) == [2, 1, 0]
    assert list(groups["share"][:2]) == [0.5, 1.0]
    assert groups.loc[2, ["share", "low", "high"]].isna().all()


def test_realisation_of_nothing(milestones: pd.DataFrame) -> None:
    """No row: n is 0 for the whole, and there are no groups."""
    nothing = milestones.iloc[:0]
    assert realisation(nothing).iloc[0]["n"] == 0
    assert realisation(nothing, ["section"]).empty


def test_statuses_are_counted_best_first_and_the_missing_last(milestones: pd.DataFrame) -> None:
    counts = status_counts(milestones, ["section"])
    assert list(counts.columns) == ["realised", "delayed", "not_applicable", "none"]
    assert counts.loc["3.1.2"].to_dict() == {
        "realised": 1,
        "delayed": 1,
        "not_applicable": 0,
        "none": 1,
    }
    assert list(counts.index) == ["3.1.2", "3.1.1", "3.1.3"]
