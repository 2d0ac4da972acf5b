"""What a reader of tables could not tell for sure."""

from __future__ import annotations

from dataclasses import dataclass

NO_TABLE = "(none)"  # the table of a note that is about none
WHOLE = 0  # the line of a note that is about the document


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A doubtful row, or a line of a table that no row uses.

    Attributes
    ----------
    table
        The raw table.
    line
        The line of the document.
    reason
        What is doubtful, in words of our own.
    quote
        What stands there, empty where the reason says it all.
    unused
        Whether no row uses the line; else it is a row to look at.
    """

    table: str
    line: int
    reason: str
    quote: str = ""
    unused: bool = False

    def __str__(self) -> str:
        quote = f": {self.quote}" if self.quote else ""
        return f"{self.table}, line {self.line}: {self.reason}{quote}"
