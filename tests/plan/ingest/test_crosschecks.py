"""What one part of a plan has and another lacks is noted, and nothing that the plan never had."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.plan import parse_plan

if TYPE_CHECKING:
    from pathlib import Path

STATUS = re.compile(r"^.*voortgangsstatus: .*$", re.MULTILINE)
SECTION = re.compile(r"(?<=\(OD 2\) \n).*?(?=\n/{20})", re.DOTALL)  # of 3.1.2


@pytest.fixture(scope="module")
def text(small_path: Path) -> str:
    return small_path.read_text(encoding="utf-8")


def notes(text: str, table: str) -> list[str]:
    """Return the notes of a table, with what they quote."""
    plan = parse_plan(from_text(text, name="plan"), 2031)
    return [f"{note.reason}: {note.quote}" for note in plan.notes if note.table == table]


def test_a_project_without_its_overall_status_is_noted(text: str) -> None:
    found = notes(STATUS.sub("", text, count=1), "projects")
    assert "no overall status was read: Werken aan het water" in found


def test_a_plan_without_overall_statuses_has_one_note(text: str) -> None:
    found = [note for note in notes(STATUS.sub("", text), "projects") if "overall" in note]
    assert found == ["no overall status was read of any project: "]


@pytest.mark.parametrize(
    ("body", "noted"),
    [
        ("\nWe bouwen aan sluizen en stuwen.\n", False),
        ("\nDe mijlpalen volgen later.\n", True),
        ("\nSluis 2 vernieuwd\n\n2031/Q2\n", True),
    ],
)
def test_a_section_without_milestones_is_noted_where_it_speaks_of_them(
    text: str, body: str, *, noted: bool
) -> None:
    changed, count = SECTION.subn(lambda _: body, text, count=1)
    assert count == 1
    reason = "3.1.2 is of an objective or project, and no milestone of it was read: "
    assert (reason in notes(changed, "milestones")) is noted


def test_a_row_whose_status_is_glued_to_its_label_is_noted(text: str) -> None:
    body = "\nDe mijlpalen:\n\n− Visietekst voor de sluizen2031/Q2\n"
    changed = SECTION.sub(lambda _: body, text, count=1)
    expected = "looks like a row of a table, and is in no table that was read"
    assert f"{expected}: − Visietekst voor de sluizen2031/Q2" in notes(changed, "(none)")
