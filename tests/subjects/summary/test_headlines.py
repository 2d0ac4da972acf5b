"""Tests of the findings of the summary: their order, and what a plan without them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysing import computed, empty_tables, in_words
from analysis import dutch, english
from analysis.subjects.summary.headlines import TOPICS, audits, realisation, staff
from analysis.subjects.summary.one_page import chosen, others, with_date
from analysis.subjects.summary.tables import thresholds_table
from analysis.subjects.summary.text import others_text
from analysis.toolkit.points import exceeded

if TYPE_CHECKING:
    from conftest import MakeMilestones
    from subjects.conftest import PlanOf


def headlines(*rows: tuple[str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["topic", "points"]).assign(nl="Zin.", en="Sentence.")


def test_the_page_shows_the_first_finding_of_each_subject_and_five_at_most() -> None:
    names = ["credit", "realisation", "lost", "norms", "reports", "contradictions", "ending"]
    ranked = headlines(*((name, 3) for name in names), ("staff", 0))
    assert list(chosen(ranked)["topic"]) == [
        *("credit", "realisation", "norms", "reports", "contradictions")
    ]
    assert list(others(ranked)["topic"]) == ["lost", "ending"]


def test_what_exceeds_no_threshold_is_on_no_page() -> None:
    assert chosen(headlines(("norms", 0))).empty
    assert str(others_text(headlines().iloc[:0])).startswith("Geen andere bevinding")


def test_a_plan_without_rows_has_no_findings() -> None:
    assert computed("headlines", 2023, 0.95, **empty_tables()).empty


def test_of_the_realised_milestones_those_that_run_on_are_told_apart(
    make_milestones: MakeMilestones, plan_of: PlanOf
) -> None:
    rows = make_milestones(
        {"status": "realised"},
        {"status": "realised", "carried_over": True},
        {"status": "delayed"},
        {"status": "realised"},
    )
    found = realisation(plan_of(rows), 2023)
    assert found is not None
    assert in_words(found.nl) == (
        "Van de 4 mijlpalen van 2022 met een status zijn er 3 gerealiseerd (75 %). Daarvan loopt "
        "er één door: klaar zonder vervolg zijn er 2 (50 %)."
    )
    assert found.en == (
        "3 of the 4 milestones of 2022 with a status were realised (75%). Of these, 1 runs on: 2 "
        "(50%) are done without a sequel."
    )
    assert found.value == 0.25


def test_points_of_audits_without_a_date_are_counted(
    make_milestones: MakeMilestones, plan_of: PlanOf
) -> None:
    remarks = pd.DataFrame({"topic": "audit", "kind": ["open", "2023/Q3", "open"]})
    found = audits(plan_of(make_milestones({}), remarks=remarks), 2023)
    assert found is not None
    assert found.nl == "Van 3 punten uit audits hebben er 2 in het plan geen datum."
    assert exceeded(found.value, TOPICS["audits"].steps) == TOPICS["audits"].steps[0]


def test_without_a_number_of_staff_nothing_is_said_of_it(
    make_milestones: MakeMilestones, plan_of: PlanOf
) -> None:
    figures = pd.DataFrame({"indicator": ["medewerkers"], "year": [2022], "value": [379.0]})
    assert staff(plan_of(make_milestones({}), figures=figures), 2023) is None


def test_every_finding_has_its_thresholds_and_why_there() -> None:
    table = thresholds_table()
    assert len(table.data) == len(TOPICS)
    assert table.data.iloc[0].tolist()[1] == "meer dan 0,05: 1; meer dan 0,15: 2; meer dan 0,3: 3"
    assert all(topic.why for topic in TOPICS.values())


def test_the_date_of_the_plan_is_in_the_language_of_the_page() -> None:
    assert with_date("Plan", "2023-02-24", dutch.day) == "Plan (24 februari 2023)"
    assert with_date("Plan", "2023-02-24", english.day) == "Plan (24 February 2023)"
    assert with_date("Plan", "februari 2023", dutch.day) == "Plan (februari 2023)"
    assert with_date("Plan", "", dutch.day) == "Plan"
