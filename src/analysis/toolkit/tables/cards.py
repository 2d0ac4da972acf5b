"""Cards: pieces of HTML that other chapters link to by their ids, and the same as plain text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cards:
    """HTML whose ids are unique in the report, and its words for a terminal."""

    html: str
    text: str

    def __str__(self) -> str:
        return self.text
