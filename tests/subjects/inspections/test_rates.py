from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.subjects.inspections.rates import file_rates, rate_ratio, report_rates

COUNTS = ["cases_previous", "cases_current", "reports_previous", "reports_current"]


def inspections(*rows: tuple[int | None, ...]) -> pd.DataFrame:
    """Measures a, b, c with files and reports of last year and this, and the printed total."""
    frame = pd.DataFrame([*rows, (9, 9, 9, 9)], columns=COUNTS, dtype="Int64")
    names = [*"abcdefgh"[: len(rows)], "TOTAAL"]
    total = [name == "TOTAAL" for name in names]
    return frame.assign(measure=names, label=names, chapter="a", line=1, page=1, total=total)


def test_rates_match_the_example_in_the_documentation_of_r() -> None:
    """R: poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)) gives 1.971488 (0.8584264, 4.2772659).

    R's p-value, 0.07967, adds up all less likely outcomes; ours is twice the smaller tail.
    """
    found = rate_ratio((21, 11), (1083 + 1050 + 878, 800))
    assert found.ratio == pytest.approx(1.971488, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.8584264, 4.2772659), abs=1e-6)
    assert 0.05 < found.p < 0.12


def test_a_rise_from_zero_has_a_lower_limit_only() -> None:
    """By hand: 6 of 6 this year; Clopper-Pearson's lower limit is 0.025**(1/6), p 2 / 2**6."""
    found = rate_ratio((0, 6))
    share = 0.025 ** (1 / 6)
    assert (found.ratio, found.high) == (math.inf, math.inf)
    assert found.low == pytest.approx(share / (1 - share))
    assert found.p == pytest.approx(2 / 64)


def test_a_fall_to_zero_has_an_upper_limit_only() -> None:
    """The mirror image."""
    found, mirrored = rate_ratio((6, 0)), rate_ratio((0, 6))
    assert (found.ratio, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(1 / mirrored.low)
    assert found.p == pytest.approx(mirrored.p)


def test_no_events_or_no_exposure_give_nan() -> None:
    assert math.isnan(rate_ratio((0, 0)).ratio)
    assert math.isnan(rate_ratio((2, 3), (0, 5)).p)


@pytest.mark.parametrize("now", range(3, 30))
def test_the_p_value_never_contradicts_the_interval(now: int) -> None:
    found = rate_ratio((12, now))
    assert (found.p < 0.05) == (not found.low <= 1 <= found.high)


def test_negative_counts_raise() -> None:
    with pytest.raises(ValueError, match="negative"):
        rate_ratio((-1, 2))


def test_files_per_measure_without_the_printed_total() -> None:
    """By hand: p 2 / 2**6 and 1; Holm doubles the smaller; c was not tested."""
    table = file_rates(inspections((0, 6, 0, 0), (5, 5, 0, 0), (0, 0, 0, 0))).set_index("measure")
    assert list(table.index) == ["a", "b", "c"]
    assert table.loc["a", "p_holm"] == pytest.approx(4 / 64)
    assert table.loc["b", "p"] == 1.0
    assert table.loc["c", ["ratio", "p", "p_holm"]].isna().all()


def test_an_empty_cell_is_not_zero_and_not_compared() -> None:
    """Of a and b one year is empty: only d is tested, so Holm has nothing to adjust."""
    rows = inspections((None, 40, 0, 0), (70, None, 0, 0), (None, None, 1, 1), (0, 6, 0, 0))
    table = file_rates(rows).set_index("measure")
    assert table["blank"].to_dict() == {"a": "previous", "b": "current", "d": ""}
    assert table["current"].to_dict() == {"a": 40, "b": 0, "d": 6}
    assert table.loc[["a", "b"], ["ratio", "p", "p_holm"]].isna().all(axis=None)
    assert table.loc["d", "p_holm"] == pytest.approx(2 / 64)


def test_reports_of_an_empty_year_are_not_compared() -> None:
    table = report_rates(inspections((10, 10, None, 12))).set_index("measure")
    assert table.loc["a", "blank"] == "previous"
    assert table.loc["a", ["ratio", "low", "high", "p", "p_holm"]].isna().all()


def test_reports_per_file() -> None:
    """As R's example, with reports for events and files for exposure."""
    rows = inspections((3011, 800, 21, 11), (0, 5, 0, 2), (3, 4, None, None))
    table = report_rates(rows).set_index("measure").to_dict("index")
    assert list(table) == ["a", "b"]
    assert table["a"]["ratio"] == pytest.approx(1.971488, abs=1e-6)
    assert table["a"]["rate_current"] == pytest.approx(11 / 800)
    assert math.isnan(table["b"]["rate_previous"])
    assert math.isnan(table["b"]["ratio"])
    assert table["a"]["p_holm"] == table["a"]["p"]


def test_without_measures_the_columns_are_the_same() -> None:
    nothing = inspections((1, 2, 3, 4)).iloc[:0]
    assert list(file_rates(nothing)) == list(file_rates(inspections((1, 2, 3, 4))))
    assert report_rates(nothing).empty
