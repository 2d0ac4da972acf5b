from __future__ import annotations

import pandas as pd
import pytest

from analysing import computed
from analysis.plan.tables.legend import steps

ROWS = [
    ("a", "activering", 100, 98, 100),
    ("a", "activering", 100, 80, 95),
    ("b", "activering", 100, 100, 60),
    ("c", "loopbanen", 80, None, 85),
    ("d", "loopbanen", 100, 100, None),
    ("e", None, 100, 50, 70),
]
COLUMNS = ["label", "chapter", "target", "previous", "current"]
NORMS = pd.DataFrame(ROWS, columns=COLUMNS).astype(
    dict.fromkeys(["target", "previous", "current"], "Float64")
)
NORMS = NORMS.assign(
    change=NORMS["current"] - NORMS["previous"],
    step=steps(NORMS["current"], NORMS["target"]),
    step_previous=steps(NORMS["previous"], NORMS["target"]),
)


def test_norms_are_counted_for_the_whole_plan_and_per_chapter() -> None:
    """A norm without a chapter counts in the whole plan only."""
    counts = computed("norm_counts", norms=NORMS).set_index("chapter")
    assert list(counts.index) == ["", "activering", "loopbanen"]
    assert counts["norms"].tolist() == [6, 3, 2]
    assert counts["measured"].tolist() == [5, 3, 1]
    assert counts["met"].tolist() == [2, 1, 1]
    assert counts["far_under"].tolist() == [2, 1, 0]
    assert counts["nearly"].tolist() == [2, 2, 0]
    assert counts["measured_previous"].tolist() == [5, 3, 1]
    assert counts["met_previous"].tolist() == [2, 1, 1]
    assert counts["compared"].tolist() == [4, 3, 0]
    assert counts["compared_met"].tolist() == [1, 1, 0]
    assert counts["compared_met_previous"].tolist() == [1, 1, 0]


def test_the_change_counts_each_measure_once_and_the_steps_each_norm() -> None:
    """Measure a rises 8.5 on average and b falls 40, so -15.75 in its chapter."""
    changes = computed("norm_changes", norms=NORMS).set_index("chapter")
    assert changes["measures"].tolist() == [3, 2, 0]
    assert changes["mean"].iloc[1] == pytest.approx(-15.75)
    assert changes[["better", "worse", "same"]].iloc[1].tolist() == [2, 1, 0]
    assert changes.iloc[2].isna().sum() == 10
    assert changes["largest"].iloc[0] == "b"
    assert changes["largest_change"].iloc[0] == pytest.approx(-40)
    assert changes["mean_without"].isna().tolist() == [False, True, True]


def test_the_p_values_of_the_chapters_are_adjusted_for_their_number() -> None:
    """Five falls in each of two chapters: 2 / 2**5 twice, so 2 x 0.0625; the whole is 2 / 2**10."""
    rows = pd.concat([NORMS.iloc[[2]]] * 10, ignore_index=True).assign(
        label=list("abcdefghij"), chapter=["activering"] * 5 + ["loopbanen"] * 5
    )
    changes = computed("norm_changes", norms=rows)
    assert changes["rank_p"].tolist() == pytest.approx([2 / 2**10, 0.125, 0.125])
    assert changes["steps_p"].tolist() == pytest.approx([2 / 2**10, 0.125, 0.125])


@pytest.mark.parametrize("name", ["norm_counts", "norm_changes"])
def test_a_plan_without_norms_has_the_row_of_the_whole(name: str) -> None:
    found = computed(name, norms=NORMS.head(0))
    assert found["chapter"].tolist() == [""]
