"""Proposes to keep each doubtful row of a reading as it was read, for a person to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.ingest.notes import WHOLE
from analysis.plan.ingest.proposals import Proposal
from analysis.plan.tables.decided import proposal_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analysis.plan.ingest.notes import Note

_READ, _UNUSED = "as read", "no row"
_LIKELY = 80  # most rows that are noted were read right; the person compares


def propose_rows(notes: Sequence[Note], tables: Mapping[str, pd.DataFrame]) -> list[Proposal]:
    """Return a proposal for each note: to keep the row as it was read, or the line without a row.

    The value is what was read: the row's cells, or a few words if no row has that line.
    """
    rows = {name: _by_line(table) for name, table in tables.items()}
    found: dict[str, Proposal] = {}
    for note in notes:
        cells = rows.get(note.table, {}).get(note.line, "")
        value = cells or (_UNUSED if note.unused else _READ)
        subject = f"{note.table}: {note.reason}" if note.line != WHOLE else note.reason
        name = proposal_id("row", note.table, note.reason, value, note.quote)
        if name in found:
            name = proposal_id("row", note.table, note.reason, value, note.quote, str(note.line))
        found[name] = Proposal("row", name, subject, note.line, value, _LIKELY, (note.reason,))
    return list(found.values())


def _by_line(table: pd.DataFrame) -> dict[int, str]:
    """Return the cells of the first row on each line, without those that are empty."""
    columns = [name for name in table.columns if name not in {"line", "page"}]
    found: dict[int, str] = {}
    for row in table.to_dict("records"):
        text = " | ".join(str(row[name]) for name in columns if row[name])
        found.setdefault(int(row["line"]), text)
    return found
