from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linear_sum_assignment

from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.status import STATUS_DTYPE
from analysis.subjects.sequel.likeness import Likeness, words
from analysis.subjects.sequel.lineage import (
    COLUMNS,
    match_successors,
    unfinished,
)
from analysis.subjects.sequel.review import decisions
from analysis.subjects.sequel.settings import LineageSettings
from analysis.toolkit.milestones import evaluated, planned

if TYPE_CHECKING:
    from analysis.paths import Project

TUNING, HELD_OUT = 0, 1


def milestones(*rows: tuple[int, str], section: str = "3.1.1", theme: str = "") -> pd.DataFrame:
    """Milestones by line and label, in one section and under one theme."""
    lines, labels = zip(*rows, strict=True) if rows else ((), ())
    return pd.DataFrame(
        {
            "line": pd.array(lines, dtype="Int64"),
            "section": pd.array([section] * len(rows), dtype="str"),
            "theme": pd.array([theme] * len(rows), dtype="str"),
            "label": pd.array(labels, dtype="str"),
            "see_also": pd.array([""] * len(rows), dtype="str"),
        }
    )


def successors(matches: pd.DataFrame) -> dict[int, int | None]:
    found = zip(matches["evaluated_line"], matches["planned_line"], strict=True)
    return {int(line): None if pd.isna(then) else int(then) for line, then in found}


def six_statuses() -> pd.DataFrame:
    statuses = ["stopped", "delayed", "realised", "on_hold", "realised", None]
    return pd.DataFrame(
        {
            "line": pd.array([6, 5, 4, 3, 2, 1], dtype="Int64"),
            "status": pd.Series(statuses, dtype=STATUS_DTYPE),
            "carried_over": [False, False, True, False, False, False],
        }
    )


def test_unfinished_and_carried_over_milestones_are_kept() -> None:
    """A realised milestone counts when a note says that it runs on; a stopped one does not."""
    assert list(unfinished(six_statuses())["line"]) == [3, 4, 5]


def test_the_caller_may_choose_the_statuses() -> None:
    assert list(unfinished(six_statuses(), statuses=["stopped"])["line"]) == [4, 6]


def test_the_next_stage_of_the_same_decree_is_its_successor() -> None:
    """A stage of approval is no part of the label, and says nothing against a pair."""
    first = milestones((1, "Decreet jobbonus (ag. pr. goedk.)"))
    then = milestones(
        (11, "Decreet opleidingscheques (ag. pr. goedk.)"),
        (12, "Decreet jobbonus (ag. def. goedk.)"),
    )
    matches = match_successors(first, then)
    assert successors(matches) == {1: 12}
    assert matches.loc[0, "label_score"] == pytest.approx(1)
    assert matches.loc[0, "confidence"] == "sure"


def test_the_score_is_the_weighted_mean_of_its_components() -> None:
    settings = LineageSettings(label_weight=0.5, theme_weight=0.25, section_weight=0.25)
    row = match_successors(
        milestones((1, "Studie kinderopvang"), theme="Onderzoek"),
        milestones((11, "Studie kinderopvang"), theme="Andere acties"),
        settings=settings,
    ).iloc[0]
    mean = 0.5 * row["label_score"] + 0.25 * row["theme_score"] + 0.25 * row["same_section"]
    assert row["score"] == pytest.approx(mean)
    assert row["label_score"] == pytest.approx(1)
    assert row["theme_score"] < 0.5
    assert row["same_section"]


def test_identical_labels_in_two_sections_stay_in_their_section() -> None:
    label = "Jaarlijkse evaluatie van de maatregel"
    first = pd.concat(
        [milestones((1, label), section="3.1.1"), milestones((2, label), section="5.2.1")]
    )
    then = pd.concat(
        [milestones((11, label), section="5.2.1"), milestones((12, label), section="3.1.1")]
    )
    assert successors(match_successors(first, then)) == {1: 12, 2: 11}


def test_a_reference_counts_as_the_same_section() -> None:
    first = milestones((1, "Digitaal loket"), section="3.4.3").assign(see_also="3.1.3; 6.1.4")
    then = milestones((11, "Digitaal loket"), section="6.1.4")
    assert match_successors(first, then).loc[0, "same_section"]
    assert match_successors(then, first).loc[0, "same_section"]


def test_a_bullet_may_become_the_bullet_above() -> None:
    """A milestone that is split in steps is found under the heading of its steps."""
    first = milestones((1, "Uitrol warm onthaalbeleid"), theme="Arbeidskaarten")
    then = milestones((11, "Lancering website"), theme="Arbeidskaarten > Uitrol warm onthaalbeleid")
    matches = match_successors(first, then)
    assert successors(matches) == {1: 11}
    assert matches.loc[0, "label_score"] == pytest.approx(0.9)


def test_with_more_evaluated_than_planned_the_rest_is_shared_or_lost() -> None:
    """The worse of two that want the same is shared; what is like nothing is lost."""
    first = milestones(
        (1, "Website voor burgers en ondernemingen"), (2, "Website voor burgers"), (3, "Tolken")
    )
    matches = match_successors(first, milestones((11, "Website voor burgers")))
    assert successors(matches) == {1: None, 2: 11, 3: None}
    assert list(matches["outcome"]) == ["shared", "successor", "lost"]
    assert list(matches["nearest_line"]) == [11, 11, 11]
    assert list(matches["confidence"]) == ["weak", "sure", "probable"]


