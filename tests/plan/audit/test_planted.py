from __future__ import annotations

from collections import Counter

import pytest

from analysis.plan.audit import Certainty, PrintedTables, find_all
from generated import generate_plan
from plan.audit.planted import KINDS, SEED, YEAR, planted_plan, scores


def test_the_plan_has_fifty_contradictions_and_fifty_near_misses() -> None:
    _, cases = planted_plan()
    assert Counter(case.wrong for case in cases) == {True: 50, False: 50}
    assert Counter(case.kind for case in cases) == {plant.__name__: 10 for plant in KINDS}


def test_the_rules_find_every_planted_contradiction_and_no_certain_near_miss() -> None:
    plan, cases = planted_plan()
    for score in scores(find_all(plan), cases):
        assert (score.kind, score.recall) == (score.kind, 1)
        assert (score.kind, score.false_certain) == (score.kind, 0)
        assert score.precision >= 0.8


@pytest.mark.parametrize("seed", [SEED, 11, 12])
def test_a_consistent_plan_has_no_certain_contradiction(seed: int) -> None:
    truth = generate_plan(seed, YEAR).truth
    plan = PrintedTables(YEAR, {name: frame.astype(str) for name, frame in truth.items()})
    certain = [finding for finding in find_all(plan) if finding.certainty == Certainty.CERTAIN]
    assert certain == []
