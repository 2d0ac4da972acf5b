from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import DataError
from analysis.plan.ingest.proposals import (
    PROPOSALS_FILE,
    Proposal,
    read_proposals,
    write_proposals,
)
from analysis.plan.tables.decided import proposal_id

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = Proposal(
    kind="figure",
    id=proposal_id("figure", "3.1", "duinbonus", "dossiers", "2030"),
    subject="ontvangen dossiers",
    line=812,
    value="1.250",
    score=91,
    reasons=("same section", "alike words"),
    origin="figures.csv, row 12",
    section="3.1",
    measure="duinbonus",
    unit="dossiers",
    year="2030",
)
LABEL = Proposal("label", proposal_id("label", "Dijk"), "Dijk", 0, "dijkpremie", 70)


def test_proposals_are_read_back_as_they_were(tmp_path: Path) -> None:
    write_proposals([FIGURE, LABEL], tmp_path)
    assert read_proposals(tmp_path, PROPOSALS_FILE) == [FIGURE, LABEL]


def test_a_year_without_the_file_has_no_proposals(tmp_path: Path) -> None:
    assert read_proposals(tmp_path, PROPOSALS_FILE) == []


def test_each_cell_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    path = write_proposals([FIGURE], tmp_path)
    text = path.read_text("utf-8").replace("figure,", "figur,", 1).replace(",91,", ",191,")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_proposals(tmp_path, PROPOSALS_FILE)
    assert [problem.where for problem in caught.value.problems] == [
        "proposals.csv, row 2, column 'kind'",
        "proposals.csv, row 2, column 'score'",
    ]


def test_an_id_depends_on_its_texts_and_on_where_one_ends() -> None:
    assert proposal_id("label", "a", "b") == proposal_id("label", "a", "b")
    assert proposal_id("label", "a", "b") != proposal_id("label", "ab", "")
