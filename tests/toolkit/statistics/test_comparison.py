from __future__ import annotations

import math

import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from analysis.toolkit.statistics.comparison import (
    fisher_p,
    holm,
    newcombe_interval,
    versus_rest,
)


def counts(**groups: tuple[int, int]) -> pd.DataFrame:
    rows = [(name, *pair) for name, pair in groups.items()]
    return pd.DataFrame(rows, columns=["chapter", "realised", "n"])


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
    ],
)
def test_the_interval_of_newcombe(
    table: tuple[int, int, int, int], expected: tuple[float, float]
) -> None:
    """Newcombe (1998), table II, method 10: contrasts a, b, d, e and g."""
    assert newcombe_interval(*table) == pytest.approx(expected, abs=5e-5)


def test_the_tea_tasting_lady() -> None:
    """Fisher (1935): 3 of 4 against 1 of 4; 2 x 17/70 = 0.4857."""
    assert fisher_p(3, 4, 1, 4) == pytest.approx(34 / 70)


def test_holm_by_hand() -> None:
    """0.005 x 4, 0.01 x 3, 0.03 x 2, and 0.04 not under the 0.06 before it."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@pytest.mark.parametrize(
    "values", [[0.2], [1.0, 1.0], [0.03, 0.03, 0.001, 0.9, 0.0], [0.5, 0.4, 0.3, 0.2, 0.1]]
)
def test_holm_agrees_with_statsmodels(values: list[float]) -> None:
    """The `multipletests` of statsmodels, also with ties, one value and values over 1 / m."""
    assert holm(values) == pytest.approx(multipletests(values, method="holm")[1].tolist())


def test_a_test_that_was_not_made_does_not_count() -> None:
    adjusted = holm([0.01, math.nan, 0.04])
    assert adjusted[::2] == pytest.approx([0.02, 0.04])
    assert math.isnan(adjusted[1])
    assert holm([]) == []


def of_one_kind(groups: pd.DataFrame) -> pd.DataFrame:
    return versus_rest(groups.assign(kind="x"), "chapter", "kind")


def test_each_group_is_set_against_the_rest() -> None:
    table = versus_rest(
        counts(a=(3, 4), b=(1, 2), c=(0, 2)).assign(kind="x"), "chapter", "kind"
    ).set_index("chapter")
    assert table.loc["a", "p"] == pytest.approx(34 / 70)
    assert table.loc["a", "difference"] == pytest.approx(0.5)
    assert list(table.loc["a", ["other_realised", "other_n"]]) == [1, 4]
    assert table.loc["a", "p_holm"] == 1.0


def test_groups_are_set_against_the_rest_of_their_kind_and_all_p_values_count() -> None:
    """3 of 4 against 1 of 4 in either kind: 34 / 70 each, four of them; f has no other."""
    groups = counts(a=(3, 4), b=(1, 4), c=(3, 4), d=(1, 4), f=(9, 9))
    table = versus_rest(groups.assign(kind=list("xyxyz")), "chapter", "kind")
    table = table.set_index("chapter")
    assert list(table.loc["a", ["other_realised", "other_n", "difference"]]) == [3, 4, 0]
    mixed = versus_rest(groups.assign(kind=list("xxyyz")), "chapter", "kind")
    assert mixed["p"].tolist()[:4] == pytest.approx([34 / 70] * 4)
    assert math.isnan(mixed["p"].iloc[4])
    small = counts(a=(20, 20), b=(0, 5), c=(3, 4), d=(1, 4)).assign(kind=list("xxyy"))
    told = versus_rest(small, "chapter", "kind")
    assert told["p"].iloc[0] == pytest.approx(1 / 53_130)  # one of the choices of 5 out of 25
    assert told["p_holm"].iloc[0] == pytest.approx(4 / 53_130)


def test_a_group_without_milestones_has_no_comparison() -> None:
    table = versus_rest(
        counts(a=(3, 4), b=(1, 4), c=(0, 0)).assign(kind="x"), "chapter", "kind"
    ).set_index("chapter")
    assert table.loc["c", ["share", "difference", "low", "p", "p_holm"]].isna().all()
    assert table.loc["a", "p_holm"] == pytest.approx(2 * 34 / 70)


def test_one_group_has_no_rest() -> None:
    alone = counts(a=(3, 4))
    assert math.isnan(of_one_kind(alone)["p"].iloc[0])


def test_an_empty_frame_gives_the_columns() -> None:
    nothing = counts()
    assert list(of_one_kind(nothing)) == list(of_one_kind(counts(a=(1, 2))))


@pytest.mark.parametrize("table", [(0, 0, 3, 4), (3, 4, 0, 0), (0, 0, 0, 0)])
def test_an_empty_group_has_no_interval_and_no_p(table: tuple[int, int, int, int]) -> None:
    assert all(math.isnan(limit) for limit in newcombe_interval(*table))
    assert math.isnan(fisher_p(*table))


@pytest.mark.parametrize(
    ("table", "p"), [((0, 3, 0, 5), 1.0), ((3, 3, 5, 5), 1.0), ((3, 3, 0, 3), 2 / 20)]
)
def test_none_and_all_realised_by_hand(table: tuple[int, int, int, int], p: float) -> None:
    """3 of 3 against 0 of 3: one of the 20 ways to draw 3 of 6, and its mirror image."""
    assert fisher_p(*table) == pytest.approx(p)
