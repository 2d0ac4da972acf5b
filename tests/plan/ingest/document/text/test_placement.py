from __future__ import annotations

import pytest

from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.milestones import read_milestones


@pytest.mark.parametrize(
    ("first", "second", "section"),
    [
        ("Over de Zeesluis.", "Over bruggen.", "1.1"),
        ("Over bruggen.", "Over de Zeesluis.", "1.2"),
        ("Over niets.", "Over niets.", "1.2"),
    ],
)
def test_a_table_behind_the_next_heading_is_in_the_section_that_names_its_theme(
    first: str, second: str, section: str
) -> None:
    text = (
        f"1 VAART\n\n1.1 Sluis\n\n{first}\n\n1.2 Brug\n\n{second}\n\nMijlpalen 2044 Status\n\n"
        f"{'Zeesluis' * 4}    \n\n− Kaai Nvt\n"
    )
    document = from_text(text, name="plan")
    found = read_milestones(document)
    assert list(found.table["section"]) == [section]
    displaced = [note.reason for note in found.notes if note.reason.startswith("displaced")]
    assert displaced == (
        ["displaced table: stands in 1.2, read as one of 1.1"] * (section == "1.1")
    )
