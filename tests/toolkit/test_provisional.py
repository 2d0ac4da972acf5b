"""How final the amounts of the year before are, in the notes that rest on them."""

from __future__ import annotations

import pandas as pd

from analysis.toolkit.provisional import provisional_note, with_provisional_note
from analysis.toolkit.tables.table import Table

REMARKS = pd.DataFrame(
    [
        ("provisional", "ze zijn een momentopname van 19/01/2023"),
        ("provisional", "ze kunnen nog wijzigen"),
        ("money", "de waarde is geïndexeerd"),
    ],
    columns=["topic", "about"],
)
TABLE = Table(html="", title="Titel", note="Lees dit.", source="", data=pd.DataFrame())


def test_a_note_says_when_the_snapshot_was_taken() -> None:
    assert provisional_note(REMARKS, 2023) == (
        "De realisaties van 2022 zijn voorlopig, een momentopname van 19 januari 2023."
    )
    assert provisional_note(REMARKS.iloc[[1]], 2023) == "De realisaties van 2022 zijn voorlopig."
    assert provisional_note(REMARKS.iloc[[2]], 2023) == ""


def test_the_note_of_a_table_is_kept() -> None:
    noted = with_provisional_note(TABLE, REMARKS, 2023)
    assert noted is not None
    assert noted.note.startswith("Lees dit. De realisaties van 2022 zijn voorlopig")
    unchanged = with_provisional_note(TABLE, REMARKS.head(0), 2023)
    assert unchanged is not None
    assert unchanged.note == TABLE.note
    assert with_provisional_note(None, REMARKS, 2023) is None
