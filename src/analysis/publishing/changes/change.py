"""A difference between two reports, with before and after."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Blanks, words and numbers with what is inside them, and other signs one by one.
_WORDS = re.compile(r"\s+|[+−-]?\w+(?:[.,:/-]\w+)*|[^\w\s]")
CONTEXT = 12


class ChangeKind(StrEnum):
    """What kind of thing differs, in the order of a summary."""

    CHAPTER = "chapter"
    NUMBER = "number"
    TITLE = "title"
    TEXT = "sentence"
    FIGURE = "figure"
    TABLE = "table"
    DATA = "data file"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes
    ----------
    kind
        What differs.
    chapter
        The title of its chapter; empty for a data file.
    place
        The heading, key figure, figure, table or file that it belongs to.
    part
        What of it differs, such as "title" or "row 3.1"; empty when all of it does.
    before, after
        What a reader sees; empty when there was or is nothing.
    drawings
        The SVG before and after, of a figure that is drawn otherwise.
    """

    kind: ChangeKind
    chapter: str
    place: str
    part: str
    before: str
    after: str
    drawings: tuple[str, str] | None = None

    @property
    def status(self) -> str:
        """Whether it is new, removed or changed."""
        if self.drawings:
            return "changed"
        if bool(self.before) == bool(self.after):
            return "changed"
        return "new" if self.after else "removed"


class Piece(NamedTuple):
    """A part of a text, and whether only this side has it."""

    text: str
    is_own: bool


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Split two texts into pieces that they share and pieces that differ, at words.

    >>> marked("Er zijn 3 zaken.", "Er zijn 4 zaken.")[1]
    [Piece(text='Er zijn ', is_own=False), Piece(text='4', is_own=True), \
Piece(text=' zaken.', is_own=False)]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        for side, words in zip(sides, (old[start:end], new[other_start:other_end]), strict=True):
            if words:
                side.append(Piece("".join(words), kind != "equal"))
    return sides


def shortened(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave out words that both sides have and that are far from what differs."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        words = _WORDS.findall(piece.text)
        if piece.is_own or len(words) <= 2 * CONTEXT or last == 0:
            yield piece
            continue
        start = "" if place == 0 else "".join(words[:CONTEXT])
        end = "" if place == last else "".join(words[-CONTEXT:])
        yield Piece(f"{start} … {end}", is_own=False)
