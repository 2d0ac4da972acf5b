from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.subjects.budget.credits import (
    concentration,
    credit_changes,
    execution,
    same_direction_p,
    unusual_changes,
)


def budget(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    """Rows of expenditure: measure, VAK realised, VAK credit."""
    frame = pd.DataFrame(rows, columns=["measure", "vak_realised", "vak_budget"])
    whole = frame.astype({"vak_realised": "Int64", "vak_budget": "Int64"})
    return whole.assign(
        vek_realised=whole["vak_realised"],
        vek_budget=whole["vak_budget"],
        name=whole["measure"].str.upper(),
        chapter="activering",
        receipts=False,
        line=range(len(whole)),
    )


def test_contributions_add_up_to_the_growth_of_the_total() -> None:
    """By hand: 100 + 300 to 150 + 290 + 40; growth 80 / 400."""
    table = credit_changes(budget(("a", 60, 100), ("b", 300, 290), ("a", 40, 50), ("c", None, 40)))
    assert table["measure"].tolist() == ["a", "b", "c"]
    assert table["change"].tolist() == [50, -10, 40]
    assert table["contribution"].tolist() == pytest.approx([0.125, -0.025, 0.1])
    assert table["contribution"].sum() == pytest.approx(80 / 400)
    assert table["growth"].iloc[0] == pytest.approx(0.5)
    assert math.isnan(table["growth"].iloc[2])


@pytest.mark.parametrize(
    ("realised", "granted", "course"),
    [
        (5, 6, "running"),
        (0, 6, "new"),
        (None, 6, "new"),
        (5, 0, "ended"),
        (0, 0, "idle"),
        (-5, 0, "correction"),
    ],
)
def test_the_course_of_a_measure(realised: int | None, granted: int, course: str) -> None:
    assert credit_changes(budget(("a", realised, granted)))["course"].tolist() == [course]


def test_receipts_and_rows_without_amounts_are_left_out() -> None:
    rows = budget(("a", 5, 6), ("b", None, None), ("c", 7, 7))
    rows.loc[2, "receipts"] = True
    assert credit_changes(rows)["measure"].tolist() == ["a"]


def test_sums_per_chapter() -> None:
    table = credit_changes(budget(("a", 5, 6), ("b", 5, 9)), by=["chapter"])
    assert table[["chapter", "vak_budget", "name"]].to_numpy().tolist() == [["activering", 15, "A"]]


def test_an_empty_budget_gives_the_columns() -> None:
    nothing = credit_changes(budget())
    assert list(nothing) == list(credit_changes(budget(("a", 1, 2))))
    assert unusual_changes(nothing).empty
    assert math.isnan(same_direction_p(nothing))


def test_concentration_by_hand() -> None:
    """Shares 1/2, 1/4, 1/4: HHI 1/4 + 1/16 + 1/16 = 3/8."""
    found = concentration(pd.Series([50, 25, 25, 0, -3]), largest=2)
    assert (found.hhi, found.effective, found.top) == pytest.approx((3 / 8, 8 / 3, 3 / 4))
    assert (found.counted, found.left_out) == (3, 2)


def test_one_measure_is_fully_concentrated_and_none_is_not() -> None:
    assert concentration(pd.Series([7])).hhi == 1.0
    assert math.isnan(concentration(pd.Series([0, -1])).hhi)


def test_a_change_out_of_line_by_hand() -> None:
    """Log ratios 0, ln 2, -ln 2, 0, ln 16: median 0, absolute deviations with median ln 2.

    Score of the last: 4 ln 2 / (1.4826 ln 2) = 2.698; of x 1000: 9.97 / 1.4826 = 6.72.
    """
    rows = [("a", 100, 100), ("b", 100, 200), ("c", 100, 50), ("d", 10, 10)]
    far = unusual_changes(credit_changes(budget(*rows, ("e", 100, 1_600))))
    assert far["score"].iloc[4] == pytest.approx(4 / 1.482602, abs=1e-5)
    assert not far["unusual"].any()
    farther = unusual_changes(credit_changes(budget(*rows, ("e", 100, 100_000))))
    assert farther["unusual"].tolist() == [False, False, False, False, True]


def test_most_unchanged_scores_by_the_mean_deviation() -> None:
    """Median deviation 0: ln 2 / (1.2533 x ln 2 / 5) = 3.989."""
    rows = [(name, 100, 100) for name in "abcd"]
    table = unusual_changes(credit_changes(budget(*rows, ("e", 100, 200))))
    assert table["score"].iloc[4] == pytest.approx(5 / 1.253314, abs=1e-5)


def test_without_a_ratio_there_is_no_score() -> None:
    table = unusual_changes(credit_changes(budget(("a", 0, 9), ("b", 100, 100), ("c", -1, 5))))
    assert table["score"].isna().all()
    assert not table["unusual"].any()


def test_rises_against_falls() -> None:
    """Three rises of three: 2 / 2**3; new and unchanged measures do not count."""
    rows = [("a", 1, 2), ("b", 1, 2), ("c", 1, 2), ("d", 5, 5), ("e", 0, 9)]
    assert same_direction_p(credit_changes(budget(*rows))) == pytest.approx(0.25)


def test_execution_takes_two_plans() -> None:
    table = execution(budget(("a", 1, 200), ("b", 1, 50)), budget(("a", 150, 1), ("c", 9, 1)))
    rows = table.set_index("measure").to_dict("index")
    assert rows["a"] == {"granted": 200, "realised": 150, "rate": 0.75, "in_both": True}
    assert (rows["b"]["realised"], rows["b"]["in_both"]) == (0, False)
    assert math.isnan(rows["c"]["rate"])
