"""Deciding one by one: each decision is written at once, and can be taken back."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.desk.lab.review import session as session_module
from analysis.desk.lab.review.desk import ReviewDesk, status_html
from analysis.desk.lab.review.quotes import Quotes
from analysis.desk.lab.review.session import ReviewSession
from analysis.paths import Project
from analysis.plan.ingest.proposals import Proposal, write_proposals
from analysis.plan.ingest.proposing import text_file
from analysis.plan.review.waiting import review_of

if TYPE_CHECKING:
    from pathlib import Path

LABELS = [
    Proposal("label", "label-1", "GESCO", 10008, "gesco", 90, ("like 'Gesco'",)),
    Proposal("label", "label-2", "Sluispremie", 6, "jobbonus", 80),
    Proposal("label", "label-3", "Molenpremie", 7, "jobbonus", 70),
]


@pytest.fixture
def waiting(tmp_path: Path, repository: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Three labels wait, and no table is built."""
    shutil.copytree(repository.root / "params", tmp_path / "params")
    shutil.copytree(repository.raw(2023), tmp_path / "data/raw/2023")
    project = Project(tmp_path)
    (project.raw(2023) / "review.csv").unlink()
    write_proposals(LABELS, project.raw(2023))
    monkeypatch.setattr(session_module, "refreshed_elsewhere", lambda *_: None)
    return project


def log(project: Project) -> list[tuple[str, str, str]]:
    path = project.raw(2023) / "review.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as stream:
        return [(row["id"], row["decision"], row["value"]) for row in csv.DictReader(stream)]


def left(session: ReviewSession) -> list[str]:
    return [one.id for one in session.queue]


def test_a_decision_is_written_before_the_next_is_shown(waiting: Project) -> None:
    session = ReviewSession(waiting, 2023)
    session.take("accepted", by="An")
    assert log(waiting) == [("label-1", "accepted", "gesco")]
    session.take("changed", "zorgkrediet", by="An")
    session.take("rejected", by="An")
    assert log(waiting)[1:] == [
        ("label-2", "changed", "zorgkrediet"),
        ("label-3", "rejected", "jobbonus"),
    ]
    assert session.current is None


def test_undo_shows_the_proposal_again_and_closing_loses_nothing(waiting: Project) -> None:
    session = ReviewSession(waiting, 2023)
    session.take("accepted")
    session.take("accepted")
    session.undo()
    assert left(session) == ["label-2", "label-3"]
    assert log(waiting)[-1][:2] == ("label-2", "undone")
    assert left(ReviewSession(waiting, 2023)) == ["label-2", "label-3"]
    session.undo()
    session.undo()
    assert session.message == "Er is niets om ongedaan te maken."
    assert left(session) == ["label-1", "label-2", "label-3"]


def test_the_sure_ones_on_the_screen_are_accepted_together(waiting: Project) -> None:
    sure = [replace(one, score=95) for one in LABELS[:2]]
    write_proposals([*sure, LABELS[2]], waiting.raw(2023))
    session = ReviewSession(waiting, 2023)
    session.take_listed(12, by="An")
    assert session.message == "2 samen aanvaard."
    assert sorted(name for name, _, _ in log(waiting)) == ["label-1", "label-2"]
    session.take_listed(12, by="An")
    assert "Niet zeker genoeg" in session.message
    assert left(session) == ["label-3"]


def test_later_comes_last(waiting: Project) -> None:
    session = ReviewSession(waiting, 2023)
    session.later()
    assert left(session) == ["label-2", "label-3", "label-1"]
    assert log(waiting) == []


def test_a_value_that_does_not_fit_keeps_the_proposal(waiting: Project) -> None:
    session = ReviewSession(waiting, 2023)
    session.take("changed", "no_such_measure")
    assert "no_such_measure" in session.message
    assert left(session)[0] == "label-1"
    assert log(waiting) == []


def test_two_people_at_once_lose_nothing(waiting: Project) -> None:
    an, bo = ReviewSession(waiting, 2023), ReviewSession(waiting, 2023)
    an.take("accepted", by="An")
    bo.take("rejected", by="Bo")
    assert bo.message == "An besliste al: GESCO"
    bo.take("accepted", by="Bo")
    an.take("accepted", by="An")
    an.take("accepted", by="An")
    assert [name for name, _, _ in log(waiting)] == ["label-1", "label-2", "label-3"]
    assert an.current is None


def test_the_desk_shows_the_row_with_its_words_marked(waiting: Project) -> None:
    desk = ReviewDesk(ReviewSession(waiting, 2023), waiting)
    assert "<mark>GESCO</mark>" in desk.card
    assert "tabel budget" in desk.card
    assert desk.following == [
        "Naam van een maatregel: Sluispremie → jobbonus",
        "Naam van een maatregel: Molenpremie → jobbonus",
    ]
    assert "gesco" in desk.options


def test_a_key_decides_about_the_card_that_was_seen(waiting: Project) -> None:
    desk = ReviewDesk(ReviewSession(waiting, 2023), waiting)
    desk.command = {"key": "a", "id": "label-2", "n": 1}
    assert log(waiting) == [], "another card is shown"
    desk.command = {"key": "a", "id": "label-1", "by": "An", "why": "seen", "n": 2}
    assert (desk.decided, desk.waiting) == (1, 2)
    desk.command = {"key": "u", "id": "", "n": 3}
    assert (desk.decided, desk.waiting) == (0, 3)


def test_a_figure_shows_its_sentence(waiting: Project) -> None:
    figure = Proposal("figure", "figure-1", "oproepen", 2, "1.200", 80, section="4.1.2")
    assert "is hier niet" in Quotes(waiting, 2023).of(figure)
    text_file(waiting, 2023).parent.mkdir(parents=True)
    text_file(waiting, 2023).write_text("In 2022\nkwamen 1.200 <b>\noproepen.\n", "utf-8")
    assert Quotes(waiting, 2023).of(figure) == (
        "<blockquote>In 2022 kwamen <mark>1.200</mark> &lt;b&gt; oproepen.</blockquote>"
    )


def test_without_a_person_the_status_is_shown(waiting: Project) -> None:
    html = status_html(review_of(waiting, 2023))
    assert "3 voorstellen wachten op nazicht" in html
    assert "<th>namen van maatregelen</th><td>0</td><td>3</td>" in html
