"""What a reader of tables could not tell for sure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A doubtful row, or a line of a table that no row uses.

    Attributes
    ----------
    table
        The raw table.
    line
        The line of the document.
    text
        What is doubtful.
    """

    table: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.table}, line {self.line}: {self.text}"
