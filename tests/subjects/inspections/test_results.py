"""The totals and rates of the inspections: one adjustment over the whole plan, one verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.inspections.rates import rate_ratio
from analysis.toolkit.statistics.comparison import holm

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.plan.tables.editions import PlanTables

    Results = Callable[[pd.DataFrame], PlanTables]

_COLUMNS = ["label", "chapter", "total", *COUNTS]
INSPECTIONS = pd.DataFrame(
    [
        ("TOTAAL", None, True, 400, 500, 30, 20, 900, 800),
        ("Kaarten", "activering", False, 100, 150, 20, 9, None, None),
        ("Bonus", "activering", False, 50, 70, 5, 3, None, 200),
        ("Cheques", "loopbanen", False, 200, 240, 4, 9, 500, None),
        ("Los", None, False, 50, 40, 1, 0, None, None),
    ],
    columns=_COLUMNS,
)


def test_totals_are_of_the_whole_plan_and_of_each_chapter(results: Results) -> None:
    """The whole counts measures without a chapter; an empty cell adds nothing to a sum."""
    totals = results(INSPECTIONS).result("inspection_totals").set_index("chapter")
    assert list(totals.index) == ["", "activering", "loopbanen"]
    assert totals["cases_current"].tolist() == [500, 220, 240]
    assert totals.loc["activering", "recoveries_current"] == 200
    assert totals["recoveries_previous"].isna().tolist() == [False, True, False]
    assert totals.loc["", "printed_cases_previous"] == 400
    assert totals.loc[["activering", "loopbanen"], "printed_cases_previous"].isna().all()


def test_the_total_of_one_measure_is_tested_with_the_measures(results: Results) -> None:
    """One comparison has one p-value: that of loopbanen is the one of its only measure."""
    found = results(INSPECTIONS)
    totals = found.result("inspection_totals").set_index("chapter")["p_holm"]
    rates = found.result("report_rates").set_index("label")["p_holm"]
    assert totals["loopbanen"] == rates["Cheques"]
    whole, own = rate_ratio((30, 21), (400, 500)).p, rate_ratio((25, 12), (150, 220)).p
    assert totals[["", "activering"]].tolist() == pytest.approx(holm([whole, own]))


def test_the_rates_of_a_chapter_are_adjusted_over_the_whole_plan(results: Results) -> None:
    rates = results(INSPECTIONS).result("file_rates")
    assert rates["p_holm"].tolist() == pytest.approx(holm(rates["p"]))
    assert rates["confidence_level"].unique().tolist() == [0.95]
    assert rates["chapter"].isna().tolist() == [False, False, False, True]


@pytest.mark.parametrize("rows", [0, 1])
def test_a_plan_without_measures_has_a_total_without_numbers(results: Results, rows: int) -> None:
    found = results(INSPECTIONS.head(rows))
    totals = found.result("inspection_totals")
    assert totals["chapter"].tolist() == [""]
    assert totals[list(COUNTS)].isna().all(axis=None)
    assert totals["printed_cases_current"].isna().tolist() == [rows == 0]
    assert found.result("file_rates").empty
    assert found.result("report_rates").empty
