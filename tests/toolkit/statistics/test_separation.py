from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from analysis.toolkit.statistics.separation import aliased_terms, separated_terms

if TYPE_CHECKING:
    from collections.abc import Sequence


def design(**columns: Sequence[float]) -> pd.DataFrame:
    frame = pd.DataFrame(columns, dtype=float)
    return frame.assign(constant=1.0)[["constant", *columns]]


@pytest.mark.parametrize(
    ("a", "outcome", "expected"),
    [
        pytest.param([0, 0, 1, 1], [0, 1, 0, 1], [], id="overlap"),
        pytest.param([0, 0, 1, 1], [0, 1, 1, 1], ["a"], id="quasi: a level of n of n"),
        pytest.param([0, 0, 1, 1], [0, 1, 0, 0], ["a"], id="quasi: a level of 0 of n"),
        pytest.param([0, 0, 1, 1], [0, 0, 1, 1], ["a"], id="complete"),
    ],
)
def test_one_term(a: list[float], outcome: list[float], expected: list[str]) -> None:
    """By hand: a level without both outcomes drives its coefficient to infinity."""
    found = separated_terms(design(a=a), np.array(outcome, dtype=float))
    assert sorted(found) == sorted(expected)


def test_terms_that_separate_only_together_are_found() -> None:
    """The outcome is whether a exceeds b; each alone has both outcomes at both ends."""
    a, b = [1, 2, 3, 1, 2, 3], [0, 1, 2, 2, 3, 4]
    outcome = np.array([1, 1, 1, 0, 0, 0], dtype=float)
    assert separated_terms(design(a=a), outcome) == []
    assert {"a", "b"} <= set(separated_terms(design(a=a, b=b), outcome))


def test_a_term_that_others_determine_is_aliased() -> None:
    table = design(a=[0, 1, 0, 1], b=[0, 0, 1, 1], same=[0, 1, 0, 1], not_b=[1, 1, 0, 0])
    assert aliased_terms(table) == ["same", "not_b"]
