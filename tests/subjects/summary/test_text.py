from __future__ import annotations

import pandas as pd

from analysing import in_words
from analysis.subjects.summary.text import (
    attention_line,
    expected_line,
    open_ends_line,
    verdict_line,
)

COMPARED = {
    "kind_of_work": "policy",
    "others": 1,
    "n": 40,
    "share": 0.25,
    "other_share": 1.0,
    "difference": -0.75,
    "p_holm": 0.001,
}


def test_a_verdict_says_what_chance_allows() -> None:
    assert in_words(verdict_line(pd.Series(COMPARED))) == (
        "Er is duidelijk minder gerealiseerd dan in het andere hoofdstuk over het beleid: 25 % "
        "tegenover 100 %."
    )
    near = pd.Series({**COMPARED, "p_holm": 0.2})
    assert in_words(verdict_line(near)).endswith("dat verschil kan toeval zijn.")
    alone = pd.Series({**COMPARED, "others": 0, "p_holm": None})
    assert in_words(verdict_line(alone)) == (
        "Gerealiseerd is 25 %; het plan heeft geen ander hoofdstuk van deze soort om mee te "
        "vergelijken."
    )
    assert verdict_line(pd.Series({**COMPARED, "n": 0})) == ""
    assert verdict_line(None) == ""


def test_the_expectation_is_a_range() -> None:
    row = pd.Series({"planned": 30, "low": 21, "high": 27})
    assert in_words(expected_line(row, 2023, 0.8)) == (
        "Gaat het ongeveer zoals in 2022, dan worden er 21 tot 27 van de 30 geplande mijlpalen van "
        "2023 gerealiseerd: dat heeft minstens 80 % kans, als de kansen niet meer verschuiven dan "
        "tussen gewone jaren."
    )
    assert expected_line(None, 2023, 0.8) == ""
    assert expected_line(row.replace({30: 0}), 2023, 0.8) == ""


def test_the_two_subjects_with_most_points_are_named() -> None:
    rows = [("a", 2, "traag"), ("a", 3, "minder"), ("b", 2, "een, twee en drie"), ("c", 1, "x")]
    signals = pd.DataFrame(rows, columns=["subject", "points", "why"])
    signals = signals.assign(kind="measure", measure=None, name=signals["subject"].str.upper())
    assert in_words(attention_line(signals)) == (
        "Kijk eerst naar A (minder en traag) en B (een, twee en drie)."
    )
    assert attention_line(signals.tail(1)) == ""
    assert attention_line(signals.head(0)) == ""


def test_milestones_without_a_successor_are_counted() -> None:
    outcomes = ["successor", "successor", "shared", "lost"]
    found = pd.DataFrame({"outcome": outcomes, "confidence": "weak"})
    assert in_words(open_ends_line(found)).startswith("Voor één van de 4 mijlpalen die doorlopen,")
    reviewed = found.assign(confidence="reviewed")
    assert in_words(open_ends_line(reviewed)).endswith("dat is met de hand nagekeken.")
    assert in_words(open_ends_line(found.head(1))).startswith("Eén mijlpaal loopt door;")
    assert in_words(open_ends_line(found.head(2))).startswith(
        "Elk van de 2 mijlpalen die doorlopen,"
    )
    assert open_ends_line(found.head(0)) == ""
