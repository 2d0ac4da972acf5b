"""What waits, what was decided, and which decisions no longer fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.plan.audit import COLUMNS
from analysis.plan.ingest.doubts import propose_rows
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.proposals import Proposal, write_proposals
from analysis.plan.ingest.proposing import text_file
from analysis.plan.review.computed import proposed_findings, proposed_successors
from analysis.plan.review.deciding import decide
from analysis.plan.review.decisions import Decision
from analysis.plan.review.findings import finding_id, finding_ids, without_rejected
from analysis.plan.review.proposed import decision_on
from analysis.plan.review.waiting import review_of

if TYPE_CHECKING:
    from analysis.paths import Project

LABEL = Proposal("label", "label-1", "GESCO", 9987, "gesco", 90)
FIGURE = Proposal(
    *("figure", "figure-1", "oproepen", 3, "1.200", 80),
    section="4.1.2",
    measure="duaal_leren",
    unit="aantal",
    year="2022",
)
ROW = Proposal("row", "row-1", "norms: wide", 8602, "as read", 80)


def test_labels_come_first_and_decided_ones_are_gone(reviewed: Project) -> None:
    write_proposals([ROW, FIGURE, LABEL], reviewed.raw(2023))
    found = review_of(reviewed, 2023)
    assert [one.kind for one in found.waiting] == ["label", "figure", "row"]
    assert not found.built
    decide(reviewed, 2023, decision_on(FIGURE, "accepted", by="An"), seen=None)
    decide(reviewed, 2023, decision_on(ROW, "rejected", by="An"), seen=None)
    found = review_of(reviewed, 2023)
    assert [one.kind for one in found.waiting] == ["label"]
    counts = {one.kind: (one.decided, one.waiting) for one in found.counts()}
    assert counts["figure"] == (1, 0)
    assert counts["row"] == (1, 0)
    assert counts["label"] == (0, 1)


def test_a_decision_stays_and_says_when_it_no_longer_fits(reviewed: Project) -> None:
    text_file(reviewed, 2023).parent.mkdir(parents=True)
    text_file(reviewed, 2023).write_text("one\ntwo\n1.200 oproepen in 2022\n", encoding="utf-8")
    figure = decision_on(FIGURE, "accepted", by="An")
    decide(reviewed, 2023, figure, seen=None)
    decide(reviewed, 2023, decision_on(LABEL, "accepted", by="An"), seen=None)
    line = Decision("successor", "728", "Opstart operationalisering", "accepted", "989")
    decide(reviewed, 2023, line, seen=None)
    assert review_of(reviewed, 2023).unfit == ()

    text_file(reviewed, 2023).write_text("one\n1.200 oproepen in 2022\nthree\n", encoding="utf-8")
    other = replace(line, id="740")
    decide(reviewed, 2023, other, seen=None)
    gone = replace(LABEL, id="label-2", subject="Dijkpremie", value="jobbonus")
    decide(reviewed, 2023, decision_on(gone, "accepted", by="An"), seen=None)
    reasons = {one.id: why for one, why in review_of(reviewed, 2023).unfit}
    assert reasons == {
        "label-2": "no table has this label",
        "figure-1": "the value is not on line 3",
        "740": "another milestone is on line 740",
    }


def test_a_note_proposes_its_row_as_it_was_read() -> None:
    norms = pd.DataFrame({"measure": ["Dijkpremie"], "norm": ["binnen 30 dagen"], "line": ["7"]})
    notes = [Note("norms", 7, "a wide row"), Note("budget", 9, "no column", unused=True)]
    row, unused = propose_rows(notes, {"norms": norms})
    assert (row.subject, row.value, row.line) == (
        "norms: a wide row",
        "Dijkpremie | binnen 30 dagen",
        7,
    )
    assert unused.value == "no row"


def test_what_the_search_for_successors_found_is_proposed() -> None:
    matches = pd.DataFrame(
        {
            "evaluated_line": pd.array([1, 2], "Int64"),
            "planned_line": pd.array([10, None], "Int64"),
            "nearest_line": pd.array([10, 11], "Int64"),
            "score": pd.array([0.8, None], "Float64"),
            "best_label_score": pd.array([0.8, 0.3], "Float64"),
            "confidence": ["sure", "weak"],
        }
    )
    milestones = pd.DataFrame(
        {"line": [1, 2, 3, 10, 11], "label": list("abcde"), "section": "3.1.1"}
    )
    first, second = proposed_successors(matches, milestones)
    assert (first.id, first.value, first.score, first.subject) == ("1", "10", 80, "a")
    assert first.reasons == ("confidence: sure", "10: 'd'")
    assert (second.value, second.score) == ("none", 70)


def findings() -> pd.DataFrame:
    rows = [
        {"rule": "norm_target", "certainty": "certain", "lines": "5 9", "printed": printed}
        for printed in ("7", "8")
    ]
    empty = dict.fromkeys(COLUMNS, "")
    return pd.DataFrame([{**empty, **row} for row in rows])


def test_equal_findings_are_judged_once() -> None:
    twice = pd.concat([findings(), findings()], ignore_index=True)
    assert [one.value for one in proposed_findings(twice)] == ["7 ≠ ", "8 ≠ "]


def test_a_rejected_finding_is_left_out() -> None:
    table = findings()
    first, second = proposed_findings(table)
    assert first.id != second.id
    assert first.line == 5
    review = pd.DataFrame({"kind": "finding", "id": [first.id], "decision": ["rejected"]})
    assert without_rejected(table, review)["printed"].tolist() == ["8"]
    accepted = review.assign(decision="accepted")
    assert without_rejected(table, accepted)["printed"].tolist() == ["7", "8"]


def test_a_finding_keeps_its_id_on_other_lines() -> None:
    first, moved = findings().to_dict("records")[0], findings().assign(lines="50 90")
    assert finding_id(first) == finding_id(moved.to_dict("records")[0])


def test_findings_with_the_same_words_have_ids_of_their_own() -> None:
    seven, eight = findings().to_dict("records")
    one, other = finding_id(seven), finding_id(eight)
    assert finding_ids([seven, eight, seven]) == [one, other, f"{one}-2"]


def test_another_finding_changes_no_id() -> None:
    seven, eight = findings().to_dict("records")
    assert finding_ids([eight, seven])[1:] == finding_ids([seven])
