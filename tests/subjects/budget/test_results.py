from __future__ import annotations

import pandas as pd
import pytest

from analysing import computed
from analysis.subjects.budget.totals import AMOUNTS

ROWS = [
    ("korting", "activering", 100, 90, 80, 70, False),
    ("premie", "loopbanen", 50, 40, 60, 60, False),
    ("nieuw", "loopbanen", None, None, 30, 30, False),
    ("niets", "loopbanen", None, None, None, None, False),
    ("provisie", None, 10, 10, 0, 0, False),
    ("boetes", "activering", None, 600, None, 620, True),
]
BUDGET = pd.DataFrame(ROWS, columns=["measure", "chapter", *AMOUNTS, "receipts"]).assign(
    name=lambda rows: rows["measure"].str.capitalize(),
    label=lambda rows: rows["measure"].str.capitalize(),
    line=pd.array(range(20, 26), "Int64"),
    page=pd.array([None] * 6, "Int64"),
)
BUDGET = BUDGET.astype(dict.fromkeys(AMOUNTS, "Int64"))


def test_a_row_without_a_chapter_counts_in_the_whole_plan_only() -> None:
    totals = computed("budget_totals", budget=BUDGET).set_index("chapter")
    assert list(totals.index) == ["", "activering", "loopbanen"]
    assert totals["vak_realised"].tolist() == [160, 100, 50]
    assert totals["vak_budget"].tolist() == [170, 80, 90]
    assert totals["rows"].tolist() == [4, 1, 2]
    assert totals["receipts"].tolist() == [1, 1, 0]
    assert totals["without_amount"].tolist() == [1, 0, 1]
    assert totals["vak_change"].tolist() == pytest.approx([6.25, -20, 80])


def test_a_measure_has_the_chapter_of_its_rows() -> None:
    changes = computed("credit_changes", budget=BUDGET)
    assert changes["measure"].tolist() == ["korting", "premie", "nieuw", "provisie"]
    assert changes["chapter"].fillna("").tolist() == ["activering", "loopbanen", "loopbanen", ""]
    assert changes["course"].tolist() == ["running", "running", "new", "ended"]


def test_the_credit_is_as_concentrated_as_its_shares() -> None:
    """Loopbanen: 2/3 and 1/3, so 4/9 + 1/9; activering: one measure."""
    found = computed("credit_concentration", budget=BUDGET).set_index("chapter")
    assert found["hhi"].tolist()[1:] == pytest.approx([1, 5 / 9])
    assert found["counted"].tolist() == [3, 1, 2]


@pytest.mark.parametrize("name", ["budget_totals", "credit_changes", "credit_concentration"])
def test_an_empty_budget_is_no_error(name: str) -> None:
    found = computed(name, budget=BUDGET.head(0))
    assert found["chapter"].tolist() == ([] if name == "credit_changes" else [""])
