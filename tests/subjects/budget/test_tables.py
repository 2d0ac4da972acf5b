from __future__ import annotations

import pandas as pd

from analysis.subjects.budget.tables import budget_table, objectives_table
from analysis.subjects.budget.totals import AMOUNTS
from placing import placed

BUDGET = (
    pd.DataFrame(
        [
            ("A", "Korting", 100, 90, 80, 70, False, 20),
            ("A", "Nieuw", None, None, 50, 50, False, 21),
            ("B", "Boetes (ontvangsten!)", None, 600, None, 620, True, 22),
        ],
        columns=["objective", "label", *AMOUNTS, "receipts", "line"],
    )
    .astype(dict.fromkeys(AMOUNTS, "Int64"))
    .pipe(placed)
)


def test_the_budgets_total_leaves_out_receipts_and_says_so() -> None:
    table = budget_table(BUDGET, 2023)
    assert table is not None
    assert list(table.data["VEK gerealiseerd 2022"].dropna()) == [90, 600, 90]
    assert list(table.data["VAK-krediet 2023"].dropna()) == [80, 50, 130]
    assert list(table.data["VAK: verandering (%)"].dropna()) == [-20, 30]
    assert "berekend over 2 uitgavenposten. Niet meegeteld: 1 rij met ontvangsten." in table.note


def test_the_budget_per_objective_adds_expenditure_up() -> None:
    table = objectives_table(BUDGET, 2023)
    assert table is not None
    assert list(table.data["Doelstelling"]) == ["A", "Totaal uitgaven (berekend)"]
    assert objectives_table(BUDGET.tail(1), 2023) is None
    assert budget_table(BUDGET.head(0), 2023) is None
