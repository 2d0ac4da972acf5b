from __future__ import annotations

import pytest

from analysis.plan.ingest.statuses import (
    STATUSES,
    Kind,
    ends_in_glued_cell,
    may_be_cell,
    split_cell,
)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("marks", ["", "*", "****", " *"])
def test_a_status_is_read_without_its_marks(status: str, marks: str) -> None:
    assert split_cell(status + marks, "evaluated") == ("", status)
    assert split_cell(f"Sluis klaar {status}{marks}", "evaluated") == ("Sluis klaar", status)


@pytest.mark.parametrize(
    "timing",
    [
        "2031/Q1",
        "2031/Q1-Q2",
        "2031/Q1-4",
        "2031/ Q3 en Q4",
        "2031/vanaf Q4",
        "2031/Q1, Q2, Q3, Q4",
        "2031/Q1, Q2 en Q4",
        "2031/Q1 – Q2",
        "doorlopend in 2031",
        "Doorlopend",
        "Ad hoc",
        "Q1",
    ],
)
def test_a_timing_is_read_beside_a_label_and_alone(timing: str) -> None:
    assert split_cell(timing, "planned") == ("", timing)
    assert split_cell(f"Jaarplan 2031 {timing}", "planned") == ("Jaarplan 2031", timing)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Informeren over de vaart in 2031", "planned"),
        ("(looptijd 2029 – 2031)", "planned"),
        ("2031", "planned"),
        ("(opstart Q1)", "planned"),
        ("werkgroepen (doorlopend)", "planned"),
        ("Procedure stopgezet", "evaluated"),
    ],
)
def test_a_label_that_looks_like_a_cell_stays_whole(text: str, kind: Kind) -> None:
    assert split_cell(text, kind) == (text, "")


def test_a_cell_by_itself_may_say_what_is_delivered_or_where_it_is_planned() -> None:
    assert split_cell("Oplevering 2031/Q2", "planned") == ("", "Oplevering 2031/Q2")
    assert split_cell("Zie 6.1.10", "planned") == ("", "Zie 6.1.10")
    assert split_cell("Eerste oplevering 2031/Q2", "planned") == ("Eerste oplevering", "2031/Q2")


def test_only_a_short_word_by_itself_may_be_a_status_not_used_before() -> None:
    assert may_be_cell("Uitgesteld", "evaluated")
    assert not may_be_cell("controle + personeel)", "evaluated")
    assert not may_be_cell("Uitgesteld", "planned")


@pytest.mark.parametrize(
    "text", ["Sluizen2031/Q1-Q4", "Tweede ronde:Gerealiseerd", "Sluis klaarOn hold*"]
)
def test_a_cell_glued_to_its_label_is_seen(text: str) -> None:
    assert ends_in_glued_cell(text)


@pytest.mark.parametrize(
    "text", ["Sluizen 2031/Q1", "Gerealiseerd", "Wat is gerealiseerd", "In 2031"]
)
def test_a_cell_apart_or_none_is_not_glued(text: str) -> None:
    assert not ends_in_glued_cell(text)