def test_a_second_choice_is_taken_when_both_then_have_a_successor() -> None:
    """The best total counts: the first gives way, for the second has no other choice."""
    first = milestones((1, "Campagne jobbonus werknemers"), (2, "Campagne jobbonus"))
    then = milestones((11, "Campagne jobbonus"), (12, "Campagne werknemers"))
    assert successors(match_successors(first, then)) == {1: 12, 2: 11}


def test_without_planned_milestones_all_are_lost_for_sure() -> None:
    matches = match_successors(milestones((2, "Decreet"), (1, "Nota")), milestones())
    assert list(matches["evaluated_line"]) == [1, 2]
    assert set(matches["outcome"]) == {"lost"}
    assert set(matches["confidence"]) == {"sure"}
    assert matches[["planned_line", "nearest_line", "score"]].isna().all(axis=None)


@pytest.mark.parametrize("then", [milestones(), milestones((11, "Nota"))])
def test_without_evaluated_milestones_there_are_no_matches(then: pd.DataFrame) -> None:
    matches = match_successors(milestones(), then)
    assert matches.empty
    assert list(matches.columns) == list(COLUMNS)


def test_every_case_gives_the_same_columns_of_the_same_types() -> None:
    first = milestones((1, "Nota"))
    with_planned = match_successors(first, milestones((11, "Nota")))
    assert with_planned.dtypes.equals(match_successors(first, milestones()).dtypes)


def test_empty_labels_are_not_like_each_other() -> None:
    """Two labels without a word that counts say nothing about each other."""
    matches = match_successors(milestones((1, ""), (2, "de (2022)")), milestones((11, "")))
    assert set(matches["outcome"]) == {"lost"}
    assert list(matches["label_score"]) == [0, 0]


def test_a_score_at_the_threshold_is_enough() -> None:
    first, then = milestones((1, "Nota"), theme="A"), milestones((11, "Nota"), theme="A")
    settings = LineageSettings(threshold=1, probable=1, sure=1)
    assert successors(match_successors(first, then, settings=settings)) == {1: 11}


def test_the_order_of_the_rows_does_not_matter() -> None:
    label = "Overleg met de sector"
    first = milestones((1, label), (2, label), (3, "Nota"))
    then = milestones((11, label), (12, label))
    turned = match_successors(first.iloc[::-1], then.iloc[::-1])
    pd.testing.assert_frame_equal(turned, match_successors(first, then))


def test_the_input_is_unchanged() -> None:
    first, then = milestones((2, "Nota"), (1, "Nota")), milestones((11, "Nota"))
    before = first.copy()
    match_successors(first, then)
    pd.testing.assert_frame_equal(first, before)


def test_a_duplicate_line_raises() -> None:
    twice = milestones((7, "Nota"), (7, "Nota"))
    with pytest.raises(ValueError, match=r"each line of planned must occur once; not \[7\]"):
        match_successors(milestones((1, "Nota")), twice)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"label_weight": 0.7}, "add up to 1"),
        ({"label_weight": 1.2, "section_weight": -0.4}, "at least 0"),
        ({"threshold": 0.0}, "threshold must lie above 0"),
        ({"probable": 0.5}, "threshold <= probable <= sure"),
    ],
)
def test_invalid_settings_raise(settings: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        LineageSettings(**settings)


def test_the_similarity_of_two_labels_matches_a_calculation_by_hand() -> None:
    """Rarity ln(3 / 2.5) for the word of both, ln(3 / 1.5) for the others; 10 of 33 / 2 letters."""
    texts = [words("Decreet jobbonus"), words("Decreet opleiding")]
    common, rare = math.log(3 / 2.5), math.log(3 / 1.5)
    soft_tfidf = common**2 / (common**2 + rare**2)
    assert Likeness(texts).of(texts[:1], texts[1:])[0, 0] == pytest.approx(
        (soft_tfidf + 2 * 10 / 33) / 2
    )


def test_a_word_outside_the_corpus_is_ignored() -> None:
    likeness = Likeness([("decreet",)])
    assert likeness.of([("decreet",)], [("nota",)])[0, 0] < 0.5
    assert likeness.of([("decreet",)], [("decreet",)])[0, 0] == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BVR regierol (princ.. goedk.)", ("bvr", "regierol")),
        ("BVR regierol (ag. def. goedk.)", ("bvr", "regierol")),
        ("[AHAD-RRF] Evaluatie (2021-2023) van 1/2/22", ("evaluatie",)),
        ("Geheroriënteerd", ("geherorienteerd",)),
        ("", ()),
    ],
)
def test_words_leave_out_what_changes_from_plan_to_plan(
    text: str, expected: tuple[str, ...]
) -> None:
    assert words(text) == expected


