from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.subjects.budget.credits import (
    concentration,
    credit_changes,
)


def budget(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    """Rows of expenditure: measure, VAK realised, VAK credit."""
    frame = pd.DataFrame(rows, columns=["measure", "vak_realised", "vak_budget"])
    whole = frame.astype({"vak_realised": "Int64", "vak_budget": "Int64"})
    return whole.assign(
        vek_realised=whole["vak_realised"],
        vek_budget=whole["vak_budget"],
        name=whole["measure"].str.upper(),
        label=whole["measure"].str.upper(),
        chapter="activering",
        receipts=False,
        line=range(len(whole)),
    )


def test_the_posts_of_a_measure_are_added_up() -> None:
    """By hand: 60 + 40 to 100 + 50, and two measures of one post each."""
    table = credit_changes(budget(("a", 60, 100), ("b", 300, 290), ("a", 40, 50), ("c", None, 40)))
    assert table["measure"].tolist() == ["a", "b", "c"]
    assert table["change"].tolist() == [50, -10, 40]
    assert table["rows"].tolist() == [2, 1, 1]
    assert table["growth"].iloc[0] == pytest.approx(0.5)
    assert table["growth"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        (["Bonus+"], "Bonus+"),  # one of both
        (["Bonus", "Bonus+"], "Bonus en bonus plus"),
        (["Bonussen"], "Bonus en bonus plus"),  # another word for the whole
    ],
)
def test_money_for_one_part_of_a_measure_has_the_name_of_that_part(
    labels: list[str], name: str
) -> None:
    rows = budget(*(("bonus", 5, 6) for _ in labels)).assign(label=labels)
    table = credit_changes(rows.assign(name="Bonus en bonus plus"))
    assert table["name"].tolist() == [name]


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


def test_rows_without_a_measure_stay_apart() -> None:
    rows = budget(("a", 5, 6), ("a", 1, 1), ("b", 2, 2)).assign(
        measure=pd.array([None, None, "b"], "str")
    )
    table = credit_changes(rows)
    assert table["vak_realised"].tolist() == [5, 1, 2]
    assert table["measure"].isna().tolist() == [True, True, False]


def test_an_empty_budget_gives_the_columns() -> None:
    assert list(credit_changes(budget())) == list(credit_changes(budget(("a", 1, 2))))


def test_concentration_by_hand() -> None:
    """Shares 1/2 and 5 times 1/10: HHI 1/4 + 5/100 = 3/10; the five largest have 9/10."""
    found = concentration(pd.Series([50, 10, 10, 10, 10, 10, 0, -3]))
    assert found == pytest.approx({"hhi": 3 / 10, "effective": 10 / 3, "top": 9 / 10, "counted": 6})


def test_one_measure_is_fully_concentrated_and_none_is_not() -> None:
    assert concentration(pd.Series([7]))["hhi"] == 1.0
    assert math.isnan(concentration(pd.Series([0, -1]))["hhi"])
