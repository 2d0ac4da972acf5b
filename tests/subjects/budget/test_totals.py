from __future__ import annotations

import pandas as pd

from analysis.subjects.budget.totals import (
    AMOUNTS,
    comparable,
    expenditure,
    per_objective,
    totals,
)
from placing import placed

ROWS = (
    pd.DataFrame(
        [
            ("A", "Korting", 100, 90, 80, 70, False, 10),
            ("A", "Nieuw", None, None, 50, 50, False, 11),
            ("B", "Premie", 10, 0, 0, 0, False, 12),
            ("B", "Terugbetaald", -5, -5, 0, 0, False, 13),
            ("B", "Nvt", None, None, None, None, False, 14),
            ("B", "Boetes (ontvangsten!)", None, 600, None, 620, True, 15),
        ],
        columns=["objective", "label", *AMOUNTS, "receipts", "line"],
    )
    .astype(dict.fromkeys(AMOUNTS, "Int64"))
    .pipe(placed)
)


def test_expenditure_leaves_out_receipts_and_rows_without_any_amount() -> None:
    assert list(expenditure(ROWS)["label"]) == ["Korting", "Nieuw", "Premie", "Terugbetaald"]


def test_totals_say_what_they_add_and_what_they_leave_out() -> None:
    """A negative amount counts; a missing one adds nothing."""
    assert list(totals(ROWS).values()) == [105, 85, 130, 120, 4, 1, 1]


def test_totals_of_nothing() -> None:
    assert set(totals(ROWS.iloc[:0]).values()) == {0}


def test_objectives_keep_the_plans_order() -> None:
    sums = per_objective(ROWS)
    assert sums[["objective", "vak_realised", "vak_budget", "place"]].to_numpy().tolist() == [
        ["A", 100, 130, "sectie 9, tabel, rijen 1 en 2"],
        ["B", 5, 0, "sectie 9, tabel, rijen 3 en 4"],
    ]


def test_only_two_amounts_above_zero_are_comparable() -> None:
    assert list(comparable(ROWS)["label"]) == ["Korting"]