@pytest.fixture(scope="module")
def real(repository: Project) -> pd.DataFrame:
    """The milestones of the real plan of 2023."""
    return processed_tables(repository, 2023)["milestones"]


@pytest.fixture(scope="module")
def labels(repository: Project) -> dict[int, set[int]]:
    """By evaluated line, the planned lines that a reader accepts as its successor; none if lost.

    Made by reading the plan, before any score was seen. The first planned line is the nearest; more
    lines mean that the milestone was split in steps.
    """
    review = processed_tables(repository, 2023)["review"]
    return {line: set(lines) for line, lines in decisions(review).items()}


@pytest.fixture(scope="module")
def judged(real: pd.DataFrame, labels: dict[int, set[int]]) -> pd.DataFrame:
    """The real matches, with `half`, whether a successor exists and whether the outcome is right.

    A shared milestone is right when the planned one that it shares is accepted.
    """
    matches = match_successors(unfinished(evaluated(real)), planned(real))
    line = matches["planned_line"].fillna(matches["nearest_line"])
    accepted = [labels[int(one)] for one in matches["evaluated_line"]]
    hit = np.array([then in lines for then, lines in zip(line, accepted, strict=True)], dtype=bool)
    exists = np.array([bool(lines) for lines in accepted], dtype=bool)
    return matches.assign(
        half=matches["evaluated_line"].astype("int64") % 2,
        exists=exists,
        near=hit,
        right=np.where(matches["outcome"] == "lost", ~exists, hit),
    )


def test_the_labelled_set_covers_all_milestones_that_run_on(
    real: pd.DataFrame, labels: dict[int, set[int]]
) -> None:
    assert set(labels) == set(unfinished(evaluated(real))["line"])
    assert set().union(*labels.values()) <= set(planned(real)["line"])
    assert len(labels) == 181
    assert sum(bool(lines) for lines in labels.values()) == 120


def test_eight_labelled_successors_are_already_another_ones(labels: dict[int, set[int]]) -> None:
    """One to one, at most 112 of the 120 can be found: the plan merges and reports twice."""
    targets = sorted(set().union(*labels.values()))
    accepted = np.array([[one in lines for one in targets] for lines in labels.values()])
    rows, columns = linear_sum_assignment(accepted, maximize=True)
    assert accepted[rows, columns].sum() == 112


@pytest.mark.parametrize(
    ("half", "precision", "recall"), [(TUNING, 46 / 49, 46 / 62), (HELD_OUT, 41 / 49, 41 / 58)]
)
def test_successors_reach_their_precision_and_recall(
    judged: pd.DataFrame, half: int, precision: float, recall: float
) -> None:
    rows = judged[judged["half"] == half]
    found = rows[rows["outcome"] == "successor"]
    assert found["right"].mean() >= precision
    assert found["right"].sum() / rows["exists"].sum() >= recall


@pytest.mark.parametrize(
    ("half", "precision", "recall"), [(TUNING, 28 / 39, 28 / 30), (HELD_OUT, 23 / 35, 23 / 31)]
)
def test_losses_reach_their_precision_and_recall(
    judged: pd.DataFrame, half: int, precision: float, recall: float
) -> None:
    rows = judged[judged["half"] == half]
    gone = rows[rows["outcome"] == "lost"]
    assert gone["right"].mean() >= precision
    assert gone["right"].sum() / (~rows["exists"]).sum() >= recall


@pytest.mark.parametrize(("half", "sure"), [(TUNING, 35), (HELD_OUT, 31)])
def test_every_sure_successor_is_right(judged: pd.DataFrame, half: int, sure: int) -> None:
    rows = judged[(judged["half"] == half) & (judged["confidence"] == "sure")]
    assert rows["right"].all()
    assert len(rows) >= sure


@pytest.mark.parametrize("half", [TUNING, HELD_OUT])
def test_a_more_confident_loss_is_more_often_right(judged: pd.DataFrame, half: int) -> None:
    gone = judged[(judged["half"] == half) & (judged["outcome"] == "lost")]
    right = gone.groupby("confidence", observed=True)["right"].mean()
    assert right["probable"] > right["weak"]


def test_half_of_the_wrong_losses_show_their_successor_as_the_nearest(judged: pd.DataFrame) -> None:
    """A reader who checks a loss finds the true successor at the first place in 11 of 23 cases."""
    wrong = judged[(judged["outcome"] == "lost") & judged["exists"]]
    assert len(wrong) <= 23
    assert wrong["near"].mean() >= 11 / 23


def test_no_planned_milestone_of_the_real_plan_succeeds_two(judged: pd.DataFrame) -> None:
    given = judged["planned_line"].dropna()
    assert len(given) == 98
    assert given.is_unique


def test_the_real_plan_loses_most_of_what_it_says_about_europe_and_digitalisation(
    real: pd.DataFrame, judged: pd.DataFrame
) -> None:
    """Section 3.4.3 lists running work for 2023 and then plans little of it."""
    gone = judged.loc[judged["outcome"] == "lost", "evaluated_line"]
    counts = real.loc[real["line"].isin(gone)].groupby("section").size()
    assert counts.idxmax() == "3.4.3"
    assert counts["3.4.3"] >= 20
