"""Tells how like a line is to a table's header, also where the line was reworded or garbled.

A bold line whose fourfold print was damaged still holds each word's letters in a row. So what is
compared are the threes of letters that follow each other in a word: how often they stand there,
and in which order the words come, makes no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from analysis.plan.ingest.document import Line

RUN = 3  # letters
LIKE_ENOUGH = 0.6  # of the header's threes stand in the line
NO_MORE_THAN = 0.5  # of both together are in both: a sentence about the table holds far more

UNUSUAL_HEADER = "a header in other words than usual"

_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
FEWEST_GAPS = 2  # wide ones: three cells
_WORD = re.compile(r"[^\W\d_]{3,}")


def resembles(line: Line, header: str) -> bool:
    """Tell whether a line says what a header says.

    Parameters
    ----------
    line
        A line of the document; one that is neither bold, nor a damaged bold one, nor in columns is
        no header.
    header
        The words of the header, in any order.
    """
    bold = 2 * len(line.bold_text) > len(line.text) or line.repeated
    apart = len(_WIDE_GAP.findall(line.raw)) >= FEWEST_GAPS
    return (bold or apart) and likeness(line.raw, header) >= LIKE_ENOUGH


def likeness(text: str, header: str) -> float:
    """Return the share of a header's threes of letters that a text holds; 0 for a longer text.

    >>> likeness("Aantal brievXn Stand Afdeling", "Afdeling Aantal brieven") > LIKE_ENOUGH
    True
    """
    wanted, found = set(threes_of(header)), set(threes_of(text))
    both = len(wanted & found)
    if not both or 2 * both < NO_MORE_THAN * (len(wanted) + len(found)):
        return 0.0
    return both / len(wanted)


def threes_of(text: str) -> list[str]:
    """Return the threes of letters that follow each other in the words of a text."""
    words = _WORD.findall(text.casefold())
    return [word[place : place + RUN] for word in words for place in range(len(word) - RUN + 1)]


@dataclass(frozen=True)
class TableHeader:
    """The header line of a table.

    Attributes
    ----------
    table
        The raw table below it.
    usual
        How it is printed.
    words
        What it says; a bold line that is like these words is the header too.
    needs
        What such a line must hold besides.
    """

    table: str
    usual: re.Pattern[str]
    words: str
    needs: re.Pattern[str] = re.compile("")

    def find(self, lines: Sequence[Line], notes: list[Note]) -> frozenset[int]:
        """Return the numbers of the lines that hold the header; unusual words are noted.

        Before the first line with the usual words, none in other words counts: it may be a caption.
        """
        usual = [line.number for line in lines if self.usual.fullmatch(line.text)]
        first = usual[0] if usual else 0
        unusual = [
            line
            for line in lines[first:]
            if line.number not in usual and self.needs.search(line.text)
            if resembles(line, self.words)
        ]
        notes += [Note(self.table, line.number, UNUSUAL_HEADER, line.text) for line in unusual]
        return frozenset([*usual, *(line.number for line in unusual)])

    def below(
        self, lines: Sequence[Line], ends: Container[int], notes: list[Note]
    ) -> Iterator[Line]:
        """Give the lines below the header, up to the first whose number is one of the ends."""
        headers, inside = self.find(lines, notes), False
        for line in lines:
            if inside and line.number in ends:
                return
            if inside:
                yield line
            inside = inside or line.number in headers
